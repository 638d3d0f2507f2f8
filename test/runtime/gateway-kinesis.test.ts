import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  type GetShardIteratorCommandInput,
} from '@aws-sdk/client-kinesis';
import { cbor, tag } from '@smithy/core/cbor';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorld, type GatewayWorld } from './gateway-world.ts';
import { minute, start, streamArn } from './world.ts';

const StreamName = 'changes';
let world: GatewayWorld;
let client: KinesisClient;
beforeEach(async () => {
  world = await startWorld({ shards: 2 });
  client = world.kinesis;
});
afterEach(() => world.close());

const record = (key: string, text: string) => ({ PartitionKey: key, Data: Buffer.from(text) });
const texts = () => world.stream.records().map(({ data }) => Buffer.from(data).toString());
const iterator = async (ShardId: string, more: Partial<GetShardIteratorCommandInput>) => {
  const input = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const, ...more };
  return (await client.send(new GetShardIteratorCommand(input))).ShardIterator!;
};
const read = async (ShardIterator: string, Limit?: number) => {
  const { Records, ...rest } = await client.send(new GetRecordsCommand({ ShardIterator, Limit }));
  return { ...rest, texts: Records!.map(({ Data }) => Buffer.from(Data!).toString()), records: Records! };
};

describe.each([
  ['JSON over HTTP/2, as the client does by default', {}, 'application/x-amz-json-1.1'],
  ['JSON over HTTP/1.1', { requestHandler: new NodeHttpHandler() }, 'application/x-amz-json-1.1'],
  ['Smithy RPC v2 CBOR over HTTP/2', { protocol: AwsSmithyRpcV2CborProtocol }, 'application/cbor'],
])('with %s', (_, config, contentType) => {
  beforeEach(() => {
    client = new KinesisClient({ ...world.config, ...config });
  });
  afterEach(() => client.destroy());

  it('takes records and gives them back', async () => {
    const one = await client.send(new PutRecordCommand({ StreamName, ...record('a', 'first ü') }));
    const entries = [record('b', 'second'), { PartitionKey: 'c', Data: Uint8Array.of(0, 255) }];
    const { FailedRecordCount, Records } = await client.send(
      new PutRecordsCommand({ StreamARN: streamArn, Records: entries }),
    );
    expect(world.requests.map(({ headers }) => headers['content-type'])).toEqual([contentType, contentType]);
    expect(FailedRecordCount).toBe(0);
    const stored = world.stream.records();
    expect([one, ...Records!].map(({ ShardId, SequenceNumber }) => [ShardId, SequenceNumber])).toEqual(
      stored.map(({ shardId, sequenceNumber }) => [shardId, sequenceNumber]),
    );
    expect(stored.map(({ data }) => Buffer.from(data).toString('hex'))).toEqual([
      Buffer.from('first ü').toString('hex'),
      Buffer.from('second').toString('hex'),
      '00ff',
    ]);
    const back = await read(await iterator(stored[0]!.shardId, {}));
    expect(back.records[0]).toEqual({
      SequenceNumber: stored[0]!.sequenceNumber,
      PartitionKey: 'a',
      Data: new Uint8Array(Buffer.from('first ü')),
      ApproximateArrivalTimestamp: new Date(start),
    });
    expect(back.MillisBehindLatest).toBe(0);
  });

  it('raises the exceptions of the service', async () => {
    const put = new PutRecordCommand({ StreamName: 'none', ...record('a', 'x') });
    await expect(client.send(put)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Stream none under account 111122223333 not found.',
    });
    await expect(client.send(new DescribeStreamCommand({ StreamName }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'Kinesis DescribeStream is not modelled by the local runtime.',
    });
  });

  it('tells times', async () => {
    const summary = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(summary.StreamDescriptionSummary!.StreamCreationTimestamp).toEqual(new Date(0));
    world.pass(minute);
    await client.send(new PutRecordCommand({ StreamName, ...record('a', 'x') }));
    const { shardId } = world.stream.records()[0]!;
    const at = (ms: number) =>
      iterator(shardId, { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start + ms) });
    expect((await read(await at(minute))).texts).toEqual(['x']);
    expect((await read(await at(minute + 1))).texts).toEqual([]);
  });
});

