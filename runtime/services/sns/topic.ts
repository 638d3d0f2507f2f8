import type { ServiceOptions } from '../../contracts/faults.ts';
import { ServiceError } from '../../gateway/service-error.ts';
import { callService } from '../../kernel/invocation.ts';
import { digest, uuidOf } from '../../kernel/identity.ts';
import type { MessageFilter } from './filter-policy.ts';
import { checkMessage, sizeOf } from './limits.ts';
import type { TopicMetric } from './metrics.ts';
import type { Mail, Published, Topic, TopicMessage } from './types.ts';

const latency = 20;
const kept = 1000;

/** A message on its way to one subscriber. */
export interface Delivery {
  readonly message: TopicMessage;
  /** What this subscriber gets. */
  readonly text: string;
  readonly id: string;
  readonly at: number;
}

/** Who gets what is published. */
export interface Subscriber {
  /** `email`, `sqs`: a publisher may have a text of its own for it. */
  readonly protocol: string;
  readonly filter: MessageFilter | undefined;
  /** Whether it has got the message. */
  deliver(delivery: Delivery): boolean;
}

export interface StandardTopicOptions extends ServiceOptions {
  readonly arn: string;
  readonly report: (name: TopicMetric, value: number) => void;
  readonly mailed: (mail: Mail) => void;
}

export class StandardTopic implements Topic {
  readonly arn: string;
  readonly name: string;
  readonly #options: StandardTopicOptions;
  readonly #subscribers: Subscriber[] = [];
  readonly #outbox: Mail[] = [];
  readonly #published: Published[] = [];
  #messages = 0;

  constructor(options: StandardTopicOptions) {
    this.arn = options.arn;
    this.name = options.arn.split(':')[5]!;
    this.#options = options;
  }

  subscribe(subscriber: Subscriber): void {
    this.#subscribers.push(subscriber);
  }

  /** SNS guide, sns-email-notifications. Whoever is subscribed is taken to have confirmed it. */
  subscribeMail(to: string, protocol: string, filter: MessageFilter | undefined): void {
    this.subscribe({
      protocol,
      filter,
      deliver: ({ message, text, id, at }) => {
        const subject = message.subject ?? 'AWS Notification Message';
        const mail = { to, topicArn: this.arn, messageId: id, subject, text, at };
        this.#options.mailed(mail);
        this.restore(mail);
        return true;
      },
    });
  }

  /** Takes up an e-mail of an earlier process. */
  restore(mail: Mail): void {
    if (this.#outbox.push(mail) > kept) this.#outbox.shift();
  }

  publish(message: TopicMessage): Promise<{ readonly id: string }> {
    const { clock, faults } = this.#options;
    return callService(async () => {
      await clock.sleep(latency);
      checkMessage(message);
      if (faults.strike('topic.publish-failed', digest(message.message)))
        throw new ServiceError('InternalError', 500, 'An internal service error has occurred.');
      return this.#handOut(message);
    });
  }

  outbox(): readonly Mail[] {
    return [...this.#outbox];
  }

  published(): readonly Published[] {
    return [...this.#published];
  }

  subscribers(): number {
    return this.#subscribers.length;
  }

  #handOut(message: TopicMessage): { readonly id: string } {
    const { clock, faults, report } = this.#options;
    const at = clock.now();
    const id = uuidOf(`${this.arn}|${++this.#messages}|${at}`);
    report('NumberOfMessagesPublished', 1);
    report('PublishSize', sizeOf(message));
    let [delivered, undelivered] = [0, 0];
    for (const { protocol, filter, deliver } of this.#subscribers) {
      if (filter?.(message) === false) {
        report('NumberOfNotificationsFilteredOut', 1);
        continue;
      }
      const text = message.byProtocol?.[protocol] ?? message.message;
      const got = !faults.strike('topic.delivery-failed', id) && deliver({ message, text, id, at });
      if (got) delivered++;
      else undelivered++;
      report('NumberOfNotificationsDelivered', got ? 1 : 0);
      report('NumberOfNotificationsFailed', got ? 0 : 1);
    }
    const { subject, message: everybody, byProtocol = {} } = message;
    const text = byProtocol['email'] ?? everybody;
    this.#published.push({ messageId: id, subject, text, message: everybody, at, delivered, undelivered });
    if (this.#published.length > kept) this.#published.shift();
    return { id };
  }
}
