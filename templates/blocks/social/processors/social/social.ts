import type { Deadline } from '../lib/deadline.ts';
import type { Outcome, TopicProducer } from '../lib/kafka/topic-producer.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { socialMetrics } from './metrics.ts';
import { postsAt, type Runs } from './posts.ts';

export type SocialCounts = Record<keyof typeof socialMetrics, number>;

const countOf = { acknowledged: 'written', refused: 'refused', unavailable: 'unwritten' } as const satisfies Record<
  Outcome['kind'],
  keyof SocialCounts
>;

/** Writes the events of a run. Those that are counted as unwritten have to be written again: all of the run, with the same ids. */
export async function writePosts(
  runs: Runs,
  producer: Pick<TopicProducer, 'send'>,
  deadline: Deadline,
  reasons: Reasons,
): Promise<SocialCounts> {
  const records = postsAt(runs).map((event) => ({
    key: event.entityId,
    value: JSON.stringify(event),
    timestamp: runs.due,
  }));
  const outcomes = await producer.send(records, deadline, (reason) =>
    reasons.add('tried again', reason, records.length),
  );
  const counts: SocialCounts = { written: 0, unwritten: 0, refused: 0 };
  for (const outcome of outcomes) {
    counts[countOf[outcome.kind]]++;
    if (outcome.kind !== 'acknowledged') reasons.add(countOf[outcome.kind], outcome.reason, 1);
  }
  return counts;
}
