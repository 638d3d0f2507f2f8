import type { Project } from '../project.ts';
import { accessProblem } from './access-problem.ts';
import type { ClientSettings } from './stage.ts';

/** A stage as it is deployed. */
export interface DeployedStage {
  /** Where its stack is, for the clients of other services. */
  region: string;
  outputs: Readonly<Record<string, string>>;
}

/** A stack as CloudFormation describes it. */
export interface DescribedStack {
  /** Its ARN. */
  id: string;
  outputs: Readonly<Record<string, string>>;
}

/** Describes a stack, in the region of the credentials in use if the client has none; undefined when there is none of that name. */
export type DescribeStack = (name: string, client: ClientSettings) => Promise<DescribedStack | undefined>;

/**
 * Looks for the stack of a stage where infra/project.ts puts it. Throws an error that says what is missing: a stack that is not
 * there, or credentials for another account.
 */
export async function deployedStage(
  project: Pick<Project, 'name' | 'environments'>,
  stage: string,
  describe: DescribeStack,
): Promise<DeployedStage> {
  const { account, region } = project.environments[stage]!;
  const name = `${project.name}-${stage}`;
  const stack = await describe(name, region === undefined ? {} : { region });
  if (!stack) {
    const where = region ?? 'your default region (set AWS_REGION to use another)';
    throw new Error(`Stack ${name} does not exist in ${where}. Deploy it first: npm run deploy -- ${name}`);
  }
  const [, , , actualRegion, actualAccount] = stack.id.split(':');
  if (account !== undefined && account !== actualAccount)
    throw new Error(
      `infra/project.ts places stage ${stage} in account ${account}, but your credentials are for account ${actualAccount}`,
    );
  return { region: actualRegion!, outputs: stack.outputs };
}

/** Asks CloudFormation. */
export const describeStack: DescribeStack = async (name, client) => {
  // only commands that reach a stage wait until it is loaded
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const cloudformation = new CloudFormationClient(client);
  try {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks ?? [];
    if (!stack) return undefined;
    const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    return { id: stack.StackId!, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    // how DescribeStacks says that there is none
    if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message))
      return undefined;
    const problem = accessProblem(error as Error);
    throw problem === undefined ? error : new Error(problem, { cause: error });
  }
};
