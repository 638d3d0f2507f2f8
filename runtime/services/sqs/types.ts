import type { Clock } from '../../contracts/clock.ts';
import type { Faults, ServiceOptions } from '../../contracts/faults.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';

/** A message attribute, as in the SQS API. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, with a label of the sender's own after a dot where there is one. */
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message as its sender gives it. */
export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** `AROA…:NAME` of a role, the id of an account, or a service. */
  readonly senderId: string;
  readonly traceHeader?: string | undefined;
  /** A standard queue returns it, and does not go by it. */
  readonly groupId?: string | undefined;
  /** Milliseconds; left out: the delay of the queue. */
  readonly delay?: number | undefined;
  /** Names the message to the fault oracle; left out: a digest of the body. */
  readonly identity?: string;
}

/** A message as a consumer gets it. Instants are epoch milliseconds. */
export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly traceHeader: string | undefined;
  readonly groupId: string | undefined;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** This time included. */
  readonly receiveCount: number;
  /** The queue that it was moved from, for a message of a dead-letter queue. */
  readonly deadLetterSource: string | undefined;
  readonly identity: string;
}

/** A queue that takes messages. */
export interface MessageSink {
  readonly arn: string;
  /** Throws a RangeError for a message that SQS refuses. */
  send(message: NewMessage): { readonly id: string };
}

/** How many messages a queue has, as `GetQueueAttributes` counts them. */
export interface MessageCounts {
  readonly visible: number;
  /** Received, and neither deleted nor visible again. */
  readonly inFlight: number;
  readonly delayed: number;
}

/** A standard SQS queue: at least once, and in no promised order. */
export interface Queue extends MessageSink {
  readonly name: string;
  /** Milliseconds. */
  readonly visibilityTimeout: number;
  /**
   * Up to `most` visible messages, hidden from now on for the visibility timeout. A message that was received as often as the
   * redrive policy allows goes to the dead-letter queue instead.
   */
  receive(most: number, visibilityTimeout?: number): readonly ReceivedMessage[];
  /** Takes the newest receipt handle of a message; with an older one, nothing is deleted. Throws for text that is no handle. */
  delete(receiptHandle: string): void;
  /** The message is visible again so many milliseconds from now. Throws where it is not in flight. */
  changeVisibility(receiptHandle: string, visibilityTimeout: number): void;
  purge(): void;
  counts(): MessageCounts;
  /** The bodies of all messages, visible or not, oldest first. */
  bodies(): readonly string[];
  /** Calls back whenever messages come, go or are visible again; the returned function ends that. */
  onChange(listener: () => void): () => void;
}

export interface QueueOptions extends ServiceOptions {
  /** `arn:aws:sqs:REGION:ACCOUNT:NAME` */
  readonly arn: string;
  /** Milliseconds, up to 12 hours. */
  readonly visibilityTimeout: number;
  /** Milliseconds, 1 minute to 14 days. */
  readonly retention: number;
  /** Milliseconds, up to 15 minutes. */
  readonly delay: number;
  /** Bytes of body and attributes together, 1 KiB to 1 MiB. */
  readonly messageSize: number;
  readonly redrive: RedrivePolicy | 'none';
}

export interface RedrivePolicy {
  readonly deadLetterQueue: DeadLetterQueue;
  /** 1 to 1,000. */
  readonly maxReceiveCount: number;
}

/** What a queue hands over to, where nobody could process a message. */
export interface DeadLetterQueue {
  readonly arn: string;
  /** Takes the message as it is: its id, the time at which it was sent, how often it was received. */
  bury(content: MessageContent, state: MessageState): void;
}

/** What a message is, whatever becomes of it. */
export interface MessageContent {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly traceHeader: string | undefined;
  readonly groupId: string | undefined;
  /** Retention counts from here, in the dead-letter queue as well. Epoch milliseconds. */
  readonly sentAt: number;
  readonly deadLetterSource: string | undefined;
  readonly identity: string;
}

/** How far a message has come. Instants are epoch milliseconds. */
export interface MessageState {
  readonly receiveCount: number;
  readonly firstReceivedAt: number | undefined;
  readonly receivedAt: number | undefined;
  readonly visibleAt: number;
  /** When this queue took it: a dead-letter queue later than the queue that it was sent to. */
  readonly arrivedAt: number;
}

/** One entry of `Records` in a Lambda event from SQS. */
export interface SqsEventRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    /** Epoch milliseconds. */
    SentTimestamp: string;
    SenderId: string;
    ApproximateFirstReceiveTimestamp: string;
    AWSTraceHeader?: string;
    MessageGroupId?: string;
    DeadLetterQueueSourceArn?: string;
  };
  messageAttributes: Record<
    string,
    {
      stringValue?: string;
      /** Base64. */
      binaryValue?: string;
      stringListValues: never[];
      binaryListValues: never[];
      dataType: string;
    }
  >;
  md5OfMessageAttributes?: string;
  md5OfBody: string;
  eventSource: string;
  eventSourceARN: string;
  awsRegion: string;
}

/** Named and limited as in CloudFormation's `AWS::Lambda::EventSourceMapping`; what is absent has Lambda's default. */
export interface QueueMappingProperties {
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
}

/** A Lambda function in this process. Its calls to the services of this file are where it can be killed. */
export interface QueueFunction extends InvokedFunction {
  handler(event: { Records: SqsEventRecord[] }, context: InvocationContext): unknown;
}

export interface QueueMapping {
  /** Resolves when the queue is empty: every message has been processed, or is in the dead-letter queue. */
  idle(): Promise<void>;
  /** How many messages the queue has, in flight or not. */
  waiting(): number;
  /** How often Lambda tried to run the function. */
  invocations(): number;
}

export interface QueueMappingOptions {
  readonly uuid: string;
  readonly queue: Queue;
  readonly function: QueueFunction;
  readonly properties: QueueMappingProperties;
  readonly clock: Clock;
  readonly faults: Faults;
}

export interface SqsKinds {
  queue: Queue;
}
