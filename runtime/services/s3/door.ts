import { Bucket } from './bucket.ts';
import { rulesOf } from './notifications/configuration.ts';
import { Notifier } from './notifications/notifier.ts';
import type { NotificationsOptions, ObjectsOptions, ObjectStore, RunningNotifications } from './types.ts';

export const createObjects = (options: ObjectsOptions): ObjectStore => new Bucket(options);

/** Sends notifications of a bucket to queues from now on. Throws for a configuration that S3 refuses, and for an unknown queue. */
export function startNotifications(options: NotificationsOptions): RunningNotifications {
  const { name, objects, configuration, queues, clock, faults } = options;
  const rules = rulesOf(name, configuration);
  const queueOf = (arn: string) => {
    const queue = queues.find((each) => each.arn === arn);
    if (queue) return queue;
    throw new Error(
      `Unable to validate the following destination configurations (${arn}, The destination queue does not exist)`,
    );
  };
  for (const { queueArn } of rules) queueOf(queueArn);
  const notifier = new Notifier({
    bucket: { name, arn: `arn:aws:s3:::${name}`, region: 'eu-west-1', account: '111122223333' },
    rules,
    clock,
    faults,
    send: ({ queueArn, body, identity }) => queueOf(queueArn).send({ body, identity, senderId: 'AIDAS3NOTIFICATIONS' }),
    accepted: () => undefined,
    done: () => undefined,
  });
  objects.onChange((change) => notifier.tell(change));
  return { idle: () => notifier.idle(), waiting: () => notifier.underway };
}
