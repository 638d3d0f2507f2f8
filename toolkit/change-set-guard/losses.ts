import type { DescribeChangeSetOutput, ResourceChange } from '@aws-sdk/client-cloudformation';
import type { ChangedInPlace, HoldingData } from './holding-data.ts';

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
  /** What to do instead of moving the data, where there is something. */
  advice: string | undefined;
}

/**
 * The stateful resources that a change set, as DescribeChangeSet gives it, would replace, delete or let go. What
 * CloudFormation can only tell while it acts (replacement "Conditional", action "Dynamic") is a loss, too.
 */
export const losses = (
  { StackName, Changes = [] }: DescribeChangeSetOutput,
  { statefulTypes, changedInPlace }: HoldingData,
): Loss[] =>
  Changes.flatMap(({ ResourceChange: change }) => {
    const type = change?.ResourceType ?? '';
    const holds = statefulTypes[type];
    const fate = change && fateOf(change);
    if (!holds || !fate) return [];
    const [resource, because] = [`${StackName}/${change.LogicalResourceId}`, causesOf(change)];
    return [{ resource, type, holds, fate, because, advice: adviceFor(change, because, changedInPlace) }];
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

/** Whether it is as bad as it looks: an update policy changes some properties in place. */
function adviceFor(
  { ResourceType, Replacement }: ResourceChange,
  because: readonly string[],
  changedInPlace: ChangedInPlace,
): string | undefined {
  const inPlace = changedInPlace[ResourceType ?? ''];
  if (!inPlace || !because.includes(inPlace.property)) return undefined;
  const { property, policy, before } = inPlace;
  return because.length === 1 && Replacement === 'Conditional'
    ? `With the update policy ${policy}, another ${property} is an upgrade in place that keeps everything. ${before}: then agree to it.`
    : `Do not agree: change ${property} with the update policy ${policy}, and in a deployment of its own; then it is an upgrade in place.`;
}
