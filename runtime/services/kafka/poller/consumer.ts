/**
 * Lambda's event source mapping for a Kafka topic, as a pure state machine: what its pollers have fetched, and the batches that they
 * work on. A batch may hold several partitions. A partition is in one batch at a time, so that its records stay in order.
 */
import type { Outcome } from '../../../contracts/function.ts';
import { verdictOf } from './batch-response.ts';
import { remainderOf, startOf, type Batch, type Discarded, type Fetched, type Piece, type Polled } from './batch.ts';
import { gathered } from './gathering.ts';
import type { KafkaRules } from './rules.ts';

export interface Consumer<R> {
  /** Fetched, and in no batch: by partition, in the order of offsets. */
  readonly waiting: ReadonlyMap<string, Fetched<R>>;
  readonly batches: readonly Batch<R>[];
  /** The number of the next batch. */
  readonly next: number;
}

export type ConsumerEvent<R> = { readonly at: number } & (
  | { readonly type: 'fetched'; readonly records: readonly R[] }
  | { readonly type: 'woken' }
  /** `onlyNamed`: of a partial answer, Lambda takes the records for done that come after the first failed one and are not named. */
  | { readonly type: 'invoked'; readonly batch: number; readonly outcome: Outcome; readonly onlyNamed: boolean }
  /** Another poller takes the partition over, and fetches it again from the committed offset. */
  | { readonly type: 'revoked'; readonly partition: string }
);

export type ConsumerAction<R> =
  | { readonly type: 'wake'; readonly at: number }
  | { readonly type: 'invoke'; readonly batch: number; readonly records: readonly R[] }
  | Discarded<R>;

export interface Step<R> {
  readonly consumer: Consumer<R>;
  readonly actions: readonly ConsumerAction<R>[];
}

export const nothingFetched = <R>(): Consumer<R> => ({ waiting: new Map(), batches: [], next: 0 });

export function step<R extends Polled>(consumer: Consumer<R>, event: ConsumerEvent<R>, rules: KafkaRules): Step<R> {
  const { at } = event;
  switch (event.type) {
    case 'fetched':
      return gather({ ...consumer, waiting: joined(consumer.waiting, event.records, at) }, at, rules);
    case 'woken':
      return wake(consumer, at, rules);
    case 'revoked':
      return revoke(consumer, event.partition, at, rules);
    case 'invoked': {
      const batch = consumer.batches.find(({ number }) => number === event.batch);
      if (!batch?.sent) throw new Error('An invocation ended whose batch is not being worked on.');
      return judge(consumer, batch, event, rules);
    }
  }
}

/** The records of a consumer that are not done with, by partition, in order. */
export function outstanding<R extends Polled>({ waiting, batches }: Consumer<R>): ReadonlyMap<string, readonly R[]> {
  const inBatches = batches.flatMap(({ piece, next }) => [piece, ...next].flatMap(({ records }) => records));
  const inLine = [...waiting.values()].flatMap(({ records }) => records);
  return Map.groupBy([...inBatches, ...inLine], ({ partition }) => partition);
}

function joined<R extends Polled>(
  waiting: Consumer<R>['waiting'],
  records: readonly R[],
  at: number,
): Consumer<R>['waiting'] {
  const all = new Map(waiting);
  for (const [partition, fetched] of Map.groupBy(records, (record) => record.partition)) {
    const { since = at, records: before = [] } = all.get(partition) ?? {};
    all.set(partition, { since, records: [...before, ...fetched] });
  }
  return all;
}

/** Begins batches as long as there is one to begin. */
function gather<R extends Polled>(consumer: Consumer<R>, at: number, rules: KafkaRules): Step<R> {
  const { waiting, batches, next } = consumer;
  if (batches.length >= rules.concurrency) return { consumer, actions: [] };
  const busy = new Set(batches.flatMap(({ piece, next: later }) => [piece, ...later].flatMap(partitionsIn)));
  const found = gathered(waiting, busy, at, rules);
  if (found.type === 'none') return { consumer, actions: [] };
  if (found.type === 'later') return { consumer, actions: [{ type: 'wake', at: found.at }] };
  const rest = { waiting: found.left, batches, next: next + 1 };
  return work(rest, { number: next, pieces: [fresh(found.records)] }, at, rules);
}

const partitionsIn = ({ records }: Piece<Polled>): string[] => records.map(({ partition }) => partition);

/** A batch that was not tried yet. */
const fresh = <R>(records: readonly R[]): Piece<R> => ({ records, retries: 0, invocations: 0, outcome: undefined });

/** Invokes the function with the first piece that has records to be tried, and gathers further batches. `consumer` is without the batch. */
function work<R extends Polled>(
  consumer: Consumer<R>,
  { number, pieces }: { readonly number: number; readonly pieces: readonly Piece<R>[] },
  at: number,
  rules: KafkaRules,
): Step<R> {
  const [first, ...next] = pieces;
  if (!first) return gather(consumer, at, rules);
  const { piece, discarded } = startOf(first, at, rules);
  if (piece.records.length === 0) {
    const following = work(consumer, { number, pieces: next }, at, rules);
    return { consumer: following.consumer, actions: [...discarded, ...following.actions] };
  }
  const batch: Batch<R> = { number, piece, next, sent: piece.records, until: undefined };
  const following = gather({ ...consumer, batches: [...consumer.batches, batch] }, at, rules);
  const invoke = { type: 'invoke' as const, batch: number, records: piece.records };
  return { consumer: following.consumer, actions: [...discarded, invoke, ...following.actions] };
}

