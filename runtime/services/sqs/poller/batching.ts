/**
 * Lambda's event source mapping for a standard queue, as a pure state machine: what it has received, and the batches that it works
 * on. What a batch does not delete is visible again after the visibility timeout: the queue sees to that.
 */
import type { Outcome } from '../../../contracts/function.ts';
import { verdictOf } from './batch-response.ts';
import type { QueueRules } from './rules.ts';

export interface PolledMessage {
  readonly id: string;
  readonly receivedAt: number;
  /** What the message takes in the event that the function gets. */
  readonly eventBytes: number;
}

export interface Batch<M> {
  readonly number: number;
  readonly messages: readonly M[];
  /** How often the function was not reached. */
  readonly throttled: number;
  /** When it is tried again; undefined while the function runs. */
  readonly until: number | undefined;
}

export interface Polling<M> {
  readonly gathered: readonly M[];
  /** When the first of them was received. */
  readonly since: number;
  readonly batches: readonly Batch<M>[];
  readonly next: number;
}

export type PollEvent<M> = { readonly at: number } & (
  | { readonly type: 'received'; readonly messages: readonly M[] }
  | { readonly type: 'woken' }
  | { readonly type: 'invoked'; readonly batch: number; readonly outcome: Outcome }
);

export type PollAction<M> =
  | { readonly type: 'wake'; readonly at: number }
  | { readonly type: 'invoke'; readonly batch: number; readonly messages: readonly M[] }
  | { readonly type: 'delete'; readonly messages: readonly M[] };

export interface Step<M> {
  readonly polling: Polling<M>;
  readonly actions: readonly PollAction<M>[];
}

/** Lambda guide, gettingstarted-limits: 6 MB for the request of a synchronous invocation. */
const payloadLimit = 6 * 1024 * 1024;
/** `{"Records":[` and `]}` */
const envelopeBytes = 14;
/** SQS API reference, ReceiveMessage: at most 10 messages. */
const receiveLimit = 10;

export const nothingPolled = <M>(): Polling<M> => ({ gathered: [], since: 0, batches: [], next: 0 });

/** How many messages to receive next: none while every batch that may run is running. */
export const wantedBy = (polling: Polling<unknown>, rules: QueueRules): number =>
  polling.batches.length < rules.concurrency
    ? Math.max(0, Math.min(receiveLimit, rules.batchSize - polling.gathered.length))
    : 0;

export function step<M extends PolledMessage>(polling: Polling<M>, event: PollEvent<M>, rules: QueueRules): Step<M> {
  const { at } = event;
  if (event.type === 'received') {
    const { gathered } = polling;
    const since = gathered.length === 0 ? at : polling.since;
    return gather({ ...polling, gathered: [...gathered, ...event.messages], since }, at, rules);
  }
  if (event.type === 'woken') return wake(polling, at, rules);
  const batch = polling.batches.find(({ number }) => number === event.batch);
  if (!batch) throw new Error('An invocation ended whose batch is not being worked on.');
  return judge(polling, batch, event.outcome, at, rules);
}

/**
 * Lambda guide, invocation-eventsourcemapping, "Batching behavior": Lambda invokes the function when the batch is full, when the
 * batching window is over, or when the payload limit is reached.
 */
function gather<M extends PolledMessage>(polling: Polling<M>, at: number, rules: QueueRules): Step<M> {
  const { gathered, since, batches, next } = polling;
  if (gathered.length === 0 || batches.length >= rules.concurrency) return { polling, actions: [] };
  const size = batchSizeOf(gathered, rules.batchSize);
  const full = size === rules.batchSize || size < gathered.length;
  const due = since + rules.window;
  if (!full && at < due) return { polling, actions: [{ type: 'wake', at: due }] };
  const messages = gathered.slice(0, size);
  const batch = { number: next, messages, throttled: 0, until: undefined };
  const rest = { gathered: gathered.slice(size), since: at, batches: [...batches, batch], next: next + 1 };
  const following = gather(rest, at, rules);
  return {
    polling: following.polling,
    actions: [{ type: 'invoke', batch: next, messages }, ...following.actions],
  };
}

function batchSizeOf(gathered: readonly PolledMessage[], batchSize: number): number {
  let bytes = envelopeBytes;
  let size = 0;
  while (size < gathered.length && size < batchSize) {
    bytes += gathered[size]!.eventBytes + 1;
    if (bytes > payloadLimit && size > 0) break;
    size++;
  }
  return size;
}

function wake<M extends PolledMessage>(polling: Polling<M>, at: number, rules: QueueRules): Step<M> {
  const due = polling.batches.filter(({ until }) => until !== undefined && until <= at);
  const batches = polling.batches.map((batch) => (due.includes(batch) ? { ...batch, until: undefined } : batch));
  const following = gather({ ...polling, batches }, at, rules);
  const invokes = due.map(({ number, messages }) => ({ type: 'invoke' as const, batch: number, messages }));
  return { polling: following.polling, actions: [...invokes, ...following.actions] };
}

function judge<M extends PolledMessage>(
  polling: Polling<M>,
  batch: Batch<M>,
  outcome: Outcome,
  at: number,
  rules: QueueRules,
): Step<M> {
  const others = polling.batches.filter((each) => each !== batch);
  if (outcome.type === 'throttled') {
    const until = at + pauseAfter(batch.throttled);
    if (until < invisibleUntil(batch, rules)) {
      const again = { ...batch, throttled: batch.throttled + 1, until };
      return { polling: { ...polling, batches: [...others, again] }, actions: [{ type: 'wake', at: until }] };
    }
  }
  const done = doneWith(batch.messages, outcome, rules);
  const following = gather({ ...polling, batches: others }, at, rules);
  return {
    polling: following.polling,
    actions: [...(done.length > 0 ? [{ type: 'delete' as const, messages: done }] : []), ...following.actions],
  };
}

/** Lambda documents no numbers: from one second, doubled, up to 1 minute. */
const pauseAfter = (throttled: number): number => Math.min(60_000, 1000 * 2 ** throttled);

/**
 * Lambda guide, services-sqs-errorhandling: throttled, Lambda "continues to retry the message until the message's timestamp exceeds
 * your queue's visibility timeout, at which point Lambda drops the message". It counts as received all the same.
 */
const invisibleUntil = ({ messages }: Batch<PolledMessage>, { visibilityTimeout }: QueueRules): number =>
  Math.min(...messages.map(({ receivedAt }) => receivedAt)) + visibilityTimeout;

function doneWith<M extends PolledMessage>(
  messages: readonly M[],
  outcome: Outcome,
  { readsItemFailures }: QueueRules,
): readonly M[] {
  if (outcome.type !== 'returned') return [];
  if (!readsItemFailures) return messages;
  const verdict = verdictOf(
    outcome.response,
    messages.map(({ id }) => id),
  );
  if (verdict.type === 'success') return messages;
  return verdict.type === 'failure' ? [] : messages.filter(({ id }) => !verdict.failed.has(id));
}
