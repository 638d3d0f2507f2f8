import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { accessProblem } from './access-problem.ts';
import type { DescribeStack } from './deployed-stage.ts';

/** Asks CloudFormation. */
export const describeStack: DescribeStack = async (name, client) => {
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
