import type { Change, DescribeChangeSetInput, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';

/** Asks CloudFormation for one page of a change set. */
export type Describe = (input: DescribeChangeSetInput) => Promise<DescribeChangeSetOutput>;

/** A change set with the changes of all its pages, and after it those of the nested stacks that it changes. */
export async function changeSets(
  describe: Describe,
  input: DescribeChangeSetInput,
): Promise<DescribeChangeSetOutput[]> {
  const changeSet = await describe(input);
  const changes: Change[] = [...(changeSet.Changes ?? [])];
  for (let token = changeSet.NextToken; token;) {
    const page = await describe({ ...input, NextToken: token });
    changes.push(...(page.Changes ?? []));
    token = page.NextToken;
  }
  const nested: DescribeChangeSetOutput[] = [];
  for (const { ResourceChange: change } of changes)
    if (change?.ResourceType === 'AWS::CloudFormation::Stack' && change.ChangeSetId)
      nested.push(...(await changeSets(describe, { ChangeSetName: change.ChangeSetId })));
  return [{ ...changeSet, Changes: changes }, ...nested];
}

/** CloudFormation has no better way to say that the stack is as the template wants it. */
export const isEmpty = ({ Status, StatusReason = '' }: DescribeChangeSetOutput): boolean =>
  Status === 'FAILED' &&
  /^(The submitted information didn't contain changes|No updates are to be performed)/.test(StatusReason);

export const isReady = ({ Status, ExecutionStatus }: DescribeChangeSetOutput): boolean =>
  Status === 'CREATE_COMPLETE' && ExecutionStatus === 'AVAILABLE';
