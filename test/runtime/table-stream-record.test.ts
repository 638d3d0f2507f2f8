import { describe, expect, it } from '@jest/globals';
import type { DynamodbEventRecord, StreamViewType } from '../../runtime/services/dynamodbstreams/types.ts';
import { item, tableStreamWorld } from './table-stream-world.ts';
import { start } from './world.ts';

const recordsOf = (viewType: StreamViewType, change: (table: ReturnType<typeof tableStreamWorld>['table']) => void) => {
  const world = tableStreamWorld({ viewType });
  change(world.table);
  return world.stream.records().map(({ data }) => JSON.parse(Buffer.from(data).toString()) as DynamodbEventRecord);
};

describe('a record of a stream of a table, as a function gets it', () => {
  it('is of the shape that was recorded on AWS (test_lambda_integration_dynamodbstreams, all)', () => {
    expect(recordsOf('NEW_IMAGE', (table) => table.put({ id: { S: 'test' } }))).toEqual([
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'eu-west-1',
        dynamodb: {
          ApproximateCreationDateTime: start / 1000,
          Keys: { id: { S: 'test' } },
          NewImage: { id: { S: 'test' } },
          // recorded: `{id:"test"}` as Keys and NewImage
          SizeBytes: 12,
          SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
          StreamViewType: 'NEW_IMAGE',
        },
        eventSourceARN: 'arn:aws:dynamodb:eu-west-1:111122223333:table/results/stream/2020-01-01T00:00:00.000',
      },
    ]);
  });

  it.each<[StreamViewType, string[][]]>([
    ['KEYS_ONLY', [['Keys'], ['Keys'], ['Keys']]],
    ['NEW_IMAGE', [['Keys', 'NewImage'], ['Keys', 'NewImage'], ['Keys']]],
    ['OLD_IMAGE', [['Keys'], ['Keys', 'OldImage'], ['Keys', 'OldImage']]],
    [
      'NEW_AND_OLD_IMAGES',
      [
        ['Keys', 'NewImage'],
        ['Keys', 'NewImage', 'OldImage'],
        ['Keys', 'OldImage'],
      ],
    ],
  ])('%s shows of INSERT, MODIFY and REMOVE what the guide says (Streams, "Enabling a stream")', (view, images) => {
    const records = recordsOf(view, (table) => {
      table.put(item('p1', 1));
      table.put(item('p1', 2));
      table.delete({ id: { S: 'p1' } });
    });
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records.map(({ dynamodb }) => Object.keys(dynamodb).filter((name) => /Keys|Image/.test(name)))).toEqual(
      images.map((names) => names.map((name) => expect.stringMatching(name))),
    );
    // recorded (test_dynamodb_stream_stream_view_type): as far as the view shows them
    const sizes = images.map((names) => names.reduce((sum, name) => sum + (name === 'Keys' ? 4 : 7), 0));
    expect(records.map(({ dynamodb }) => dynamodb.SizeBytes)).toEqual(sizes);
  });

  it('a write that leaves the item as it was has none (recorded: test_batch_write_items_streaming)', () => {
    const records = recordsOf('NEW_IMAGE', (table) => {
      table.put(item('p1', 1));
      table.put(item('p1', 1));
      table.delete({ id: { S: 'p2' } });
    });
    expect(records).toHaveLength(1);
  });

  it('an item that is put again after its removal is an INSERT without an old image', () => {
    const records = recordsOf('NEW_AND_OLD_IMAGES', (table) => {
      table.put(item('p1', 1));
      table.delete({ id: { S: 'p1' } });
      table.put(item('p1', 2));
    });
    expect(records[2]).toMatchObject({ eventName: 'INSERT', dynamodb: { NewImage: item('p1', 2) } });
    expect(records[2]!.dynamodb).not.toHaveProperty('OldImage');
  });

  it('names DynamoDB as the author of what expired, and nobody else (DynamoDB guide, time-to-live-ttl-streams)', () => {
    const records = recordsOf('NEW_IMAGE', (table) => {
      for (const id of ['p1', 'p2']) table.put(item(id, 1));
      table.expire({ id: { S: 'p1' } });
      table.delete({ id: { S: 'p2' } });
    });
    expect(records.map(({ userIdentity }) => userIdentity)).toEqual([
      undefined,
      undefined,
      { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      undefined,
    ]);
    expect(records[0]).not.toHaveProperty('userIdentity');
  });

  it('has binary values as base64 once, however deep they stand (recorded: "binary values are base64 once")', () => {
    const B = Buffer.from('hi');
    const [record] = recordsOf('NEW_IMAGE', (table) =>
      table.put({ id: { S: 'p1' }, b: { B }, s: { BS: [B] }, m: { M: { l: { L: [{ B }] } } } }),
    );
    expect(record!.dynamodb.NewImage).toEqual({
      id: { S: 'p1' },
      b: { B: 'aGk=' },
      s: { BS: ['aGk='] },
      m: { M: { l: { L: [{ B: 'aGk=' }] } } },
    });
  });
});

describe('the shards of a stream', () => {
  it('are four; all items of a partition key are in one, in the order of their sequence numbers', () => {
    const world = tableStreamWorld({ key: ['id', 'n'] });
    for (let n = 0; n < 300; n++) world.table.put(item(`p${n % 30}`, n));
    const records = world.stream.records();
    const shards = Map.groupBy(records, ({ itemKey }) => (JSON.parse(itemKey) as { id: { S: string } }).id.S);
    expect([...shards.values()].map((all) => new Set(all.map(({ shardId }) => shardId)).size)).toEqual(
      Array.from({ length: 30 }, () => 1),
    );
    expect(new Set(records.map(({ shardId }) => shardId)).size).toBe(4);
    expect(records[0]!.shardId).toMatch(/^shardId-\d{20}-[0-9a-f]{8}$/);
    const numbers = records.map(({ sequenceNumber }) => BigInt(sequenceNumber));
    expect(numbers.every((number, at) => at === 0 || number > numbers[at - 1]!)).toBe(true);
    // whoever compares them as text is found out
    expect(new Set(records.map(({ sequenceNumber }) => sequenceNumber.length))).toEqual(new Set([21, 22]));
  });

  it('keep records for 24 hours (DynamoDB guide, Streams)', async () => {
    const world = tableStreamWorld();
    world.table.put(item('p1', 1));
    await world.clock.advance(24 * 3_600_000);
    expect(world.stream.records()).toHaveLength(1);
    await world.clock.advance(1);
    expect(world.stream.records()).toHaveLength(0);
  });

  it('are of a view that DynamoDB has', () => {
    expect(() => tableStreamWorld({ viewType: 'ALL' as never })).toThrow(
      'StreamViewType is "ALL"; DynamoDB accepts KEYS_ONLY, NEW_IMAGE, OLD_IMAGE and NEW_AND_OLD_IMAGES.',
    );
  });
});
