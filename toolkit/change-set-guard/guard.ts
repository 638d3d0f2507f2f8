import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { isEmpty, isReady } from './change-set.ts';
import type { HoldingData } from './holding-data.ts';
import { losses, type Loss } from './losses.ts';

/** Whether a change set may be executed, and why, in Markdown. */
export interface Verdict {
  decision: 'execute' | 'nothing to do' | 'refuse';
  report: string;
}

/**
 * Judges a change set and those of its nested stacks (as `changeSets` gives them).
 *
 * @param allowed - the resources, as STACK/LOGICAL-ID, whose loss somebody has agreed to
 */
export function judge(
  [root, ...nested]: readonly DescribeChangeSetOutput[],
  holding: HoldingData,
  allowed: readonly string[],
): Verdict {
  if (!root) throw new Error('No change set to judge');
  const stack = root.StackName;
  if (isEmpty(root)) return { decision: 'nothing to do', report: `Stack ${stack} is up to date.` };
  if (!isReady(root)) return { decision: 'refuse', report: notReady(root) };
  const all = [root, ...nested].flatMap((changeSet) => losses(changeSet, holding));
  const refused = all.filter(({ resource }) => !allowed.includes(resource));
  if (refused.length > 0) return { decision: 'refuse', report: refusal(refused) };
  return {
    decision: 'execute',
    report: [
      `Stack ${stack}: ${root.Changes?.length} resources change.`,
      ...all.map((loss) => `${line(loss)} This loss was approved.`),
    ].join('\n'),
  };
}

const notReady = ({
  StackName,
  ChangeSetName,
  Status,
  ExecutionStatus,
  StatusReason,
}: DescribeChangeSetOutput): string =>
  `Change set ${ChangeSetName} of stack ${StackName} cannot be executed: ${Status}, ${ExecutionStatus}. ${StatusReason ?? ''}`;

const refusal = (
  refused: readonly Loss[],
): string => `**Not deployed:** this change set would destroy data that no deployment can restore.

${refused.map(line).join('\n')}

If you did not intend this, revert the change. A construct with a new id or a new parent is a new resource, and some properties
cannot be changed in place. To keep the data, add a second resource and move the contents first.

If you did intend it, back up the contents and run the workflow "deploy" by hand with this value in the field "allow-replacement":

    ${refused.map(({ resource }) => resource).join(' ')}`;

const line = ({ resource, type, holds, fate, because, advice }: Loss): string =>
  [
    `- ${resource} (${type}, with ${holds}) ${fate}.`,
    because.length > 0 ? ` Changed: ${because.join(', ')}.` : '',
    advice === undefined ? '' : ` ${advice}`,
  ].join('');
