/**
 * Lambda's event source mapping for a stream, as a pure state machine. One machine per lane: a shard, or with
 * ParallelizationFactor the part of a shard whose partition keys fall together. A lane handles one batch at a time.
 * The rules are the same for Kinesis and for DynamoDB streams; only the shape of their events differs.
 */
import type { Outcome } from '../../contracts/function.ts';
import { verdictOf } from './batch-response.ts';
import type { StreamRules } from './rules.ts';

export interface LaneRecord {
  readonly sequenceNumber: string;
  readonly arrivedAt: number;
  /** What the record takes in the event that the function gets. */
  readonly eventBytes: number;
}

/** A batch, or what is left of it after a split. */
interface Piece<R> {
  readonly records: readonly R[];
  readonly retries: number;
  readonly invocations: number;
  readonly outcome: Outcome | undefined;
}

export type Lane<R> =
  | { readonly phase: 'gathering'; readonly waiting: readonly R[]; readonly since: number }
  | ({ readonly phase: 'invoking' } & Work<R>)
  | ({ readonly phase: 'pausing'; readonly until: number } & Work<R>);
interface Work<R> {
  readonly piece: Piece<R>;
  /** The rest of a split batch: comes first, for order's sake. */
  readonly next: readonly Piece<R>[];
  readonly waiting: readonly R[];
}

export type LaneEvent<R> = { readonly at: number } & (
  | { readonly type: 'polled'; readonly records: readonly R[] }
  | { readonly type: 'woken' }
  | { readonly type: 'invoked'; readonly outcome: Outcome }
);

export type LaneAction<R> =
  | { readonly type: 'wake'; readonly at: number }
  | { readonly type: 'invoke'; readonly records: readonly R[] }
  | {
      readonly type: 'discard';
      readonly records: readonly R[];
      readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded';
      readonly invocations: number;
      readonly outcome: Outcome | undefined;
    };

export interface Step<R> {
  readonly lane: Lane<R>;
  readonly actions: readonly LaneAction<R>[];
}

/** Lambda guide, gettingstarted-limits: 6 MB for the request of a synchronous invocation. */
export const payloadLimit = 6 * 1024 * 1024;
/** `{"Records":[` and `]}` */
const envelopeBytes = 14;

export const emptyLane = <R>(): Lane<R> => ({ phase: 'gathering', waiting: [], since: 0 });

export function step<R extends LaneRecord>(lane: Lane<R>, event: LaneEvent<R>, rules: StreamRules): Step<R> {
  const { at } = event;
  if (event.type === 'polled') {
    const waiting = [...lane.waiting, ...event.records];
    if (lane.phase !== 'gathering') return { lane: { ...lane, waiting }, actions: [] };
    return gather(waiting, lane.waiting.length === 0 ? at : lane.since, at, rules);
  }
  if (event.type === 'woken') {
    if (lane.phase === 'gathering') return gather(lane.waiting, lane.since, at, rules);
    if (lane.phase === 'pausing' && at >= lane.until) return begin(lane, at, rules);
    return { lane, actions: [] };
  }
  if (lane.phase !== 'invoking') throw new Error(`An invocation ended while its lane was ${lane.phase}.`);
  return judge(lane, event.outcome, at, rules);
}

/**
 * Lambda guide, with-kinesis: Lambda invokes the function when the batch is full, when the batching window is over, or when
 * the payload limit is reached.
 */
function gather<R extends LaneRecord>(waiting: readonly R[], since: number, at: number, rules: StreamRules): Step<R> {
  if (waiting.length === 0) return { lane: emptyLane(), actions: [] };
  const size = batchSizeOf(waiting, rules.batchSize);
  const full = size === rules.batchSize || size < waiting.length;
  const due = since + rules.window;
  if (!full && at < due) {
    return { lane: { phase: 'gathering', waiting, since }, actions: at === since ? [{ type: 'wake', at: due }] : [] };
  }
  return begin({ piece: fresh(waiting.slice(0, size)), next: [], waiting: waiting.slice(size) }, at, rules);
}

/** A batch that was not tried yet. */
const fresh = <R>(records: readonly R[]): Piece<R> => ({ records, retries: 0, invocations: 0, outcome: undefined });

function batchSizeOf(waiting: readonly LaneRecord[], batchSize: number): number {
  let bytes = envelopeBytes;
  let size = 0;
  while (size < waiting.length && size < batchSize) {
    bytes += waiting[size]!.eventBytes + 1;
    if (bytes > payloadLimit && size > 0) break;
    size++;
  }
  return size;
}

