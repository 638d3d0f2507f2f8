import { ServiceError } from '../../../gateway/service-error.ts';
import type { Operation } from './request.ts';

/** SQS API reference, PurgeQueue: one every 60 seconds. */
const betweenPurges = 60_000;
const purgedAt = new WeakMap<object, number>();

export const getQueueUrl: Operation = {
  parameters: ['QueueName', 'QueueOwnerAWSAccountId'],
  run: (_, { url }) => ({ QueueUrl: url }),
};

export const getQueueAttributes: Operation = {
  parameters: ['QueueUrl', 'AttributeNames'],
  run(input, { queue, attributes }) {
    const names = (input['AttributeNames'] ?? []) as string[];
    const { visible, inFlight, delayed } = queue.counts();
    const all: Record<string, string> = {
      ...attributes,
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
    };
    const optional = ['Policy', 'RedriveAllowPolicy', 'RedrivePolicy', 'KmsMasterKeyId', 'All'];
    const strange = names.find((name) => !optional.includes(name) && !Object.hasOwn(all, name));
    if (strange !== undefined) throw new ServiceError('InvalidAttributeName', 400, `Unknown Attribute ${strange}.`);
    const chosen = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
    return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
  },
};

export const purgeQueue: Operation = {
  parameters: ['QueueUrl'],
  run(_, { queue, queues: { clock } }) {
    const now = clock.now();
    if (now - (purgedAt.get(queue) ?? -Infinity) < betweenPurges)
      throw new ServiceError(
        'PurgeQueueInProgress',
        403,
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      );
    purgedAt.set(queue, now);
    queue.purge();
    return {};
  },
};
