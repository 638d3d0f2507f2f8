import { describe, expect, it } from '@jest/globals';
import type { Progress } from '../../runtime/contracts/event-source.ts';
import { TableStreamSource } from '../../runtime/services/dynamodbstreams/poller/source.ts';
import type { TableMappingProperties } from '../../runtime/services/dynamodbstreams/types.ts';
import { failedAt, item, tableMapped, tableStreamWorld } from './table-stream-world.ts';
import { always, minute, roleArn, second, start } from './world.ts';

const partial = { FunctionResponseTypes: ['ReportBatchItemFailures'] } as const;
const retries = { MaximumRetryAttempts: 1 };

/** What a function gets of these writes: one text a batch. */
async function batches(properties: Partial<TableMappingProperties>, ids: string[], { before = false } = {}) {
  const world = tableStreamWorld();
  const seen: string[] = [];
  const write = () => ids.forEach((id, n) => world.table.put(item(id, n)));
  if (before) write();
  const mapping = tableMapped(world, properties, (shorts) => void seen.push(shorts.join(' ')));
  if (!before) write();
  await world.clock.run(mapping.idle());
  return seen;
}

describe('a mapping of a stream of a table', () => {
  it('polls four times a second, and gathers batches by size (Lambda guide, with-ddb)', async () => {
    const world = tableStreamWorld();
    const seen: [number, string][] = [];
    const mapping = tableMapped(world, { BatchSize: 2 }, (shorts) => {
      seen.push([world.clock.now() - start, shorts.join(' ')]);
    });
    await world.clock.advance(10);
    for (const n of [1, 2, 3]) world.table.put(item('p1', n));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([
      [250, 'p1:1 p1:2'],
      [250, 'p1:3'],
    ]);
  });

  it('waits for a window where there is one', async () => {
    const world = tableStreamWorld();
    const seen: [number, string][] = [];
    const mapping = tableMapped(world, { MaximumBatchingWindowInSeconds: 5 }, (shorts) => {
      seen.push([world.clock.now() - start, shorts.join(' ')]);
    });
    world.table.put(item('p1', 1));
    await world.clock.advance(3 * second);
    world.table.put(item('p1', 2));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual([[5250, 'p1:1 p1:2']]);
  });

  it('begins at TRIM_HORIZON with what is there, at LATEST with what comes', async () => {
    expect(await batches({ StartingPosition: 'TRIM_HORIZON' }, ['p1'], { before: true })).toEqual(['p1:0']);
    expect(await batches({ StartingPosition: 'LATEST' }, ['p1'], { before: true })).toEqual([]);
    expect(await batches({ StartingPosition: 'LATEST' }, ['p1'])).toEqual(['p1:0']);
  });

  it.each<[string, Partial<TableMappingProperties>, string]>([
    [
      'a position at a time',
      { StartingPosition: 'AT_TIMESTAMP' as never },
      'Unsupported starting position for arn type',
    ],
    ['no position', { StartingPosition: undefined as never }, "Value null at 'startingPosition' failed"],
    ['a wrong position', { StartingPosition: 'NOW' as never }, 'enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]'],
    ['a batch that is too large', { BatchSize: 10_001 }, 'BatchSize is 10001; Lambda accepts 1 to 10000.'],
    ['an age below a minute', { MaximumRecordAgeInSeconds: 59 }, 'Lambda accepts -1 (infinite), or 60 to 604800.'],
    ['too many lanes', { ParallelizationFactor: 11 }, 'Lambda accepts 1 to 10.'],
    ['a tumbling window', { TumblingWindowInSeconds: 30 }, 'is not modelled here'],
    ['a bad pattern', { FilterCriteria: { Filters: [{ Pattern: '{' }] } }, 'Invalid filter pattern definition.'],
  ])('is refused with %s (recorded: test_create_event_source_validation; API reference)', (_, properties, message) => {
    expect(() => tableMapped(tableStreamWorld(), properties, () => undefined)).toThrow(message);
  });

  it.each<[string, object, string[]]>([
    ['the type letter belongs in the pattern', { dynamodb: { NewImage: { id: { S: ['p2'] } } } }, ['p2:1']],
    ['without it nothing fits', { dynamodb: { NewImage: { id: ['p2'] } } }, []],
    ['`numeric` never matches an N value', { dynamodb: { NewImage: { n: { N: [{ numeric: ['>', 0] }] } } } }, []],
    ['anything-but compares it as text', { dynamodb: { NewImage: { n: { N: [{ 'anything-but': '1' }] } } } }, ['p1:0']],
    ['what stands beside dynamodb', { eventName: ['INSERT'] }, ['p1:0', 'p2:1']],
    ['what expired (time-to-live-ttl-streams)', { userIdentity: { type: ['Service'] } }, []],
  ])('filters: %s (recorded: event_filter)', async (_, pattern, expected) => {
    const FilterCriteria = { Filters: [{ Pattern: JSON.stringify(pattern) }] };
    const all = await batches({ FilterCriteria, BatchSize: 1 }, ['p1', 'p2']);
    expect(all.toSorted()).toEqual(expected);
  });

  it('splits a batch that fails in two (BisectBatchOnFunctionError)', async () => {
    const world = tableStreamWorld();
    const seen: string[] = [];
    const mapping = tableMapped(world, { BisectBatchOnFunctionError: true, ...retries }, (shorts) => {
      seen.push(shorts.join(' '));
      if (shorts.includes('p1:4')) throw new Error('poison');
    });
    for (const n of [1, 2, 3, 4]) world.table.put(item('p1', n));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['p1:1 p1:2 p1:3 p1:4', 'p1:1 p1:2', 'p1:3 p1:4', 'p1:3', 'p1:4', 'p1:4']);
  });

  it('goes on behind the lowest number of a partial answer, with fresh attempts (recorded: report_batch_item_failures)', async () => {
    const world = tableStreamWorld();
    const seen: string[] = [];
    const mapping = tableMapped(world, { ...partial, BatchSize: 3, MaximumRetryAttempts: 3 }, (shorts, records) => {
      seen.push(shorts.join(' '));
      const at = shorts.indexOf('p1:5');
      return at < 0 ? undefined : failedAt(records[at]!);
    });
    for (let n = 1; n <= 5; n++) world.table.put(item('p1', n));
    await world.clock.run(mapping.idle());
    expect(seen.filter((text) => text.includes('p1:5'))).toHaveLength(5);
    const [{ body } = { body: '' }] = world.objects.contents('');
    const parked = JSON.parse(Buffer.from(body).toString()) as Record<string, Record<string, unknown>>;
    expect(parked['requestContext']).toMatchObject({ approximateInvokeCount: 4 });
    expect(parked['DDBStreamBatchInfo']).toMatchObject({ batchSize: 1 });
  });

  it('a stream of Kinesis and one of a table take the same answers (recorded: "same for both sources")', async () => {
    for (const answer of [null, {}, { batchItemFailures: [] }, '', []]) {
      const world = tableStreamWorld();
      const mapping = tableMapped(world, { ...partial, ...retries }, () => answer);
      world.table.put(item('p1', 1));
      await world.clock.run(mapping.idle());
      expect({ answer, calls: mapping.invocations() }).toEqual({ answer, calls: 1 });
    }
    for (const itemIdentifier of ['', null, 'foo']) {
      const world = tableStreamWorld();
      const mapping = tableMapped(world, { ...partial, ...retries }, () => ({
        batchItemFailures: [{ itemIdentifier }],
      }));
      world.table.put(item('p1', 1));
      await world.clock.run(mapping.idle());
      expect({ itemIdentifier, calls: mapping.invocations() }).toEqual({ itemIdentifier, calls: 2 });
    }
  });

  it('keeps the order of each item with ParallelizationFactor, and works on parts of a shard at once', async () => {
    const world = tableStreamWorld();
    const seen = new Map<string, number[]>();
    let [running, most] = [0, 0];
    const mapping = tableMapped(world, { ParallelizationFactor: 10, BatchSize: 5 }, async (shorts) => {
      most = Math.max(most, ++running);
      await world.clock.sleep(second);
      for (const text of shorts) {
        const [id = '', n] = text.split(':');
        seen.set(id, [...(seen.get(id) ?? []), Number(n)]);
      }
      running--;
    });
    for (let n = 0; n < 200; n++) world.table.put(item(`p${n % 20}`, n));
    await world.clock.run(mapping.idle());
    expect([...seen.values()].flat()).toHaveLength(200);
    for (const all of seen.values()) expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(most).toBeGreaterThan(4);
  });
});

