import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding of a validation rule on a construct and what lies below it, for a reason that reviewers read. */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: finding, reason });
}

/** The partition in an ARN, as findings write it: it is known where the region of the stack is. */
export function partitionInFindings(construct: IConstruct): string {
  const { partition } = Stack.of(construct);
  return Token.isUnresolved(partition) ? '<AWS::Partition>' : partition;
}