/** Invokes the function with what is still young enough. */
function begin<R extends LaneRecord>({ piece, next, waiting }: Work<R>, at: number, rules: StreamRules): Step<R> {
  const { invocations, outcome } = piece;
  const olderThan = (age: number) => (record: R) => at - record.arrivedAt > age;
  const forgotten = piece.records.filter(olderThan(rules.retention));
  const kept = piece.records.slice(forgotten.length);
  const expired = kept.filter(olderThan(rules.recordAge));
  const records = kept.slice(expired.length);

  const actions: LaneAction<R>[] = [];
  if (forgotten.length > 0) {
    actions.push({ type: 'discard', records: forgotten, condition: 'RetentionExceeded', invocations, outcome });
  }
  if (expired.length > 0) {
    // Recorded on AWS (`test_kinesis_maximum_record_age_exceeded`): the count is 1 where the function never ran.
    actions.push({
      type: 'discard',
      records: expired,
      condition: 'RecordAgeExceeded',
      invocations: invocations + 1,
      outcome,
    });
  }
  if (records.length === 0) return after(next, waiting, at, rules, actions);
  actions.push({ type: 'invoke', records });
  const lane = { phase: 'invoking' as const, piece: { ...piece, records }, next, waiting };
  return { lane, actions };
}

function after<R extends LaneRecord>(
  next: readonly Piece<R>[],
  waiting: readonly R[],
  at: number,
  rules: StreamRules,
  actions: readonly LaneAction<R>[],
): Step<R> {
  const [piece, ...rest] = next;
  const following = piece ? begin({ piece, next: rest, waiting }, at, rules) : gather(waiting, at, at, rules);
  return { lane: following.lane, actions: [...actions, ...following.actions] };
}

function judge<R extends LaneRecord>(work: Work<R>, outcome: Outcome, at: number, rules: StreamRules): Step<R> {
  const { next, waiting } = work;
  // Lambda guide, kinesis-on-failure-destination: before the function is reached, only the records' age ends the retries.
  if (outcome.type === 'throttled') return pause(work, at);

  const piece = { ...work.piece, invocations: work.piece.invocations + 1, outcome };
  const verdict = verdictIn(piece.records, outcome, rules);
  if (verdict.type === 'success') return after(next, waiting, at, rules, []);

  if (verdict.type === 'failed-from') {
    // Recorded on AWS (`report_batch_item_failures`): what is left is a batch of its own, with attempts and a count of its own.
    return pause({ piece: fresh(piece.records.slice(verdict.position)), next, waiting }, at);
  }
  if (rules.bisects && piece.records.length > 1) {
    const [first, second] = halvesOf(piece);
    return pause({ piece: first, next: [second, ...next], waiting }, at);
  }
  return retry({ piece, next, waiting }, at, rules);
}

function verdictIn(records: readonly LaneRecord[], outcome: Outcome, rules: StreamRules) {
  if (outcome.type !== 'returned') return { type: 'failure' as const };
  // services-kinesis-batchfailurereporting: without the setting, whatever a function returns is a success.
  if (!rules.readsItemFailures) return { type: 'success' as const };
  return verdictOf(
    outcome.response,
    records.map(({ sequenceNumber }) => sequenceNumber),
  );
}

function retry<R extends LaneRecord>({ piece, next, waiting }: Work<R>, at: number, rules: StreamRules): Step<R> {
  const { records, retries, invocations, outcome } = piece;
  if (retries < rules.retries) return pause({ piece: { ...piece, retries: retries + 1 }, next, waiting }, at);
  return after(next, waiting, at, rules, [
    { type: 'discard', records, condition: 'RetryAttemptsExhausted', invocations, outcome },
  ]);
}

/**
 * Lambda retries with growing pauses, but documents no numbers: from half a second, doubled, up to 1 minute. Recorded on AWS
 * (`[expire-while-retrying]`): seven invocations fit into less than 60 s, which a pause of 1 s, doubled, would not allow.
 */
function pause<R>(work: Work<R>, at: number): Step<R> {
  const until = at + Math.min(60_000, 500 * 2 ** Math.max(0, work.piece.invocations - 1));
  return { lane: { ...work, phase: 'pausing', until }, actions: [{ type: 'wake', at: until }] };
}

function halvesOf<R>(piece: Piece<R>): [Piece<R>, Piece<R>] {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) },
  ];
}
