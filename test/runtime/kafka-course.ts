import type { Outcome } from '../../runtime/contracts/function.ts';
import type { Polled } from '../../runtime/services/kafka/poller/batch.ts';
import { nothingFetched, step, type ConsumerEvent } from '../../runtime/services/kafka/poller/consumer.ts';
import { rulesOf } from '../../runtime/services/kafka/poller/rules.ts';
import type { KafkaMappingProperties } from '../../runtime/services/kafka/types.ts';
import { withSecret } from './kafka-world.ts';
import { day, second } from './world.ts';

export const record = (name: string, { at = 0, bytes = 1000 } = {}): Polled => ({
  partition: `clicks-${name[0]!.charCodeAt(0) - 'a'.charCodeAt(0)}`,
  offset: Number(name.slice(1)),
  timestamp: at,
  appendedAt: at,
  eventBytes: bytes,
});
/** "a1 b1": offset 1 of partitions 0 and 1. */
export const records = (names: string, options = {}) => names.split(' ').map((name) => record(name, options));
const nameOf = ({ partition, offset }: Polled): string =>
  `${String.fromCharCode('a'.charCodeAt(0) + Number(partition.split('-')[1]))}${offset}`;

export const ok: Outcome = { type: 'returned', response: null };
export const error: Outcome = { type: 'failed', cause: 'error', message: 'Error: stream is down' };
export const throttled: Outcome = { type: 'throttled' };
export const failedAt = (names: string): Outcome => ({
  type: 'returned',
  response: {
    batchItemFailures: records(names).map(({ partition, offset }) => ({ itemIdentifier: { partition, offset } })),
  },
});

export type What =
  | string
  | readonly Polled[]
  | { readonly of: number; readonly outcome: Outcome; readonly onlyNamed?: boolean }
  | { readonly revoked: string };

/** Feeds a consumer: each event with its time; answers what Lambda does: "invoke #0 a1 b1", "wake 500", "discard a1 …". */
export function course(properties: KafkaMappingProperties, ...events: readonly (readonly [at: number, what: What])[]) {
  const given = {
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 0,
    ...withSecret,
    ...properties,
  } as const;
  const surroundings = { retention: 7 * day, partitions: 10, envelopeBytes: 100, timeout: 30 * second };
  const rules = rulesOf(given, surroundings);
  let consumer = nothingFetched<Polled>();
  return events.map(([at, what]) => {
    const result = step(consumer, eventOf(at, what), rules);
    consumer = result.consumer;
    return result.actions
      .map((action) => {
        if (action.type === 'wake') return `wake ${action.at}`;
        const names = action.records.map(nameOf).join(' ');
        return action.type === 'invoke'
          ? `invoke #${action.batch} ${names}`
          : `discard ${names} ${action.condition} after ${action.invocations}`;
      })
      .join(', ');
  });
}

function eventOf(at: number, what: What): ConsumerEvent<Polled> {
  if (what === 'wake') return { type: 'woken', at };
  if (typeof what === 'string') return { type: 'fetched', at, records: records(what) };
  if (Array.isArray(what)) return { type: 'fetched', at, records: what as readonly Polled[] };
  if ('revoked' in what) return { type: 'revoked', at, partition: what.revoked };
  const { of, outcome, onlyNamed = false } = what as { of: number; outcome: Outcome; onlyNamed?: boolean };
  return { type: 'invoked', at, batch: of, outcome, onlyNamed };
}
