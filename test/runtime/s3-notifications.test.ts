import { describe, expect, it } from '@jest/globals';
import {
  createClock,
  createFaults,
  createObjects,
  createQueue,
  noFaults,
  startNotifications,
} from '../../runtime/door.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import { always, day, minute, start } from './world.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:incoming';

/** A bucket that tells a queue of its objects, on virtual time. */
function createNotifyingWorld(
  { rules = noFaults, versioned = false, more = {} } = {} as {
    rules?: FaultRules;
    versioned?: boolean;
    more?: object;
  },
) {
  const clock = createClock(start);
  const faults = createFaults({ seed: 1, clock, rules, outages: [] });
  const objects = createObjects({ clock, faults, versioned });
  const queue = createQueue({
    arn: queueArn,
    visibilityTimeout: minute,
    retention: day,
    delay: 0,
    messageSize: 1024 * 1024,
    redrive: 'none',
    clock,
    faults,
  });
  const notifications = startNotifications({
    name: 'logs',
    objects,
    configuration: {
      QueueConfigurations: [{ Id: 'ingest', Events: ['s3:ObjectCreated:*'], QueueArn: queueArn, ...more }],
    },
    queues: [queue],
    clock,
    faults,
  });
  const events = async () => {
    await clock.run(notifications.idle());
    return queue.bodies().map((body) => JSON.parse(body).Records[0]);
  };
  return { clock, objects, queue, notifications, events };
}

const filter = (...FilterRules: object[]) => ({ Filter: { Key: { FilterRules } } });

describe('S3 notifications, as recorded on AWS', () => {
  it('test_object_created_put: a record of version 2.1', async () => {
    const world = createNotifyingWorld();
    world.objects.write('my_key_0', 'something');
    expect(world.queue.bodies()).toEqual([]);
    expect(world.notifications.waiting()).toBe(1);
    expect(await world.events()).toStrictEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'eu-west-1',
        eventTime: '2026-01-01T00:00:00.000Z',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: expect.any(String) },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'ingest',
          bucket: { name: 'logs', ownerIdentity: { principalId: expect.any(String) }, arn: 'arn:aws:s3:::logs' },
          object: {
            key: 'my_key_0',
            size: 9,
            eTag: '437b930db84b8079c2dd804a71936b5f',
            sequencer: expect.stringMatching(/^[0-9A-F]+$/),
          },
        },
      },
    ]);
  });

  it('test_object_created_and_object_removed: what was removed has key and sequencer only', async () => {
    const world = createNotifyingWorld({ more: { Events: ['s3:ObjectRemoved:*'] } });
    world.objects.write('a', 'x');
    await world.clock.run(world.objects.delete('a'));
    await world.clock.run(world.objects.delete('a'));
    const events = await world.events();
    expect(events.map(({ eventName }) => eventName)).toEqual(['ObjectRemoved:Delete']);
    expect(events[0].s3.object).toStrictEqual({ key: 'a', sequencer: expect.any(String) });
  });

  it('test_object_created_put_versioned: the version, and delete markers', async () => {
    const world = createNotifyingWorld({
      versioned: true,
      more: { Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] },
    });
    world.objects.write('a', 'x');
    await world.clock.run(world.objects.delete('a'));
    const [put, marker] = await world.events();
    const { versionId } = put.s3.object;
    expect(world.objects.version('a', versionId)?.body.toString()).toBe('x');
    expect(marker.eventName).toBe('ObjectRemoved:DeleteMarkerCreated');
    expect(marker.s3.object).toStrictEqual({
      key: 'a',
      eTag: expect.any(String),
      versionId: expect.any(String),
      sequencer: expect.any(String),
    });
    expect(marker.s3.object.versionId).not.toBe(versionId);
  });

  it.each([
    ['a@b', 'a%40b'],
    ['raw/a b+c.log', 'raw/a+b%2Bc.log'],
    ['ä', '%C3%A4'],
  ])('test_key_encoding: %s arrives as %s', async (key, encoded) => {
    const world = createNotifyingWorld();
    world.objects.write(key, 'x');
    expect((await world.events())[0].s3.object.key).toBe(encoded);
  });

  it('test_notifications_with_filter: prefix and suffix, whatever their case; an empty suffix fits', async () => {
    const world = createNotifyingWorld({
      more: filter({ Name: 'Prefix', Value: 'raw/' }, { Name: 'SUFFIX', Value: '.gz' }),
    });
    for (const key of ['raw/a.gz', 'raw/a.txt', 'other/a.gz']) world.objects.write(key, 'x');
    expect((await world.events()).map(({ s3 }) => s3.object.key)).toEqual(['raw/a.gz']);
    const open = createNotifyingWorld({ more: filter({ Name: 'suffix', Value: '' }) });
    open.objects.write('a', 'x');
    expect(await open.events()).toHaveLength(1);
  });

  it.each([
    [
      'test_bucket_notification_with_invalid_filter_rules',
      filter({ Name: 'infix', Value: 'a' }),
      /filter rule name must be either prefix or suffix/,
    ],
    ['test_invalid_sqs_arn', { QueueArn: 'invalid' }, /The ARN could not be parsed/],
    [
      'test_multiple_invalid_sqs_arns',
      { QueueArn: `${queueArn}2` },
      /Unable to validate the following destination configurations .*The destination queue does not exist/,
    ],
  ])('%s: is refused', (_, more, message) => {
    expect(() => createNotifyingWorld({ more })).toThrow(message);
  });

  it('not applicable: there are no copies, multipart uploads, tags, ACLs, restores, topics and buses here', () => {
    const world = createNotifyingWorld();
    const configuration = { TopicConfigurations: [{ Events: ['s3:ObjectCreated:*'], TopicArn: 'arn' }] };
    expect(() =>
      startNotifications({ ...world, name: 'logs', configuration, queues: [], faults: undefined as never }),
    ).toThrow('No local engine for TopicConfigurations of the bucket logs');
  });
});

