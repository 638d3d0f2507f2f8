import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { changeSets } from './change-set.ts';
import { judge } from './guard.ts';
import type { HoldingData } from './holding-data.ts';

/**
 * `npm run change-set-guard -- --stack NAME --change-set NAME [--allow "STACK/LOGICAL-ID …"]`: sets the exit code 1 if the change set
 * would replace or delete a stateful resource, or if it could not be checked. Tells a GitHub workflow, in the output "execute",
 * whether there is anything to execute.
 *
 * @param holding - the resources that hold data
 */
export async function guardChangeSet(holding: HoldingData): Promise<void> {
  try {
    const { values } = parseArgs({
      options: {
        stack: { type: 'string' },
        'change-set': { type: 'string' },
        allow: { type: 'string', default: '' },
      },
    });
    const { stack, 'change-set': changeSet, allow } = values;
    if (!stack || !changeSet)
      throw new Error('--stack and --change-set are required: the name of a stack and of its change set');

    const { CloudFormationClient, DescribeChangeSetCommand } = await import('@aws-sdk/client-cloudformation');
    const cloudformation = new CloudFormationClient();
    const described = await changeSets((input) => cloudformation.send(new DescribeChangeSetCommand(input)), {
      StackName: stack,
      ChangeSetName: changeSet,
    });
    const { decision, report } = judge(described, holding, allow.split(/[\s,]+/));
    console.log(report);
    if (decision === 'refuse') process.exitCode = 1;
    const outputs = process.env['GITHUB_OUTPUT'];
    if (outputs) appendFileSync(outputs, `execute=${decision === 'execute'}\n`);
  } catch (error) {
    console.log(`**Not deployed:** the change set could not be checked. ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
