import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';
import type { StoredMessage } from './stored-message.ts';
import type { MessageCounts } from './types.ts';

const source = 'SQS guide, sqs-available-cloudwatch-metrics';
const count = { dimensions: { QueueName: 'AWS::SQS::Queue' }, unit: 'Count', source } as const;

export const metrics = {
  'AWS/SQS': {
    ApproximateAgeOfOldestMessage: { ...count, unit: 'Seconds' },
    ApproximateNumberOfMessagesDelayed: count,
    ApproximateNumberOfMessagesNotVisible: count,
    ApproximateNumberOfMessagesVisible: count,
    NumberOfEmptyReceives: count,
    NumberOfMessagesDeleted: count,
    NumberOfMessagesReceived: count,
    NumberOfMessagesSent: count,
    SentMessageSize: { ...count, unit: 'Bytes' },
  },
} satisfies MetricDefinitions;

type MetricName = keyof (typeof metrics)['AWS/SQS'];

/** "If the message is received more than three times", its age is left out, whether it can be processed or not. */
const receivesOfPoison = 3;

export class QueueReport {
  readonly #sink: MetricSink;
  readonly #of: { readonly QueueName: string };

  constructor(sink: MetricSink, queueName: string) {
    this.#sink = sink;
    this.#of = { QueueName: queueName };
  }

  sent(bytes: number): void {
    this.#put('NumberOfMessagesSent', 1);
    this.#put('SentMessageSize', bytes);
  }

  received(messages: number): void {
    this.#put('NumberOfMessagesReceived', messages);
    this.#put('NumberOfEmptyReceives', messages === 0 ? 1 : 0);
  }

  deleted(): void {
    this.#put('NumberOfMessagesDeleted', 1);
  }

  /** What a queue holds now: SQS reports it every minute, as long as the queue is active. */
  holds({ visible, inFlight, delayed }: MessageCounts, messages: readonly StoredMessage[], now: number): void {
    this.#put('ApproximateNumberOfMessagesVisible', visible);
    this.#put('ApproximateNumberOfMessagesNotVisible', inFlight);
    this.#put('ApproximateNumberOfMessagesDelayed', delayed);
    this.#put('ApproximateAgeOfOldestMessage', ageOfOldest(messages, now) / 1000);
  }

  #put(name: MetricName, value: number): void {
    this.#sink.put('AWS/SQS', name, this.#of, value);
  }
}

/** In a dead-letter queue, the age counts from when the message was moved there. Milliseconds. */
function ageOfOldest(messages: readonly StoredMessage[], now: number): number {
  const counted = messages.filter(({ content, state }) => isCounted(content.deadLetterSource, state.receiveCount));
  return counted.reduce((oldest, { state }) => Math.max(oldest, now - state.arrivedAt), 0);
}

const isCounted = (deadLetterSource: string | undefined, receives: number): boolean =>
  deadLetterSource !== undefined || receives <= receivesOfPoison;
