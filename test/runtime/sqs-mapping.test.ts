import { describe, expect, it } from '@jest/globals';
import type { SqsEventRecord } from '../../runtime/services/sqs/types.ts';
import { createQueueWorld } from './queue-world.ts';
import { always, day, hour, minute, second, start } from './world.ts';

const reportsFailures = { FunctionResponseTypes: ['ReportBatchItemFailures'] as const };
const idsOf = (records: readonly SqsEventRecord[], failed: string) =>
  records.filter(({ body }) => body === failed).map(({ messageId: itemIdentifier }) => ({ itemIdentifier }));

describe('a queue mapping', () => {
  it('deletes what a partial answer leaves out, and delivers the rest alone', async () => {
    const world = createQueueWorld({ maxReceiveCount: 3 });
    for (const body of ['a', 'poison', 'b']) world.send(body);
    const seen: string[][] = [];
    const mapping = world.mapped(reportsFailures, (bodies, records) => {
      seen.push(bodies);
      return { batchItemFailures: idsOf(records, 'poison') };
    });
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([['a', 'poison', 'b'], ['poison'], ['poison']]);
    expect(world.dead.bodies()).toEqual(['poison']);
  });

  it('takes any answer for a success without ReportBatchItemFailures', async () => {
    const world = createQueueWorld();
    world.send('a');
    const mapping = world.mapped({}, (_, records) => ({ batchItemFailures: idsOf(records, 'a') }));
    await world.clock.run(mapping.idle());
    expect(mapping.invocations()).toBe(1);
  });

  it('waits for more until its window is over', async () => {
    const world = createQueueWorld();
    world.send('a');
    const seen: [string[], number][] = [];
    const mapping = world.mapped({ BatchSize: 20, MaximumBatchingWindowInSeconds: 10 }, (bodies) => {
      seen.push([bodies, world.clock.now() - start]);
    });
    world.clock.timer(4 * second, () => world.send('b'));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([[['a', 'b'], 10 * second]]);
  });

  it.each([
    [undefined, 5],
    [2, 2],
    [8, 8],
  ])('with MaximumConcurrency %s works on %s batches at a time', async (MaximumConcurrency, most) => {
    const world = createQueueWorld();
    for (let at = 0; at < 40; at++) world.send(String(at));
    let [running, seen] = [0, 0];
    const scaling = MaximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency } };
    const mapping = world.mapped({ BatchSize: 1, ...scaling }, async () => {
      seen = Math.max(seen, ++running);
      await world.clock.sleep(second);
      running--;
    });
    await world.clock.run(mapping.idle());
    expect(seen).toBe(most);
    expect(mapping.invocations()).toBe(40);
  });

  it('ends a batch before it is larger than an invocation takes', async () => {
    const world = createQueueWorld();
    for (let at = 0; at < 8; at++) world.send('x'.repeat(1024 * 1024 - 10));
    const seen: number[] = [];
    const mapping = world.mapped({ BatchSize: 10 }, (bodies) => void seen.push(bodies.length));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([5, 3]);
  });

  it('tries again where the function is throttled, until the visibility timeout is over', async () => {
    const world = createQueueWorld({ maxReceiveCount: 2 });
    world.send('a');
    let free = false;
    const seen: string[] = [];
    const mapping = world.mapped({}, (_, [record]) => void seen.push(record!.attributes.ApproximateReceiveCount), {
      available: () => free,
    });
    world.clock.timer(20 * second, () => (free = true));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['1']);
    // a throttled function can send good messages to the dead-letter queue
    free = false;
    world.send('b');
    await world.clock.run(mapping.idle());
    expect(world.dead.bodies()).toEqual(['b']);
  });

  it.each([
    [
      'a visibility timeout below the timeout of the function',
      { visibilityTimeout: 20 * second },
      {},
      /Queue visibility timeout: 20 seconds is less than Function timeout: 30 seconds/,
    ],
    [
      'a concurrency of one',
      {},
      { ScalingConfig: { MaximumConcurrency: 1 } },
      /MaximumConcurrency is 1; Lambda accepts 2 to 1000/,
    ],
    ['a batch of 10,001', {}, { BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }, /BatchSize is 10001/],
    ['a window of 301 seconds', {}, { MaximumBatchingWindowInSeconds: 301 }, /InSeconds is 301/],
    ['what belongs to a stream', {}, { StartingPosition: 'LATEST' }, /Unsupported StartingPosition parameter/],
    [
      'a filter on another key',
      {},
      { FilterCriteria: { Filters: [{ Pattern: '{"data":[1]}' }] } },
      /only \[body\] can be filtered/,
    ],
  ])('refuses %s', (_, options, properties, message) => {
    expect(() => createQueueWorld(options).mapped(properties, () => undefined)).toThrow(message);
  });
});

