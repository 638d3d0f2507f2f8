import { describe, expect, it } from '@jest/globals';
import type { Strike } from '../../runtime/contracts/faults.ts';
import type { KafkaEventRecord, KafkaMappingProperties } from '../../runtime/services/kafka/types.ts';
import { failed, kafkaMapped, kafkaWorld, partial, provisioned, told, uuid, type KafkaWorld } from './kafka-world.ts';
import { always, hour, minute, second, start } from './world.ts';

/** Runs a mapping until all is done; gives what the function saw, an event a line. */
async function seenBy(
  world: KafkaWorld,
  properties: KafkaMappingProperties = {},
  handler: (records: KafkaEventRecord[], call: number) => unknown = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  const mapping = kafkaMapped(world, properties, (records) => {
    seen.push(records.map(told).join(', '));
    return handler(records, seen.length);
  });
  await world.clock.run(mapping.idle());
  expect(mapping.waiting()).toBe(0);
  return seen;
}

const append = ({ topic }: KafkaWorld, ...values: (string | null)[]) => {
  for (const value of values) topic.append({ key: value, value, partition: 0 });
};

describe('where a mapping begins', () => {
  const early = async (properties: KafkaMappingProperties, prepare: (world: KafkaWorld) => void = () => undefined) => {
    const world = kafkaWorld();
    append(world, 'a');
    await world.clock.advance(hour);
    append(world, 'b');
    prepare(world);
    const seen: string[] = [];
    const mapping = kafkaMapped(world, properties, (records) => void seen.push(...records.map(told)));
    append(world, 'c');
    await world.clock.run(mapping.idle());
    return seen;
  };

  it.each<[KafkaMappingProperties, string[]]>([
    [{ StartingPosition: 'TRIM_HORIZON' }, ['0:0 a', '0:1 b', '0:2 c']],
    [{ StartingPosition: 'LATEST' }, ['0:2 c']],
    [{ StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: (start + minute) / second }, ['0:1 b', '0:2 c']],
  ])('is what %j says', async (properties, expected) => {
    expect(await early(properties)).toEqual(expected);
  });

  it('"Lambda ignores the StartingPosition" for a consumer group that has committed (kafka-consumer-group-id)', async () => {
    const group = {
      SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'bridge' },
      StartingPosition: 'LATEST',
    } as const;
    expect(await early(group, ({ topic }) => topic.commit('bridge', 0, 1))).toEqual(['0:1 b', '0:2 c']);
    expect(await early(group, ({ topic }) => topic.commit('other', 0, 1))).toEqual(['0:2 c']);
  });

  it('the consumer group is the UUID of the mapping where it is left out; "it commits the offsets of the messages in that batch"', async () => {
    const world = kafkaWorld();
    append(world, 'a', 'b');
    await seenBy(world);
    expect(world.topic.committed(uuid, 0)).toBe(2);
    expect(await seenBy(world)).toEqual([]);
  });
});

it('a group has its place from its first poll on: what comes while a run rests is not passed over', async () => {
  const world = kafkaWorld();
  append(world, 'a');
  const latest = { StartingPosition: 'LATEST' } as const;
  expect(await seenBy(world, latest)).toEqual([]);
  append(world, 'b');
  expect(await seenBy(world, latest)).toEqual(['0:1 b']);
});

describe('what a function sees', () => {
  it('records of several partitions in one event, each partition in order', async () => {
    const world = kafkaWorld({ partitions: 2 });
    for (const [value, partition] of [
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ] as const)
      world.topic.append({ value, partition });
    expect(await seenBy(world)).toEqual(['0:0 a, 0:1 c, 1:0 b']);
  });

  it('a partial answer: what is not done comes again, of the partitions that it names', async () => {
    const world = kafkaWorld({ partitions: 2 });
    for (const [value, partition] of [
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ] as const)
      world.topic.append({ value, partition });
    const seen = await seenBy(world, partial, (records, call) => (call === 1 ? failed(records[1]!) : undefined));
    expect(seen).toEqual(['0:0 a, 0:1 c, 1:0 b', '0:1 c']);
  });

  it('what the filter leaves out is passed over, and committed', async () => {
    const world = kafkaWorld();
    append(world, '{"n":1}', '{"n":2}', '{"n":1}');
    const filter = { FilterCriteria: { Filters: [{ Pattern: '{"value":{"n":[2]}}' }] } };
    expect(await seenBy(world, filter)).toEqual(['0:1 {"n":2}']);
    expect(world.topic.committed(uuid, 0)).toBe(3);
  });

  it('more records than a batch has', async () => {
    const world = kafkaWorld();
    append(world, ...Array.from({ length: 25 }, (_, n) => String(n)));
    const seen = await seenBy(world, { BatchSize: 10 });
    expect(seen.map((event) => event.split(', ').length)).toEqual([10, 10, 5]);
  });

  it('records of a batching window of half a second together, where the template names none', async () => {
    const world = kafkaWorld();
    const calls: number[] = [];
    const window = { MaximumBatchingWindowInSeconds: undefined } as never;
    const mapping = kafkaMapped(world, window, (records) => void calls.push(world.clock.now() - start, records.length));
    append(world, 'a');
    await world.clock.advance(400);
    append(world, 'b');
    await world.clock.run(mapping.idle());
    expect(calls).toEqual([500, 2]);
  });
});

