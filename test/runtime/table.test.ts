import { describe, expect, it } from '@jest/globals';
import { noFaults } from '../../runtime/door.ts';
import type { Item } from '../../runtime/services/dynamodb/types.ts';
import { always, createWorld, minute, start, type World } from './world.ts';

const item = (id: string, price: number): Item => ({ id: { S: id }, price: { N: String(price) } });
const key = (id: string): Item => ({ id: { S: id } });
const changesIn = ({ stream }: World) => stream.records().map(({ data }) => JSON.parse(Buffer.from(data).toString()));

const consistently = { consistent: true };

describe('a table with change capture to Kinesis', () => {
  it('writes the change records that DynamoDB documents, without sequence number and stream', () => {
    const world = createWorld({});
    world.table.put(item('p1', 1));
    world.table.put(item('p1', 2));
    world.table.delete(key('p1'));
    const common = {
      awsRegion: 'eu-west-1',
      eventID: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      userIdentity: null,
      recordFormat: 'application/json',
      tableName: 'products',
      eventSource: 'aws:dynamodb',
    };
    const details = (micros: number, SizeBytes: number, images: object) => ({
      SizeBytes,
      ApproximateCreationDateTime: start * 1000 + micros,
      ApproximateCreationDateTimePrecision: 'MICROSECOND',
      Keys: key('p1'),
      ...images,
    });
    const images = { NewImage: item('p1', 2), OldImage: item('p1', 1) };
    expect(changesIn(world)).toStrictEqual([
      { ...common, eventName: 'INSERT', dynamodb: details(0, 4 + 11, { NewImage: item('p1', 1) }) },
      { ...common, eventName: 'MODIFY', dynamodb: details(1, 4 + 11 + 11, images) },
      { ...common, eventName: 'REMOVE', dynamodb: details(2, 4 + 11, { OldImage: item('p1', 2) }) },
    ]);
  });

  it('counts names and values: 12 bytes for {id: "test"} (recorded on AWS: test_enable_kinesis_streaming_destination)', () => {
    const world = createWorld({});
    world.table.put(key('test'));
    expect(changesIn(world)[0].dynamodb.SizeBytes).toBe(12);
  });

  it.each<[rule: string, value: Item[string], bytes: number]>([
    ['a text: its UTF-8', { S: 'größe' }, 7],
    ['the number 42: 2 bytes (recorded on AWS)', { N: '42' }, 2],
    ['"approximately 1 byte per two significant digits + 1 byte"', { N: '12345' }, 4],
    ['zeros at the end are not significant', { N: '1200' }, 2],
    ['a negative number: one more', { N: '-42' }, 3],
    ['a boolean: 1 byte (recorded on AWS)', { BOOL: true }, 1],
    ['null: 1 byte', { NULL: true }, 1],
    ['binary: "the raw byte length", whatever base64 makes of it', { B: Buffer.from('jpeg') }, 4],
    ['a list: 3 bytes, and 1 for each element', { L: [{ S: 'ab' }, { BOOL: true }] }, 3 + 1 + 2 + 1 + 1],
    ['a map: the same, with its names', { M: { ab: { S: 'c' } } }, 3 + 1 + 2 + 1],
    ['a set: its values', { SS: ['a', 'bc'] }, 3],
  ])('sizes as the guide counts (CapacityUnitCalculations, "DynamoDB item sizes"): %s', (_, value, bytes) => {
    const world = createWorld({});
    world.table.put({ ...key('p1'), x: value });
    expect(changesIn(world)[0].dynamodb.SizeBytes).toBe(4 + 4 + 1 + bytes);
  });

  it('does not name a precision that nobody chose (recorded on AWS: test_enable_kinesis_streaming_destination)', () => {
    const world = createWorld({ precision: undefined });
    world.table.put(item('p1', 1));
    const [{ dynamodb }] = changesIn(world);
    expect(dynamodb).not.toHaveProperty('ApproximateCreationDateTimePrecision');
    expect(dynamodb.ApproximateCreationDateTime).toBe(start);
  });

  it('has a partition key of 32 hexadecimal digits for each item (recorded on AWS: test_enable_kinesis_streaming_destination)', () => {
    const world = createWorld({});
    for (const each of [item('p1', 1), item('p2', 1), item('p1', 2)]) world.table.put(each);
    const keys = world.stream.records().map(({ partitionKey }) => partitionKey);
    expect(keys).toEqual([keys[0], keys[1], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('says nothing when nothing changes', () => {
    const world = createWorld({});
    world.table.put({ id: { S: 'p1' }, price: { N: '1' } });
    world.table.put({ price: { N: '1' }, id: { S: 'p1' } });
    world.table.delete(key('p2'));
    expect(changesIn(world)).toHaveLength(1);
  });

  it('names DynamoDB as the author of a time-to-live delete', () => {
    const world = createWorld({});
    world.table.put(item('p1', 1));
    world.table.expire(key('p1'));
    expect(changesIn(world)[1]).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    });
  });

  it('gives times in milliseconds where the table is set so, and changes of one moment then share theirs', () => {
    const world = createWorld({ precision: 'MILLISECOND' });
    for (const price of [1, 2, 3]) world.table.put(item('p1', price));
    expect(changesIn(world).map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime)).toEqual([start, start, start]);
    expect(changesIn(world)[0].dynamodb.ApproximateCreationDateTimePrecision).toBe('MILLISECOND');
  });

  it('lets two changes of one item have the same microsecond when the oracle says so', () => {
    const world = createWorld({ rules: always({ 'table.same-time': 9 }) });
    world.table.put(item('p1', 1));
    world.table.put(item('p1', 2));
    const [first, second] = changesIn(world).map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);
    expect(second).toBe(first);
  });

  it('does not let changes share a time that are more than five minutes apart', async () => {
    const world = createWorld({ rules: always({ 'table.same-time': 9 }) });
    world.table.put(item('p1', 1));
    await world.clock.advance(5 * minute - 1);
    world.table.put(item('p1', 2));
    await world.clock.advance(5 * minute + 1);
    world.table.put(item('p1', 3));
    const [first, second, third] = changesIn(world).map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);
    expect(second).toBe(first);
    expect(third).toBeGreaterThan(second);
  });

  it('lets the same changes share a time, whatever pauses there were before them', async () => {
    const tiesAfter = async (pause: number) => {
      const world = createWorld({ rules: { ...noFaults, 'table.same-time': { rate: 0.5, sightings: Infinity } } });
      for (let nth = 1; nth <= 40; nth++) {
        world.table.put(item('p1', nth));
        if (nth === 10) await world.clock.advance(pause);
      }
      const times = changesIn(world).map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);
      return times.slice(11).map((time, nth) => time === times[nth + 10]);
    };
    expect(await tiesAfter(6 * minute)).toEqual(await tiesAfter(0));
  });

  it('encodes binary twice in a change record, and numbers of 38 digits stay whole', () => {
    const world = createWorld({});
    const digits = '12345678901234567890123456789012345678';
    world.table.put({ id: { S: 'p1' }, picture: { M: { raw: { B: Buffer.from('jpeg') } } }, exact: { N: digits } });
    const { NewImage } = changesIn(world)[0].dynamodb;
    const once = Buffer.from(NewImage.picture.M.raw.B, 'base64').toString();
    expect(Buffer.from(once, 'base64').toString()).toBe('jpeg');
    expect(NewImage.exact.N).toBe(digits);
  });

  it('repeats, reorders and delays change records, and knows when the last has arrived', async () => {
    const world = createWorld({ rules: always({ 'stream.duplicate': 1, 'stream.reorder': 1, 'stream.delay': 1 }) });
    for (let n = 0; n < 20; n++) world.table.put(item(`p${n}`, n));
    expect(changesIn(world)).toHaveLength(0);
    expect(world.table.capturing()).toBe(40);
    await world.clock.run(world.table.captured());
    expect(world.table.capturing()).toBe(0);
    const order = changesIn(world).map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);
    expect(order).toHaveLength(40);
    expect(new Set(order).size).toBe(20);
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(world.clock.now()).toBeGreaterThan(start + minute);
  });

  it('delays a change record long enough for an index to forget a deleted version, and no longer than five minutes', async () => {
    const world = createWorld({ rules: always({ 'stream.delay': 1 }) });
    for (let n = 0; n < 20; n++) world.table.put(item(`p${n}`, n));
    await world.clock.run(world.table.captured());
    const delays = world.stream.records().map(({ arrivedAt }) => arrivedAt - start);
    expect(Math.min(...delays)).toBeGreaterThan(minute);
    expect(Math.max(...delays)).toBeLessThan(5 * minute);
  });

  it('reads consistently, and may be throttled', async () => {
    const { clock, table } = createWorld({ rules: always({ 'table.read-throttled': 1 }) });
    table.put(item('p1', 1));
    await expect(clock.run(table.read(key('p1'), consistently))).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
    expect(await clock.run(table.read(key('p1'), consistently))).toEqual(item('p1', 1));
    await expect(clock.run(table.read(key('p2'), consistently))).rejects.toThrow();
    expect(await clock.run(table.read(key('p2'), consistently))).toBeUndefined();
  });

  it('gives an item as it was before its last change to a read that is not consistent, for five minutes', async () => {
    const { clock, table } = createWorld({ rules: always({ 'table.read-stale': 9 }) });
    const read = (consistent: boolean) => clock.run(table.read(key('p1'), { consistent }));
    table.put(item('p1', 1));
    expect(await read(false)).toBeUndefined();
    table.put(item('p1', 2));
    expect(await read(false)).toEqual(item('p1', 1));
    expect(await read(true)).toEqual(item('p1', 2));
    table.delete(key('p1'));
    expect(await read(false)).toEqual(item('p1', 2));
    expect(await read(true)).toBeUndefined();
    await clock.advance(5 * minute);
    expect(await read(false)).toBeUndefined();
  });

  it('does not let a reader change what it holds', async () => {
    const { clock, table } = createWorld({});
    table.put({ id: { S: 'p1' }, tags: { L: [{ S: 'new' }] }, raw: { B: Buffer.from([1]) } });
    const read = (await clock.run(table.read(key('p1'), consistently)))!;
    (read.tags as { L: object[] }).L.push({ S: 'mine' });
    (read.raw as { B: Uint8Array }).B[0] = 9;
    expect(table.items()).toEqual([{ id: { S: 'p1' }, tags: { L: [{ S: 'new' }] }, raw: { B: Uint8Array.of(1) } }]);
  });

  it('refuses an item without its key', () => {
    const { table } = createWorld({});
    expect(() => table.put({ price: { N: '1' } })).toThrow(
      'Table products needs key attribute "id" of type S, N or B; got undefined',
    );
  });
});
