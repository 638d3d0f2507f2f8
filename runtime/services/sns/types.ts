import type { ServiceOptions } from '../../contracts/faults.ts';

/** A message attribute, as in the SNS API. */
export interface TopicAttribute {
  /** `String`, `String.Array`, `Number` or `Binary`. */
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

export interface TopicMessage {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes?: Readonly<Record<string, TopicAttribute>>;
  /** A standard topic hands it on to standard queues. */
  readonly groupId?: string | undefined;
  /** What the subscribers of a protocol get instead of `message`. */
  readonly byProtocol?: Readonly<Record<string, string>>;
}

/** An e-mail that SNS would have sent. */
export interface Mail {
  readonly to: string;
  readonly topicArn: string;
  readonly messageId: string;
  /** SNS writes one of its own where the publisher gave none. */
  readonly subject: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A standard SNS topic. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** Hands a message to every subscriber. Rejects with an error of SNS where a fault strikes, or a limit is exceeded. */
  publish(message: TopicMessage): Promise<{ readonly id: string }>;
  /** The newest thousand e-mails to its subscribers, oldest first. */
  outbox(): readonly Mail[];
}

export interface TopicOptions extends ServiceOptions {
  /** `arn:aws:sns:REGION:ACCOUNT:NAME` */
  readonly arn: string;
  /** The addresses of its e-mail subscriptions. */
  readonly mailTo: readonly string[];
}

export interface SnsKinds {
  topic: Topic;
}