describe('with the CBOR of the AWS SDK for Java', () => {
  const send = async (operation: string, input: object) => {
    const answer = await fetch(world.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-cbor-1.1',
        'x-amz-target': `Kinesis_20131202.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=K/20260101/eu-west-1/kinesis/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: cbor.serialize(input) as Uint8Array<ArrayBuffer>,
    });
    const body = cbor.deserialize(new Uint8Array(await answer.arrayBuffer())) as Record<string, unknown>;
    return { status: answer.status, type: answer.headers.get('content-type'), body };
  };

  it('has times in milliseconds and bytes as they are', async () => {
    await send('PutRecord', { StreamName, PartitionKey: 'a', Data: Uint8Array.of(1, 2) });
    const { shardId } = world.stream.records()[0]!;
    const at = tag({ tag: 1, value: start });
    const place = { StreamName, ShardId: shardId, ShardIteratorType: 'AT_TIMESTAMP', Timestamp: at };
    const { body } = await send('GetShardIterator', place);
    const answer = await send('GetRecords', { ShardIterator: body['ShardIterator'], Limit: 10 });
    expect(answer).toMatchObject({ status: 200, type: 'application/x-amz-cbor-1.1' });
    const [first] = answer.body['Records'] as Record<string, unknown>[];
    expect(first).toMatchObject({ Data: Uint8Array.of(1, 2), ApproximateArrivalTimestamp: { tag: 1, value: start } });
  });

  it('has errors with their type', async () => {
    expect(await send('PutRecord', { StreamName: 'none', PartitionKey: 'a', Data: Uint8Array.of(1) })).toMatchObject({
      status: 400,
      body: { __type: 'ResourceNotFoundException', message: expect.stringContaining('not found') },
    });
  });
});

describe('limits', () => {
  const megabyte = 1024 * 1024;
  const many = (count: number, size: number) => Array.from({ length: count }, () => record('k', 'x'.repeat(size)));

  // API reference, PutRecords; guide, service-sizes-and-limits
  it.each([
    ['501 records', many(501, 1), 'ValidationException', 'length less than or equal to 500'],
    ['no record', [], 'ValidationException', 'greater than or equal to 1'],
    ['more than 5 MiB', many(6, 900_000), 'InvalidArgumentException', 'exceeds 5 MB'],
    [
      'a record above 1 MiB, key included',
      [record('k', 'x'.repeat(megabyte))],
      'ValidationException',
      "at 'records.1.member.data'",
    ],
    ['an empty key', [record('', 'x')], 'ValidationException', "at 'records.1.member.partitionKey'"],
    ['a key of 257 characters', [record('ü'.repeat(257), 'x')], 'ValidationException', 'less than or equal to 256'],
  ])('refuse %s, and nothing is written', async (_, Records, name, message) => {
    const put = client.send(new PutRecordsCommand({ StreamName, Records: [...Records] }));
    await expect(put).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(world.stream.records()).toEqual([]);
  });

  it('let through what is just within them', async () => {
    await client.send(new PutRecordsCommand({ StreamName, Records: many(500, 1) }));
    await client.send(new PutRecordsCommand({ StreamName, Records: [record('k', 'x'.repeat(megabyte - 1))] }));
    expect(world.stream.records()).toHaveLength(501);
  });
});

describe('readers', () => {
  const shardOf = (key: string) => world.stream.records().find(({ partitionKey }) => partitionKey === key)!.shardId;
  const fill = async () => {
    for (const at of [1, 2, 3]) {
      world.pass(1000);
      await client.send(new PutRecordsCommand({ StreamName, Records: [record('a', `a${at}`), record('b', `b${at}`)] }));
    }
    expect(shardOf('a')).not.toBe(shardOf('b'));
    return world.stream.records().filter(({ partitionKey }) => partitionKey === 'a');
  };

  it('begin where they say', async () => {
    const [, second] = await fill();
    const from = async (more: Partial<GetShardIteratorCommandInput>) =>
      (await read(await iterator(shardOf('a'), more))).texts;
    const StartingSequenceNumber = second!.sequenceNumber;
    expect(await from({})).toEqual(['a1', 'a2', 'a3']);
    expect(await from({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber })).toEqual(['a2', 'a3']);
    expect(await from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber })).toEqual(['a3']);
    expect(await from({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start + 1001) })).toEqual(['a2', 'a3']);
    expect(await from({ ShardIteratorType: 'LATEST' })).toEqual([]);
  });

  it('go on from page to page, and are told how far behind they are', async () => {
    await fill();
    const first = await read(await iterator(shardOf('a'), {}), 2);
    expect([first.texts, first.MillisBehindLatest]).toEqual([['a1', 'a2'], 1000]);
    const second = await read(first.NextShardIterator!, 2);
    expect([second.texts, second.MillisBehindLatest]).toEqual([['a3'], 0]);
    await client.send(new PutRecordCommand({ StreamName, ...record('a', 'a4') }));
    expect((await read(second.NextShardIterator!)).texts).toEqual(['a4']);
  });

  it('get 10 MiB at most', async () => {
    for (let at = 0; at < 11; at++) world.stream.put('a', Buffer.alloc(1_000_000));
    expect((await read(await iterator(shardOf('a'), {}))).texts).toHaveLength(10);
  });

  // API reference, GetShardIterator: "A shard iterator expires 5 minutes after it is returned to the requester."
  it('come in time', async () => {
    const place = await iterator(world.stream.shardIds[0]!, {});
    world.pass(5 * minute);
    await read(place);
    world.pass(1);
    await expect(read(place)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
  });

  it('find the shards, which share all hash keys', async () => {
    const { Shards } = await client.send(new ListShardsCommand({ StreamName }));
    const ranges = Shards!.map(({ HashKeyRange }) => HashKeyRange!);
    expect([BigInt(ranges[0]!.EndingHashKey!) + 1n, ranges[0]!.StartingHashKey]).toEqual([
      BigInt(ranges[1]!.StartingHashKey!),
      '0',
    ]);
    expect(BigInt(ranges[1]!.EndingHashKey!)).toBe(2n ** 128n - 1n);
    expect(BigInt(ranges[1]!.StartingHashKey!)).toBe(2n ** 127n);
    const [first, second] = world.stream.shardIds;
    const ids = async (more: object) =>
      (await client.send(new ListShardsCommand({ StreamName, ...more }))).Shards!.map(({ ShardId }) => ShardId);
    expect(await ids({ ShardFilter: { Type: 'AFTER_SHARD_ID', ShardId: first } })).toEqual([second]);
    expect(await ids({ ShardFilter: { Type: 'FROM_TRIM_HORIZON' } })).toEqual([first, second]);
    const page = await client.send(new ListShardsCommand({ StreamName, MaxResults: 1 }));
    const rest = await client.send(new ListShardsCommand({ NextToken: page.NextToken }));
    expect([...page.Shards!, ...rest.Shards!].map(({ ShardId }) => ShardId)).toEqual([first, second]);
    expect(rest.NextToken).toBeUndefined();
  });
});

it('needs the permission of each operation on the stream', async () => {
  await client.send(new PutRecordsCommand({ StreamName, Records: [record('a', 'x')] }));
  await read(await iterator(world.stream.shardIds[0]!, {}));
  expect(world.iam).toEqual(
    ['PutRecords', 'GetShardIterator', 'GetRecords'].map((name) => ({
      action: `kinesis:${name}`,
      resource: streamArn,
    })),
  );
  await world.close();
  world = await startWorld({ denied: () => true });
  const put = new PutRecordCommand({ StreamName, ...record('a', 'x') });
  await expect(world.kinesis.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(texts()).toEqual([]);
});