function wake<R extends Polled>(consumer: Consumer<R>, at: number, rules: KafkaRules): Step<R> {
  const due = consumer.batches.find(({ until }) => until !== undefined && until <= at);
  if (!due) return gather(consumer, at, rules);
  const begun = work(without(consumer, due), { number: due.number, pieces: [due.piece, ...due.next] }, at, rules);
  const following = wake(begun.consumer, at, rules);
  return { consumer: following.consumer, actions: [...begun.actions, ...following.actions] };
}

const without = <R>(consumer: Consumer<R>, batch: Batch<R>): Consumer<R> => ({
  ...consumer,
  batches: consumer.batches.filter((each) => each !== batch),
});

function judge<R extends Polled>(
  consumer: Consumer<R>,
  batch: Batch<R>,
  { at, outcome, onlyNamed }: ConsumerEvent<R> & { type: 'invoked' },
  rules: KafkaRules,
): Step<R> {
  const others = without(consumer, batch);
  const { number, next } = batch;
  // Lambda guide, kinesis-on-failure-destination: before the function is reached, only the records' age ends the retries
  if (outcome.type === 'throttled') return pause(others, batch, [batch.piece, ...next], at);

  const piece = { ...batch.piece, invocations: batch.piece.invocations + 1, outcome };
  if (piece.records.length === 0) return work(others, { number, pieces: next }, at, rules);
  const verdict = verdictIn(batch.sent ?? [], outcome, rules);
  if (verdict.type === 'success') return work(others, { number, pieces: next }, at, rules);
  if (verdict.type === 'partial') {
    const left = remainderOf(piece.records, verdict.failed, onlyNamed);
    // recorded on AWS for streams (`report_batch_item_failures`): what is left is a batch of its own, with attempts of its own; an
    // answer of which all is left is a failure of the batch
    if (left.length < piece.records.length) return pause(others, batch, [fresh(left), ...next], at);
  }
  if (rules.bisects && piece.records.length > 1) return pause(others, batch, [...halvesOf(piece), ...next], at);
  if (piece.retries < rules.retries)
    return pause(others, batch, [{ ...piece, retries: piece.retries + 1 }, ...next], at);
  const following = work(others, { number, pieces: next }, at, rules);
  const { records, invocations } = piece;
  const discard = {
    type: 'discard' as const,
    records,
    condition: 'RetryAttemptsExhausted' as const,
    invocations,
    outcome,
  };
  return { consumer: following.consumer, actions: [discard, ...following.actions] };
}

function verdictIn(sent: readonly Polled[], outcome: Outcome, rules: KafkaRules) {
  if (outcome.type !== 'returned') return { type: 'failure' as const };
  // kafka-retry-configurations: without the setting, whatever a function returns is a success
  return rules.readsItemFailures ? verdictOf(outcome.response, sent) : { type: 'success' as const };
}

/**
 * Lambda documents no pauses for Kafka: the same as for streams, from half a second, doubled, up to 1 minute. `others` is the
 * consumer without the batch, which stays in its place.
 */
function pause<R extends Polled>(
  others: Consumer<R>,
  { number, sent }: Batch<R>,
  [piece, ...next]: readonly Piece<R>[],
  at: number,
): Step<R> {
  if (!piece || !sent) return { consumer: others, actions: [] };
  const until = at + Math.min(60_000, 500 * 2 ** Math.max(0, piece.invocations - 1));
  const batch = { number, piece, next, sent: undefined, until };
  return { consumer: { ...others, batches: [...others.batches, batch] }, actions: [{ type: 'wake', at: until }] };
}

/** Lambda guide, kafka-retry-configurations: "split the batch into two smaller batches and retry each separately". */
function halvesOf<R>(piece: Piece<R>): readonly [Piece<R>, Piece<R>] {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) },
  ];
}

/**
 * What a running invocation does is not undone, and its answer decides nothing any more for this partition: its offsets are no
 * longer committed by this poller.
 */
function revoke<R extends Polled>(consumer: Consumer<R>, partition: string, at: number, rules: KafkaRules): Step<R> {
  const waiting = new Map(consumer.waiting);
  waiting.delete(partition);
  const left = (piece: Piece<R>): Piece<R> => ({
    ...piece,
    records: piece.records.filter((record) => record.partition !== partition),
  });
  const batches = consumer.batches
    .map((batch) => ({ ...batch, piece: left(batch.piece), next: batch.next.map(left) }))
    .filter(
      ({ sent, piece, next }) => sent !== undefined || [piece, ...next].some(({ records }) => records.length > 0),
    );
  return gather({ ...consumer, waiting, batches }, at, rules);
}
