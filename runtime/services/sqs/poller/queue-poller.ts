import type { FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { Queue, QueueMappingProperties, ReceivedMessage } from '../types.ts';
import { nothingPolled, step, wantedBy, type PollAction, type PolledMessage, type PollEvent } from './batching.ts';
import { eventRecord } from './event.ts';
import { filterOf, type MessageFilter } from './filter.ts';
import { rulesOf, type QueueRules } from './rules.ts';

/** How often a mapping that is disabled is looked at, in milliseconds. */
const pollPause = 5000;

interface Polled extends PolledMessage {
  readonly message: ReceivedMessage;
  /** As it stands in the event. */
  readonly text: string;
}

/** Runs the state machine of one mapping: gives it messages and time, and does what it says. */
export class QueuePoller implements Poller {
  readonly #queue: Queue;
  readonly #mapping: FunctionSide<ReceivedMessage>;
  readonly #rules: QueueRules;
  readonly #filter: MessageFilter | undefined;
  readonly #idlers: (() => void)[] = [];
  #polling = nothingPolled<Polled>();
  /** It was disabled, and looks again after a pause. */
  #looksAgain = false;

  constructor(queue: Queue, mapping: FunctionSide<ReceivedMessage>) {
    this.#queue = queue;
    this.#mapping = mapping;
    const { timeout } = mapping;
    const properties = mapping.properties as QueueMappingProperties;
    this.#rules = rulesOf(properties, { visibilityTimeout: queue.visibilityTimeout, timeout });
    this.#filter = filterOf(properties);
    queue.onChange(() => this.#poll());
    queueMicrotask(() => this.#poll());
  }

  async idle(): Promise<void> {
    while (!this.#isIdle()) await new Promise<void>((resolve) => this.#idlers.push(resolve));
  }

  waiting(): number {
    const { visible, inFlight, delayed } = this.#queue.counts();
    return visible + inFlight + delayed;
  }

  #isIdle(): boolean {
    const { gathered, batches } = this.#polling;
    return gathered.length === 0 && batches.length === 0 && this.waiting() === 0;
  }

  #poll(): void {
    if (this.#polls()) this.#receive();
    if (this.#isIdle()) for (const resolve of this.#idlers.splice(0)) resolve();
  }

  /** A mapping that is disabled receives nothing: its messages stay visible. */
  #polls(): boolean {
    const { clock } = this.#mapping;
    if (this.#looksAgain) return false;
    if (this.#mapping.polls()) return true;
    this.#looksAgain = true;
    clock.timer(pollPause, () => {
      this.#looksAgain = false;
      this.#poll();
    });
    return false;
  }

  #receive(): void {
    for (let most = this.#wanted(); most > 0; most = this.#wanted()) {
      const received = this.#queue.receive(most);
      if (received.length === 0) break;
      const messages = received.filter((message) => this.#passes(message)).map((message) => this.#polled(message));
      if (messages.length > 0) this.#dispatch({ type: 'received', at: this.#mapping.clock.now(), messages });
    }
  }

  #wanted(): number {
    return wantedBy(this.#polling, this.#rules);
  }

  /** Lambda guide, with-sqs-filtering: Lambda deletes from the queue what does not fit. */
  #passes(message: ReceivedMessage): boolean {
    const passes = this.#filter?.(message) ?? true;
    if (!passes) this.#queue.delete(message.receiptHandle);
    return passes;
  }

  #polled(message: ReceivedMessage): Polled {
    const text = JSON.stringify(eventRecord(message, this.#queue.arn));
    return {
      id: message.id,
      receivedAt: this.#mapping.clock.now(),
      eventBytes: Buffer.byteLength(text),
      message,
      text,
    };
  }

  #dispatch(event: PollEvent<Polled>): void {
    const { polling, actions } = step(this.#polling, event, this.#rules);
    this.#polling = polling;
    for (const action of actions) this.#perform(action);
  }

  #perform(action: PollAction<Polled>): void {
    const { clock } = this.#mapping;
    if (action.type === 'wake') {
      clock.timer(Math.max(0, action.at - clock.now()), () => {
        this.#dispatch({ type: 'woken', at: clock.now() });
        this.#poll();
      });
    } else if (action.type === 'invoke') {
      void this.#invoke(action.batch, action.messages);
    } else {
      for (const { message } of action.messages) this.#queue.delete(message.receiptHandle);
      const arrivedAt = action.messages.map(({ message }) => message.sentAt);
      this.#mapping.progress({ lane: 'queue', next: '', arrivedAt });
    }
  }

  async #invoke(batch: number, messages: readonly Polled[]): Promise<void> {
    const outcome = await this.#mapping.invoke({
      identity: messages[0]!.message.identity,
      event: () => messages.map(({ text }, at) => (at === 0 ? '{"Records":[' : ',') + text).concat(']}'),
      newestAt: undefined,
    });
    this.#dispatch({ type: 'invoked', at: this.#mapping.clock.now(), batch, outcome });
    this.#poll();
  }
}
