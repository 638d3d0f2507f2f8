import type { DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';

/** The CloudFormation types that hold what no deployment can make again, and what that is: "its items". */
export type StatefulTypes = Readonly<Record<string, string>>;

/** What a change set would do to a stateful resource. */
export interface Loss {
  /** STACK/LOGICAL-ID. */
  resource: string;
  type: string;
  /** What the resource holds, for example "its items". */
  holds: string;
  /** A sentence that begins with the resource, for example "would be deleted". */
  fate: string;
  /** The properties that cannot be changed in place. */
  because: string[];
}

/**
 * The stateful resources that a change set, as DescribeChangeSet gives it, would replace, delete or let go. What
 * CloudFormation can only tell while it acts (replacement "Conditional", action "Dynamic") is a loss, too.
 */
export const losses = ({ StackName, Changes = [] }: DescribeChangeSetOutput, stateful: StatefulTypes): Loss[] =>
  Changes.flatMap(({ ResourceChange: change }) => {
    const type = change?.ResourceType ?? '';
    const holds = stateful[type];
    const fate = change && fateOf(change);
    if (!holds || !fate) return [];
    return [{ resource: `${StackName}/${change.LogicalResourceId}`, type, holds, fate, because: causesOf(change) }];
  });

/** Nothing when the resource is there afterwards as it was before. */
function fateOf({ Action, Replacement, PolicyAction }: ResourceChange): string | undefined {
  switch (Action) {
    case 'Add':
    case 'Import':
    case 'SyncWithActual': // only what the stack knows about the resource changes
      return undefined;
    case 'Remove':
      return PolicyAction === 'Retain' ? 'would stay in the account, but leave the stack' : 'would be deleted';
    case 'Modify':
      if (Replacement === 'False') return undefined;
      if (Replacement === 'True')
        return PolicyAction === 'ReplaceAndRetain'
          ? 'would be replaced by an empty one; the old one would stay in the account, but leave the stack'
          : 'would be replaced by an empty one and deleted';
  }
  return 'may be replaced by an empty one: CloudFormation decides during the deployment';
}

const causesOf = ({ Details = [] }: ResourceChange): string[] => [
  ...new Set(
    Details.flatMap(({ Target }) => (Target?.Name && Target.RequiresRecreation !== 'Never' ? [Target.Name] : [])),
  ),
];