describe('a queue', () => {
  it('lets go of a message when its retention period is over, in the dead-letter queue as well', async () => {
    const world = createQueueWorld({ retention: hour, maxReceiveCount: 1 });
    world.send('a');
    await world.clock.advance(hour + 1);
    expect(world.queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    world.send('b');
    world.queue.receive(1, 0);
    world.queue.receive(1);
    expect(world.dead.counts().visible).toBe(1);
    await world.clock.advance(4 * day);
    expect(world.dead.counts().visible).toBe(1);
    await world.clock.advance(1);
    expect(world.dead.counts().visible).toBe(0);
  });

  it('counts what is visible, in flight and delayed', async () => {
    const world = createQueueWorld();
    world.send('a');
    world.send('b');
    world.send('c', { delay: minute });
    world.queue.receive(1);
    expect(world.queue.counts()).toEqual({ visible: 1, inFlight: 1, delayed: 1 });
    await world.clock.advance(minute);
    expect(world.queue.counts()).toEqual({ visible: 3, inFlight: 0, delayed: 0 });
  });

  it.each([
    ['an ARN of a FIFO queue', { arn: 'arn:aws:sqs:eu-west-1:111122223333:events.fifo' }, /standard queue/],
    ['more than 14 days', { retention: 15 * day }, /MessageRetentionPeriod/],
    ['a delay of 16 minutes', { delay: 16 * minute }, /DelaySeconds/],
    ['more than 1 MiB', { messageSize: 1024 * 1024 + 1 }, /MaximumMessageSize/],
    ['no receive at all', { maxReceiveCount: 0 }, /maxReceiveCount of a queue is 1 to 1000, not 0/],
  ])('refuses %s', (_, options, message) => {
    expect(() => createQueueWorld(options)).toThrow(message);
  });
});

describe('faults of queues', () => {
  const seenUnder = async (point: string, time = 0) => {
    const world = createQueueWorld({ rules: always({ [point]: 1 }) });
    for (const body of ['a', 'b']) world.send(body);
    const seen: [string, number][] = [];
    const mapping = world.mapped({ BatchSize: 1 }, async ([body]) => {
      seen.push([body!, world.clock.now() - start]);
      await world.clock.sleep(time);
    });
    await world.clock.run(mapping.idle());
    return seen;
  };

  it('delivers a message twice at the same time', async () => {
    expect(await seenUnder('queue.duplicate', second)).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('delivers a message again before its visibility timeout is over', async () => {
    const seen = await seenUnder('queue.visibility-expired', 10 * second);
    const again = seen.slice(2).map(([, at]) => at);
    expect(seen).toHaveLength(4);
    expect(again.every((at) => at > 0 && at < minute)).toBe(true);
  });

  it('delivers a deleted message once more, after its visibility timeout', async () => {
    expect(await seenUnder('queue.delete-lost')).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', minute],
      ['b', minute],
    ]);
  });

  it('leaves messages visible while the mapping is disabled', async () => {
    const outages = [{ point: 'mapping.disabled', from: start, to: start + hour }];
    const world = createQueueWorld({ outages });
    world.send('a');
    const seen: number[] = [];
    const mapping = world.mapped({}, () => void seen.push(world.clock.now() - start));
    await world.clock.advance(minute);
    expect(world.queue.counts()).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([hour]);
  });

  it('delivers messages in another order', async () => {
    const world = createQueueWorld({ rules: always({ 'queue.reorder': 1 }) });
    const sent = Array.from({ length: 20 }, (_, at) => String(at));
    for (const body of sent) world.send(body);
    const seen: string[] = [];
    const mapping = world.mapped({}, (bodies) => void seen.push(...bodies));
    await world.clock.run(mapping.idle());
    expect(seen).not.toEqual(sent);
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(sent);
  });
});
