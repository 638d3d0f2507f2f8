import { appendFileSync } from 'node:fs';
import { asksForHelp } from '../command-line.ts';
import { readArguments, usage } from './arguments.ts';
import { changeSets } from './change-set.ts';
import { judge, type Verdict } from './guard.ts';
import type { HoldingData } from './holding-data.ts';

/**
 * `npm run change-set-guard`: sets the exit code 1 if the change set would replace or delete a resource that holds data, or if it
 * could not be checked. Tells a GitHub workflow, in the output "execute", whether there is anything to execute.
 *
 * @param holding - the resources that hold data
 */
export async function guardChangeSet(holding: HoldingData): Promise<void> {
  const argv = process.argv.slice(2);
  if (asksForHelp(argv)) return console.log(usage);
  // until it is known that nothing is lost
  process.exitCode = 1;
  try {
    const { decision, report } = await verdictOn(argv, holding);
    console.log(report);
    const outputs = process.env['GITHUB_OUTPUT'];
    if (outputs) appendFileSync(outputs, `execute=${decision === 'execute'}\n`);
    if (decision !== 'refuse') process.exitCode = 0;
  } catch (error) {
    console.log(`**Not deployed:** the change set could not be checked. ${(error as Error).message}`);
  }
}

async function verdictOn(argv: string[], holding: HoldingData): Promise<Verdict> {
  const { stack, changeSet, allowed } = readArguments(argv);
  const { CloudFormationClient, DescribeChangeSetCommand } = await import('@aws-sdk/client-cloudformation');
  const cloudformation = new CloudFormationClient();
  const described = await changeSets((input) => cloudformation.send(new DescribeChangeSetCommand(input)), {
    StackName: stack,
    ChangeSetName: changeSet,
  });
  return judge(described, holding, allowed);
}
