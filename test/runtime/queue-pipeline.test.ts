import { describe, expect, it } from '@jest/globals';
import { createObjects, createTopic, defaultFaults, startNotifications } from '../../runtime/door.ts';
import { createQueueWorld, queueArn } from './queue-world.ts';
import { second } from './world.ts';

const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

/** Bucket, notifications, queue, function and topic on virtual time, under every fault. */
async function pipeline(seed: number, { deletes = true } = {}) {
  const world = createQueueWorld({ seed, rules: defaultFaults, visibilityTimeout: 180 * second, maxReceiveCount: 8 });
  const { clock, faults, queue } = world;
  const objects = createObjects({ clock, faults });
  const store = createObjects({ clock, faults });
  const topic = createTopic({
    arn: 'arn:aws:sns:eu-west-1:111122223333:alerts',
    mailTo: ['people@example.com'],
    clock,
    faults,
  });
  const configuration = { QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: queueArn }] };
  const notifications = startNotifications({ name: 'logs', objects, configuration, queues: [queue], clock, faults });
  const seen: string[] = [];
  const mapping = world.mapped(
    { FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 2 } },
    async (bodies, records) => {
      const failed: { itemIdentifier: string }[] = [];
      for (const [at, body] of bodies.entries()) {
        const { key } = JSON.parse(body).Records[0].s3.object as { key: string };
        seen.push(key);
        try {
          if (key === 'poison') throw new Error('poison');
          await store.put(key, body);
          await topic.publish({ message: `${key} is stored` });
        } catch {
          if (deletes) failed.push({ itemIdentifier: records[at]!.messageId });
        }
      }
      return { batchItemFailures: failed };
    },
  );
  const keys = Array.from({ length: 30 }, (_, at) => `object-${at}`);
  for (const key of [...keys, 'poison']) objects.write(key, key);
  await clock.run(notifications.idle());
  await clock.run(mapping.idle());
  const told = new Set(topic.outbox().map(({ text }) => text));
  return {
    lost: keys.filter((key) => !store.has(key) || !told.has(`${key} is stored`)),
    seen,
    keys,
    dead: new Set(world.dead.bodies().map((body) => JSON.parse(body).Records[0].s3.object.key as string)),
    points: new Set(faults.injected().map(({ point }) => point)),
  };
}

describe('bucket, queue, function and topic under every fault', () => {
  it.each(seeds)('seed %s: loses nothing, and buries what cannot be processed', async (seed) => {
    const { lost, dead } = await pipeline(seed);
    expect(lost).toEqual([]);
    expect([...dead]).toEqual(['poison']);
  });

  it('does the same again for the same seed, and something else for another', async () => {
    const [one, same, other] = [await pipeline(1), await pipeline(1), await pipeline(2)];
    expect(same.seen).toEqual(one.seen);
    expect(other.seen).not.toEqual(one.seen);
    expect(one.seen.length).toBeGreaterThan(one.keys.length);
  });

  it('finds a function that reports no failures', async () => {
    const lost = await Promise.all(
      seeds.slice(0, 3).map(async (seed) => (await pipeline(seed, { deletes: false })).lost),
    );
    expect(lost.every((keys) => keys.length > 0)).toBe(true);
  });

  it('meets every fault of the services on its way', async () => {
    const points = new Set<string>();
    for (const seed of seeds.slice(0, 5)) for (const point of (await pipeline(seed)).points) points.add(point);
    for (const point of ['queue.duplicate', 'queue.visibility-expired', 'queue.delete-lost', 'queue.reorder'])
      expect(points).toContain(point);
    for (const point of ['notification.duplicate', 'notification.late', 'topic.publish-failed', 'function.killed'])
      expect(points).toContain(point);
  });
});