it('tells how far it has come: behind what is done with, and not further', async () => {
  const world = tableStreamWorld();
  const done: Progress[] = [];
  const source = new TableStreamSource({ ...world, component: 'Table', taken: () => undefined });
  let calls = 0;
  const poller = source.poll({
    properties: { StartingPosition: 'TRIM_HORIZON', ...partial },
    roleArn,
    timeout: second,
    clock: world.clock,
    checkpoints: {},
    polls: () => true,
    invoke: async () => {
      const response = calls++ === 0 ? { batchItemFailures: [{ itemIdentifier: numbers[1] }] } : null;
      return { type: 'returned', response };
    },
    giveUp: () => undefined,
    progress: (each) => void done.push(each),
  });
  for (const n of [1, 2, 3]) world.table.put(item('p1', n));
  const [first, ...others] = world.stream.records();
  const numbers = [first!, ...others].map(({ sequenceNumber }) => sequenceNumber);
  await world.clock.run(poller.idle());
  const lane = `${first!.shardId}/0`;
  expect(done).toEqual([
    { lane, next: numbers[1], arrivedAt: [start] },
    { lane, next: String(BigInt(numbers[2]!) + 1n), arrivedAt: [start, start] },
  ]);
});

describe('what Lambda gives up', () => {
  it('is parked with DDBStreamBatchInfo, whose times have no milliseconds (recorded: on_failure_destination_config)', async () => {
    const world = tableStreamWorld();
    const mapping = tableMapped(world, retries, () => {
      throw new Error('down');
    });
    await world.clock.advance(1234);
    for (const n of [1, 2]) world.table.put(item('p1', n));
    await world.clock.run(mapping.idle());
    const [{ key, body } = { key: '', body: '' }] = world.objects.contents('');
    const { payload, ...about } = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
    const [first, last] = world.stream.records();
    expect(about).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:indexer',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/\.\d{3}Z$/),
      DDBStreamBatchInfo: {
        shardId: first!.shardId,
        startSequenceNumber: first!.sequenceNumber,
        endSequenceNumber: last!.sequenceNumber,
        approximateArrivalOfFirstRecord: '2026-01-01T00:00:01Z',
        approximateArrivalOfLastRecord: '2026-01-01T00:00:01Z',
        batchSize: 2,
        streamArn: world.stream.arn,
      },
    });
    expect((JSON.parse(payload as string) as { Records: unknown[] }).Records).toHaveLength(2);
    expect(key).toContain(`/${first!.shardId}/2026/01/01/`);
  });

  it('is too old after MaximumRecordAgeInSeconds, with no responseContext (recorded: record_age_exceeded)', async () => {
    const world = tableStreamWorld();
    const mapping = tableMapped(world, { MaximumRecordAgeInSeconds: 60 }, () => {
      throw new Error('down');
    });
    world.table.put(item('p1', 1));
    await world.clock.run(mapping.idle());
    const [{ body } = { body: '' }] = world.objects.contents('');
    const parked = JSON.parse(Buffer.from(body).toString()) as Record<string, Record<string, unknown>>;
    expect(parked['requestContext']).toMatchObject({ condition: 'RecordAgeExceeded' });
    expect(parked).not.toHaveProperty('responseContext');
  });

  it('is lost after 24 hours: the stream has forgotten it (DynamoDB guide, Streams)', async () => {
    const world = tableStreamWorld();
    const mapping = tableMapped(world, {}, () => {
      throw new Error('down');
    });
    world.table.put(item('p1', 1));
    await world.clock.run(mapping.idle());
    expect(mapping.discarded()).toMatchObject([{ condition: 'RetentionExceeded', objectKey: undefined }]);
  });
});

describe('faults', () => {
  it('table-stream.batch-again: a batch that was processed comes again, once', async () => {
    const world = tableStreamWorld({ rules: always({ 'table-stream.batch-again': 1 }) });
    const seen: string[] = [];
    const mapping = tableMapped(world, {}, (shorts) => void seen.push(shorts.join(' ')));
    for (const n of [1, 2]) world.table.put(item('p1', n));
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['p1:1 p1:2', 'p1:1 p1:2']);
  });

  it('table-stream.slow: a shard is read late, and what comes meanwhile stays behind it', async () => {
    const world = tableStreamWorld({ rules: always({ 'table-stream.slow': 1 }) });
    const seen: string[] = [];
    const mapping = tableMapped(world, {}, (shorts) => void seen.push(shorts.join(' ')));
    for (const n of [1, 2]) world.table.put(item('p1', n));
    expect(mapping.waiting()).toBe(2);
    await world.clock.run(mapping.idle());
    expect(seen).toEqual(['p1:1 p1:2']);
    expect(world.clock.now() - start).toBeGreaterThan(second);
    expect(world.clock.now() - start).toBeLessThan(minute);
  });
});
