import { payloadLimit, type Fetched, type Polled } from './batch.ts';
import { partitionBytes } from './event.ts';
import type { KafkaRules } from './rules.ts';

type Waiting<R> = ReadonlyMap<string, Fetched<R>>;

/** A batch to begin now, when there may be one, or nothing that could be one. */
export type Gathered<R> =
  | { readonly type: 'batch'; readonly records: readonly R[]; readonly left: Waiting<R> }
  | { readonly type: 'later'; readonly at: number }
  | { readonly type: 'none' };

/**
 * Lambda guide, invocation-eventsourcemapping, "Batching behavior": Lambda invokes the function when the batch is full, when the
 * batching window is over, or when the payload limit is reached. Which partitions share an event is not documented: those come
 * first that have waited longest, and none that another batch has.
 */
export function gathered<R extends Polled>(
  waiting: Waiting<R>,
  busy: ReadonlySet<string>,
  at: number,
  rules: KafkaRules,
): Gathered<R> {
  const free = [...waiting].filter(([partition]) => !busy.has(partition)).toSorted(([, a], [, b]) => a.since - b.since);
  const [oldest] = free;
  if (!oldest) return { type: 'none' };
  const records: R[] = [];
  const left = new Map(waiting);
  let bytes = rules.envelopeBytes;
  let full = false;
  for (const [partition, fetched] of free) {
    bytes += partitionBytes(partition);
    const taken = fetched.records.slice(0, rules.batchSize - records.length);
    const fitting = taken.findIndex(({ eventBytes }) => (bytes += eventBytes + 1) > payloadLimit);
    const count = fitting < 0 ? taken.length : records.length === 0 ? Math.max(1, fitting) : fitting;
    records.push(...taken.slice(0, count));
    const rest = fetched.records.slice(count);
    if (rest.length > 0) left.set(partition, { since: fetched.since, records: rest });
    else left.delete(partition);
    full = fitting >= 0 || records.length >= rules.batchSize;
    if (full) break;
  }
  const due = oldest[1].since + rules.window;
  return full || at >= due ? { type: 'batch', records, left } : { type: 'later', at: due };
}
