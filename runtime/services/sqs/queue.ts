import { ServiceError } from '../../gateway/service-error.ts';
import { digest, uuidOf } from '../../kernel/identity.ts';
import { checkOptions, longestVisibility } from './limits.ts';
import { sizeOf } from './message.ts';
import { nobody, type QueueObserver } from './observer.ts';
import { messageIn, writeHandle } from './receipt-handle.ts';
import type { StoredMessage } from './stored-message.ts';
import type {
  MessageContent,
  MessageCounts,
  MessageState,
  NewMessage,
  Queue,
  QueueOptions,
  ReceivedMessage,
} from './types.ts';
import { VisibleMessages } from './visible-messages.ts';

const minute = 60_000;
/** Lambda guide, services-sqs-configure: a visibility timeout of six times that of the function. A fault strikes while it runs. */
const advisedFactor = 6;

export class StandardQueue implements Queue {
  readonly arn: string;
  readonly name: string;
  readonly visibilityTimeout: number;
  readonly #options: QueueOptions;
  readonly #observer: QueueObserver;
  readonly #messages = new Map<string, StoredMessage>();
  readonly #visible = new VisibleMessages();
  readonly #hidden = new Set<StoredMessage>();
  readonly #listeners = new Set<() => void>();
  /** When the next hidden message is visible. */
  #next = Infinity;
  #alarm: { readonly at: number; cancel(): void } | undefined;
  #sent = 0;

  constructor(options: QueueOptions, observer: QueueObserver = nobody) {
    checkOptions(options);
    this.arn = options.arn;
    this.name = options.arn.split(':')[5]!;
    this.visibilityTimeout = options.visibilityTimeout;
    this.#options = options;
    this.#observer = observer;
  }

  send(message: NewMessage): { readonly id: string } {
    const { messageSize, delay, clock, faults } = this.#options;
    const bytes = sizeOf(message);
    if (bytes > messageSize)
      throw new RangeError(
        `One or more parameters are invalid. Reason: Message must be shorter than ${messageSize} bytes.`,
      );
    const now = clock.now();
    const content: MessageContent = {
      id: uuidOf(`${this.arn}|${++this.#sent}|${now}`),
      body: message.body,
      attributes: message.attributes ?? {},
      senderId: message.senderId,
      traceHeader: message.traceHeader,
      groupId: message.groupId,
      sentAt: now,
      deadLetterSource: undefined,
      identity: message.identity ?? digest(message.body),
    };
    const late = faults.strike('queue.reorder', content.identity);
    const visibleAt = now + (message.delay ?? delay) + Math.ceil((late?.severity ?? 0) * minute);
    this.#keep({ content, state: fresh(visibleAt, now), place: 'hidden' });
    this.#observer.sent(bytes);
    this.#changed();
    return { id: content.id };
  }

  /** Takes a message from the queue that could not have it processed: same id, same age. */
  bury(content: MessageContent, { receiveCount, firstReceivedAt }: MessageState): void {
    const now = this.#options.clock.now();
    this.#keep({ content, state: { ...fresh(now, now), receiveCount, firstReceivedAt }, place: 'hidden' });
    this.#changed();
  }

