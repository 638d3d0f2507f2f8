import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { failuresIn, lambda, objectsIn, parquet, rowsIn, sumOf, textsIn } from './firehose-world.ts';
import { fromTopic, grants, startFromTopic, transformer } from './firehose-msk-world.ts';
import { allow, resource, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const always = (point: string) => ({ [point]: { rate: 1, sightings: Infinity } });
const write = (stack: LocalStack, ...values: (string | null)[]) =>
  values.map((value) => stack.find('kafkaTopic').append({ key: 'k', value }));
const maximumOf = (stack: LocalStack, name: string): number =>
  Math.max(
    ...stack
      .metrics()
      .filter((each) => each.name === name)
      .flatMap(({ minutes }) => minutes.map(({ max }) => max)),
  );

describe('Firehose guide, writing-with-msk', () => {
  it('delivers the values of a topic, each partition in its order', async () => {
    const stack = await startFromTopic(world);
    write(stack, 'a', 'b', 'c');
    await stack.settled();
    expect(textsIn(stack)).toEqual(['abc']);
    expect(stack.flowing('Topic', 'Delivery')).toBe(3);
    expect(stack.errors()).toEqual([]);
  });

  it('buffers each partition for itself', async () => {
    const stack = await startFromTopic(world);
    for (const partition of [0, 1, 2]) stack.find('kafkaTopic').append({ value: String(partition), partition });
    await stack.settled();
    expect(textsIn(stack).toSorted()).toEqual(['0', '1', '2']);
  });

  it('takes nothing that is put: "InvalidSourceException" (API reference, PutRecord)', async () => {
    const stack = await startFromTopic(world);
    expect(() => stack.find('deliveryStream').put('a')).toThrow('nothing can be put into it');
  });

  it('waits for brokers that are away', async () => {
    const stack = await startFromTopic(world, {}, { rules: always('kafka.broker-away') });
    write(stack, 'a');
    await stack.clock.sleep(120_000);
    expect(textsIn(stack)).toEqual([]);
    expect(stack.waitingFor()).toEqual(['1 records in delivery stream Delivery: not read']);
  });
});

describe('API reference, MSKSourceConfiguration, ReadFromTimestamp', () => {
  const delivered = async (ReadFromTimestamp?: string): Promise<string[]> => {
    // what the topic has before the delivery stream is there
    const { Delivery: _, ...others } = fromTopic();
    const first = await world.start(others, transformer, { speed: 500 });
    first.find('kafkaTopic').append({ key: 'k', value: 'old', timestamp: Date.parse('2020-01-01T00:00:00Z') });
    first.find('kafkaTopic').append({ key: 'k', value: 'new' });
    await world.stop(first, { keep: true });
    const stack = await startFromTopic(world, { source: { ReadFromTimestamp } }, { resume: true });
    write(stack, 'newest');
    await stack.settled();
    const texts = textsIn(stack);
    await world.stop(stack);
    return texts;
  };

  it('"Earliest start position": 1970-01-01T00:00:00Z', async () => {
    expect((await delivered('1970-01-01T00:00:00Z')).join('')).toBe('oldnewnewest');
  });

  it('begins at the first record of that time', async () => {
    expect((await delivered('2021-01-01T00:00:00Z')).join('')).toBe('newnewest');
  });

  it('"By default, this is set to timestamp when Firehose becomes Active"', async () => {
    expect((await delivered()).join('')).toBe('newest');
  });
});

describe('aws-lambda-java-libs, msk_firehose_event; Firehose guide, data-transformation-status-model, "For Amazon MSK"', () => {
  it('hands the function kafkaRecordValue and mskRecordMetadata, and no data', async () => {
    const stack = await startFromTopic(world, { to: lambda() });
    const { partition, timestamp } = write(stack, 'tell')[0]!;
    await stack.settled();
    expect(JSON.parse(textsIn(stack)[0]!)).toEqual({
      invocationId: expect.any(String),
      sourceMSKArn: expect.stringMatching(/^arn:aws:kafka:eu-west-1:111122223333:cluster\/events\//),
      deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
      region: 'eu-west-1',
      records: [
        {
          recordId: expect.stringMatching(/^\d{62}$/),
          approximateArrivalTimestamp: timestamp,
          mskRecordMetadata: {
            offset: '0',
            partitionId: String(partition),
            approximateArrivalTimestamp: timestamp,
          },
          kafkaRecordValue: Buffer.from('tell').toString('base64'),
        },
      ],
    });
  });

  it('takes kafkaRecordValue as the answer, and not data', async () => {
    const to = { ...lambda(), Prefix: 'good/', ErrorOutputPrefix: 'bad/' };
    const stack = await startFromTopic(world, { to });
    write(stack, 'good', 'data', 'fail');
    await stack.settled();
    expect(textsIn(stack, 'good/')).toEqual(['GOOD\n']);
    expect(failuresIn(stack, 'bad/processing-failed/')).toMatchObject([
      { errorCode: 'Lambda.JsonProcessingException', rawData: Buffer.from('data').toString('base64') },
      { errorCode: 'Lambda.ProcessingFailedStatus', rawData: Buffer.from('fail').toString('base64') },
    ]);
  });

  it('hands over a tombstone without bytes: AWS does not say what it does with one', async () => {
    const stack = await startFromTopic(world, { to: lambda() });
    write(stack, null);
    await stack.settled();
    expect(textsIn(stack)).toEqual(['\n']);
  });
});

describe('Firehose guide, msk-troubleshooting, "Incorrect Data Freshness"', () => {
  it('goes by the time that a producer gives, for the prefix as well', async () => {
    const stack = await startFromTopic(world, { to: { Prefix: 'at/' } });
    stack.find('kafkaTopic').append({ value: 'a', timestamp: Date.parse('2020-02-03T04:05:06Z') });
    await stack.settled();
    expect(Object.keys(objectsIn(stack))).toEqual([expect.stringMatching(/^at\/2020\/02\/03\/04\//)]);
  });

  it('goes by the time of the broker with message.timestamp.type=LogAppendTime', async () => {
    const Configs = Buffer.from('message.timestamp.type=LogAppendTime\n').toString('base64');
    const stack = await startFromTopic(world, { to: { Prefix: 'at/' }, topic: { Configs } });
    stack.find('kafkaTopic').append({ value: 'a', timestamp: Date.parse('2020-02-03T04:05:06Z') });
    await stack.settled();
    expect(Object.keys(objectsIn(stack))).not.toEqual([expect.stringMatching(/^at\/2020\//)]);
  });
});

describe('Firehose guide, monitoring-with-cloudwatch-metrics, "Data ingestion from MSK"', () => {
  it('counts what was read of the source', async () => {
    const stack = await startFromTopic(world);
    write(stack, 'one', 'two');
    await stack.settled();
    expect([sumOf(stack, 'DataReadFromSource.Records'), sumOf(stack, 'DataReadFromSource.Bytes')]).toEqual([2, 6]);
    expect(sumOf(stack, 'DataReadFromKinesisStream.Records')).toBe(0);
  });

  it('says how far it is behind the topic', async () => {
    const stack = await startFromTopic(world, {}, { rules: always('delivery.source-unread') });
    write(stack, 'one', 'two');
    await stack.clock.sleep(150_000);
    expect(maximumOf(stack, 'KafkaOffsetLag')).toBe(2);
    expect(sumOf(stack, 'DataReadFromSource.Records')).toBe(0);
  });

  it('is not behind when it has read everything', async () => {
    const stack = await startFromTopic(world);
    write(stack, 'one', 'two');
    await stack.clock.sleep(150_000);
    expect([maximumOf(stack, 'KafkaOffsetLag'), maximumOf(stack, 'DataReadFromSource.Backpressured')]).toEqual([0, 0]);
  });

  it('is Backpressured while "the normal flow of delivery is slow or has stopped"', async () => {
    const stack = await startFromTopic(world, {}, { rules: always('delivery.destination-down') });
    write(stack, 'one');
    await stack.clock.sleep(240_000);
    expect(maximumOf(stack, 'DataReadFromSource.Backpressured')).toBe(1);
  });
});

it('converts to Parquet', async () => {
  const { columns, ...to } = parquet({ id: 'string' });
  const table = {
    Table: resource('Lake', 'AWS::Glue::Table', {
      CatalogId: '111122223333',
      DatabaseName: 'lake',
      TableInput: {
        Name: 'events',
        StorageDescriptor: { Columns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })) },
      },
    }),
  };
  const stack = await startFromTopic(world, {
    to,
    more: table,
    allowed: [...Object.values(grants), allow(['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'], '*')],
  });
  write(stack, '{"id":"a"}');
  await stack.settled();
  expect(rowsIn(stack)).toEqual([{ id: 'a' }]);
});

it('goes on where it was after a restart, without a loss and without a repetition', async () => {
  const stack = await startFromTopic(world);
  write(stack, 'delivered');
  await stack.settled();
  write(stack, 'read');
  await Promise.resolve();
  await world.stop(stack, { keep: true });
  const again = await startFromTopic(world, {}, { resume: true });
  write(again, 'later');
  await again.settled();
  expect(textsIn(again).join(' ')).toBe('delivered readlater');
});