describe('what Lambda gives up', () => {
  const givenUp = async (properties: KafkaMappingProperties, { messageSize = 1_048_588, value = 'b' } = {}) => {
    const world = kafkaWorld({ messageSize });
    append(world, value);
    const mapping = kafkaMapped(world, { ...provisioned, ...properties }, () => {
      throw new Error('b');
    });
    await world.clock.run(mapping.idle());
    expect(world.topic.committed(uuid, 0)).toBe(1);
    const [object] = world.objects.contents('');
    return { key: object!.key, body: JSON.parse(Buffer.from(object!.body).toString()), mapping };
  };

  it('is written as kafka-on-failure documents it, with the whole event as a text', async () => {
    const { body } = await givenUp({ MaximumRetryAttempts: 1 });
    const { payload, ...metadata } = body;
    const event = {
      eventSource: 'SelfManagedKafka',
      bootstrapServers: 'kafka-1.example.com:9096',
      records: { 'clicks-0': [expect.objectContaining({ offset: 0, value: 'Yg==' })] },
    };
    expect(JSON.parse(payload)).toEqual(event);
    expect(metadata).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:indexer',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.any(String),
      KafkaBatchInfo: {
        batchSize: 1,
        bootstrapServers: 'kafka-1.example.com:9096',
        payloadSize: payload.length,
        recordsInfo: {
          'clicks-0': {
            firstRecordOffset: '0',
            lastRecordOffset: '0',
            firstRecordTimestamp: '2026-01-01T00:00:00.000Z',
            lastRecordTimestamp: '2026-01-01T00:00:00.000Z',
          },
        },
      },
    });
  });

  it('lies under a key that AWS does not document: as for streams, with the topic in place of the shard', async () => {
    const { key } = await givenUp({ MaximumRetryAttempts: 0 });
    expect(key).toMatch(new RegExp(`^aws/lambda/${uuid}/clicks/2026/01/01/2026-01-01T00\\.00\\.\\d\\d-[0-9a-f-]{36}$`));
  });

  it('has "responseContext": null where one record does not fit into an event', async () => {
    const { body, mapping } = await givenUp({}, { messageSize: 11_000_000, value: 'x'.repeat(5_000_000) });
    expect(body.requestContext.condition).toBe('MaximumPayloadSizeExceeded');
    expect(body.responseContext).toBeNull();
    expect(mapping.invocations()).toBe(0);
  });
});

describe('faults', () => {
  const struck = ({ faults }: KafkaWorld): string[] => faults.injected().map(({ point }: Strike) => point);

  it('kafka.rebalance: a record that is not committed is delivered again, while the first invocation still runs', async () => {
    const world = kafkaWorld({ rules: always({ 'kafka.rebalance': 1 }) });
    append(world, 'a', 'b');
    const seen = await seenBy(world, provisioned, () => world.clock.sleep(10 * second));
    expect(seen).toEqual(['0:0 a, 0:1 b', '0:0 a, 0:1 b']);
  });

  it('kafka.commit-lost: a record that is done comes again once its partition moves', async () => {
    const world = kafkaWorld({ rules: always({ 'kafka.commit-lost': 1, 'kafka.rebalance': 1 }) });
    append(world, 'a');
    expect(await seenBy(world)).toEqual(['0:0 a']);
    expect(world.topic.committed(uuid, 0)).toBe(0);
    expect((await seenBy(world)).slice(0, 1)).toEqual(['0:0 a']);
    expect(world.topic.committed(uuid, 0)).toBe(1);
  });

  it('kafka.slow-pollers: records wait, at most three minutes', async () => {
    const world = kafkaWorld({ rules: always({ 'kafka.slow-pollers': 1 }) });
    append(world, 'a');
    expect(await seenBy(world)).toEqual(['0:0 a']);
    const waited = world.clock.now() - start;
    expect(waited).toBeGreaterThan(second);
    expect(waited).toBeLessThanOrEqual(3 * minute + second);
  });

  it('kafka.broker-away: records wait until the brokers are back', async () => {
    const outages = [{ point: 'kafka.broker-away', from: start, to: start + 10 * minute }];
    const world = kafkaWorld({ outages });
    append(world, 'a');
    expect(await seenBy(world)).toEqual(['0:0 a']);
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(10 * minute);
  });

  it('mapping.disabled: nothing is fetched', async () => {
    const outages = [{ point: 'mapping.disabled', from: start, to: start + hour }];
    const world = kafkaWorld({ outages });
    append(world, 'a');
    await seenBy(world);
    expect(world.clock.now() - start).toBeGreaterThanOrEqual(hour);
  });

  it('kafka.only-named-again: a function that names the first failed record only loses the others of its partition', async () => {
    const first = (records: KafkaEventRecord[], call: number) => (call === 1 ? failed(records[0]!) : undefined);
    const all = (records: KafkaEventRecord[], call: number) => (call === 1 ? failed(...records) : undefined);
    for (const [handler, expected] of [
      [first, '0:0 a'],
      [all, '0:0 a, 0:1 b'],
    ] as const) {
      const world = kafkaWorld({ rules: always({ 'kafka.only-named-again': 1 }) });
      append(world, 'a', 'b');
      expect(await seenBy(world, partial, handler)).toEqual(['0:0 a, 0:1 b', expected]);
      expect(struck(world)).toEqual(['kafka.only-named-again']);
    }
  });

  it('kafka.only-named-again: is not asked where an answer is no partial one', async () => {
    const world = kafkaWorld({ rules: always({ 'kafka.only-named-again': 1 }) });
    append(world, 'a');
    await seenBy(world, partial);
    expect(struck(world)).toEqual([]);
  });

  it('result lost: the batch comes again (invocation-eventsourcemapping: "each event at least once")', async () => {
    const world = kafkaWorld({ rules: always({ 'function.result-lost': 1 }) });
    append(world, 'a');
    expect(await seenBy(world)).toEqual(['0:0 a', '0:0 a']);
  });
});
