import type { Outcome, TopicProducer } from '../lib/kafka/topic-producer.ts';
import type { TimeLeft } from '../lib/kafka/timing.ts';

export interface ReturnRequest {
  /** Values of records. */
  values: readonly string[];
}
export interface ReturnAnswer {
  /** The positions of the values that are not in the topic. */
  left: number[];
  /** Why, of the first of them. */
  reason?: string;
}

/**
 * Writes values to the topic once more, as new records. Firehose hands over no keys: the key is the entity of the event, as producers give
 * it. What is no event has an empty one.
 */
export async function returnRecords(
  { values }: ReturnRequest,
  producer: Pick<TopicProducer, 'send'>,
  now: number,
  deadline: TimeLeft,
): Promise<ReturnAnswer> {
  const outcomes = await producer.send(
    values.map((value) => ({ key: entityIn(value), value, timestamp: now })),
    deadline,
    () => undefined,
  );
  const left = outcomes.flatMap(({ kind }, at) => (kind === 'acknowledged' ? [] : [at]));
  const reason = left[0] === undefined ? undefined : reasonOf(outcomes[left[0]]!);
  return { left, ...(reason === undefined ? {} : { reason }) };
}

const reasonOf = (outcome: Outcome): string | undefined => ('reason' in outcome ? outcome.reason : undefined);

function entityIn(value: string): string {
  try {
    const { entityId } = JSON.parse(value) as { entityId?: unknown };
    return typeof entityId === 'string' ? entityId : '';
  } catch {
    return '';
  }
}
