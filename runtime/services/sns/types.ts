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

/** A message that a topic has taken, and what became of it. */
export interface Published {
  readonly messageId: string;
  readonly subject: string | undefined;
  /** What e-mail gets. */
  readonly text: string;
  /** What subscribers get for which the publisher has no text of its own. */
  readonly message: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many subscribers have got it, and how many SNS has given up on. Those that it was filtered out for are in neither. */
  readonly delivered: number;
  readonly undelivered: number;
}

/** A standard SNS topic. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** Hands a message to every subscriber. Rejects with an error of SNS where a fault strikes, or a limit is exceeded. */
  publish(message: TopicMessage): Promise<{ readonly id: string }>;
  /** The newest thousand e-mails to its subscribers, oldest first. */
  outbox(): readonly Mail[];
  /** The newest thousand messages that it has taken, oldest first; after a restart, those since then. */
  published(): readonly Published[];
  /** How many are subscribed. */
  subscribers(): number;
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