  receive(most: number, visibilityTimeout = this.visibilityTimeout): readonly ReceivedMessage[] {
    const { clock, redrive } = this.#options;
    const now = clock.now();
    const taken: StoredMessage[] = [];
    const had = this.#messages.size;
    this.#surface(now);
    while (taken.length < most) {
      const message = this.#visible.take();
      if (!message) break;
      if (this.#isExpired(message, now)) this.#expire(message);
      else if (redrive !== 'none' && message.state.receiveCount >= redrive.maxReceiveCount) this.#bury(message);
      else {
        this.#hide(message, now, visibilityTimeout);
        taken.push(message);
      }
    }
    this.#observer.received(taken.length);
    const messages = taken.map((message) => this.#received(message));
    if (this.#messages.size < had || this.#next <= now) this.#changed();
    else this.#arm();
    return messages;
  }

  delete(receiptHandle: string): void {
    const message = this.#behind(receiptHandle);
    this.#observer.deleted();
    // SQS API reference, DeleteMessage: with a handle that is not the newest, "the request succeeds, but the message will not be deleted"
    if (!message || !this.#isNewest(message, receiptHandle)) return;
    if (this.#options.faults.strike('queue.delete-lost', message.content.identity)) return;
    this.#remove(message);
    this.#changed();
  }

  changeVisibility(receiptHandle: string, visibilityTimeout: number): void {
    const now = this.#options.clock.now();
    const message = this.#behind(receiptHandle);
    this.#surface(now);
    if (!message || message.place !== 'hidden' || !this.#isNewest(message, receiptHandle))
      throw new ServiceError(
        'InvalidParameterValueException',
        400,
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    if (now + visibilityTimeout > message.state.receivedAt! + longestVisibility)
      throw new RangeError(
        `Value ${visibilityTimeout / 1000} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds].`,
      );
    this.#advance(message, { ...message.state, visibleAt: now + visibilityTimeout });
    this.#next = Math.min(this.#next, message.state.visibleAt);
    this.#changed();
  }

  purge(): void {
    for (const message of this.#messages.values()) this.#remove(message);
    this.#changed();
  }

  counts(): MessageCounts {
    const now = this.#options.clock.now();
    this.#surface(now);
    for (const message of this.#messages.values())
      if (message.place === 'visible' && this.#isExpired(message, now)) this.#expire(message);
    const delayed = [...this.#hidden].filter(({ state }) => state.receivedAt === undefined).length;
    const inFlight = this.#hidden.size - delayed;
    return { visible: this.#messages.size - this.#hidden.size, inFlight, delayed };
  }

  bodies(): readonly string[] {
    return this.messages().map(({ content }) => content.body);
  }

  /** In the order in which the queue took them. */
  messages(): readonly StoredMessage[] {
    return [...this.#messages.values()];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#arm();
    return () => void this.#listeners.delete(listener);
  }

  /** Takes up a message of an earlier process. */
  restore(content: MessageContent, state: MessageState): void {
    this.#add({ content, state, place: 'hidden' });
    this.#sent++;
  }

  #keep(message: StoredMessage): void {
    this.#observer.kept(message);
    this.#add(message);
  }

  #add(message: StoredMessage): void {
    this.#messages.set(message.content.id, message);
    this.#hidden.add(message);
    this.#next = Math.min(this.#next, message.state.visibleAt);
  }

  #advance(message: StoredMessage, state: MessageState): void {
    message.state = state;
    this.#observer.advanced(message);
  }

  /** A copy that another server still has may be delivered in the same moment, or before the visibility timeout is over. */
  #hide(message: StoredMessage, now: number, visibilityTimeout: number): void {
    const { faults } = this.#options;
    const { receiveCount, firstReceivedAt = now } = message.state;
    const { identity } = message.content;
    const early = faults.strike('queue.visibility-expired', identity);
    const whole = early ? (early.severity * visibilityTimeout) / advisedFactor : visibilityTimeout;
    const hiddenFor = faults.strike('queue.duplicate', identity) ? 0 : Math.floor(whole);
    message.place = 'hidden';
    this.#hidden.add(message);
    this.#advance(message, {
      ...message.state,
      receiveCount: receiveCount + 1,
      firstReceivedAt,
      receivedAt: now,
      visibleAt: now + hiddenFor,
    });
    this.#next = Math.min(this.#next, now + hiddenFor);
  }

  #received({ content, state }: StoredMessage): ReceivedMessage {
    return {
      ...content,
      receiptHandle: writeHandle(this.arn, content.id, state.receiveCount),
      firstReceivedAt: state.firstReceivedAt!,
      receiveCount: state.receiveCount,
    };
  }

  /** Makes visible what has been hidden for long enough. */
  #surface(now: number): void {
    if (this.#next > now) return;
    const due = [...this.#hidden].filter(({ state }) => state.visibleAt <= now);
    for (const message of due.toSorted((one, other) => one.state.visibleAt - other.state.visibleAt)) {
      this.#hidden.delete(message);
      message.place = 'visible';
      this.#visible.add(message);
    }
    this.#next = Infinity;
    for (const { state } of this.#hidden) this.#next = Math.min(this.#next, state.visibleAt);
  }

  #behind(receiptHandle: string): StoredMessage | undefined {
    const id = messageIn(receiptHandle, this.arn);
    if (id !== undefined) return this.#messages.get(id);
    throw new ServiceError(
      'ReceiptHandleIsInvalid',
      404,
      `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
    );
  }

  #isNewest({ content, state }: StoredMessage, receiptHandle: string): boolean {
    return receiptHandle === writeHandle(this.arn, content.id, state.receiveCount);
  }

  #isExpired({ content }: StoredMessage, now: number): boolean {
    return now - content.sentAt > this.#options.retention;
  }

  #expire(message: StoredMessage): void {
    this.#remove(message);
    this.#observer.expired();
  }

  #bury(message: StoredMessage): void {
    const { redrive } = this.#options;
    if (redrive === 'none') return;
    // first there, then gone here: a process that dies in between has it twice
    redrive.deadLetterQueue.bury({ ...message.content, deadLetterSource: this.arn }, message.state);
    this.#remove(message);
    this.#observer.buried();
  }

  #remove(message: StoredMessage): void {
    this.#observer.gone(message.content.id);
    this.#drop(message);
  }

  #drop(message: StoredMessage): void {
    message.place = 'gone';
    this.#messages.delete(message.content.id);
    this.#hidden.delete(message);
  }

  /** Not at once: whoever hears of it may call the queue. */
  #changed(): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
      this.#arm();
    });
  }

  /** Somebody who listens hears when a hidden message is visible. */
  #arm(): void {
    if (this.#listeners.size === 0 || this.#next === Infinity || (this.#alarm && this.#alarm.at <= this.#next)) return;
    this.#alarm?.cancel();
    const { clock } = this.#options;
    const at = this.#next;
    const cancel = clock.timer(Math.max(0, at - clock.now()), () => {
      this.#alarm = undefined;
      this.#surface(clock.now());
      this.#changed();
    });
    this.#alarm = { at, cancel };
  }
}

const fresh = (visibleAt: number, arrivedAt: number): MessageState => ({
  receiveCount: 0,
  firstReceivedAt: undefined,
  receivedAt: undefined,
  visibleAt,
  arrivedAt,
});
