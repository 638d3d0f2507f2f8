import { StandardTopic } from './topic.ts';
import type { Topic, TopicOptions } from './types.ts';

/** A topic that sends e-mails to an outbox. */
export function createTopic({ arn, mailTo, clock, faults }: TopicOptions): Topic {
  const topic = new StandardTopic({ arn, clock, faults, report: () => undefined, mailed: () => undefined });
  for (const address of mailTo) topic.subscribeMail(address, 'email', undefined);
  return topic;
}