describe('S3 notifications, as the guide says', () => {
  it('refuses configurations that overlap', () => {
    const world = createNotifyingWorld();
    const of = (Events: string, prefix: string, suffix: string) => ({
      Events: [Events],
      QueueArn: queueArn,
      ...filter({ Name: 'prefix', Value: prefix }, { Name: 'suffix', Value: suffix }),
    });
    const start =
      (...QueueConfigurations: object[]) =>
      () =>
        startNotifications({
          ...world,
          name: 'logs',
          configuration: { QueueConfigurations },
          queues: [world.queue],
          faults: undefined as never,
        });
    const created = of('s3:ObjectCreated:*', 'raw/', '.gz');
    expect(start(created, of('s3:ObjectCreated:Put', 'raw/alb/', ''))).toThrow(/Configurations overlap/);
    expect(start(created, of('s3:ObjectCreated:*', 'raw/', '.txt'))).not.toThrow();
    expect(start(created, of('s3:ObjectRemoved:*', 'raw/', '.gz'))).not.toThrow();
  });

  it('has sequencers that order the changes of a key once they are filled up, and not before', async () => {
    const world = createNotifyingWorld();
    for (let at = 0; at < 40; at++) world.objects.write('a', String(at));
    const all: string[] = (await world.events()).map(({ s3 }) => s3.object.sequencer);
    expect(all.map((each) => each.padStart(32, '0'))).toEqual(all.map((each) => each.padStart(32, '0')).toSorted());
    expect(all).not.toEqual(all.toSorted());
  });

  it('tells of an object twice, and of objects out of order', async () => {
    const twice = createNotifyingWorld({ rules: always({ 'notification.duplicate': 1 }) });
    twice.objects.write('a', 'x');
    expect((await twice.events()).map(({ s3 }) => s3.object.sequencer)).toHaveLength(2);
    const late = createNotifyingWorld({ rules: always({ 'notification.late': 1 }) });
    const keys = Array.from({ length: 20 }, (_, at) => String(at + 10));
    for (const key of keys) late.objects.write(key, 'x');
    const seen = (await late.events()).map(({ s3 }) => s3.object.key);
    expect(seen).not.toEqual(keys);
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(keys);
  });
});
