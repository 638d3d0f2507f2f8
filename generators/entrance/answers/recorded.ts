import { seen } from '../../core/problem.ts';
import type { Read } from './read-json.ts';

/**
 * What an answers file holds; of a project's .stream-pipeline/answers.json, the answers in it. What the organisation's policy
 * had added stays with them, and has to be what the policy in use adds.
 */
export async function answersIn(read: Read, name: string): Promise<Read> {
  const held = 'value' in read ? read.value : undefined;
  if (typeof held !== 'object' || held === null || !('answersVersion' in held && 'answers' in held)) return read;
  const { answersVersion, answers, policy, generator } = held as Record<string, unknown>;
  // here, because most answers files are not a project's, and this takes a while to load
  const { answersVersion: ours } = await import('../../core/stamp.ts');
  if (answersVersion !== ours)
    return { problem: `${seen(name)} is of version ${seen(generator)}, whose answers mean something else in this one` };
  return { value: policy === undefined ? answers : { ...(answers as object), policy } };
}
