import { describe, expect, it } from '@jest/globals';
import { createStream } from '../../runtime/door.ts';
import { createWorld, day, hour, start, streamArn } from './world.ts';

describe('a Kinesis stream', () => {
  it('keeps the records of one partition key in one shard, in order', () => {
    const { stream } = createWorld({ shards: 4 });
    for (let n = 0; n < 20; n++) stream.put('p1', `change ${n}`);
    const records = stream.records();
    expect(new Set(records.map(({ shardId }) => shardId)).size).toBe(1);
    expect(records.map(({ data }) => Buffer.from(data).toString())).toEqual(
      Array.from({ length: 20 }, (_, n) => `change ${n}`),
    );
  });

  // Kinesis guide, key-concepts: the MD5 of the partition key, among equal hash key ranges.
  it.each([
    ['a', 'shardId-000000000000'], // 0cc1…
    ['b', 'shardId-000000000002'], // 92eb…
    ['c', 'shardId-000000000001'], // 4a8a…
    ['f', 'shardId-000000000002'], // 8fa1…
    ['e', 'shardId-000000000003'], // e167…
  ])('puts key %j into %s of four', (key, shard) => {
    const { stream } = createWorld({ shards: 4 });
    expect(stream.put(key, '').shardId).toBe(shard);
  });

  it('numbers records with integers that grow beyond every JavaScript number, and gain a digit on the way', () => {
    const { stream } = createWorld({});
    const numbers = Array.from({ length: 200 }, () => stream.put('p1', '').sequenceNumber);
    for (const [before, after] of numbers.slice(1).map((after, at) => [numbers[at]!, after])) {
      expect(BigInt(after!)).toBeGreaterThan(BigInt(before!));
    }
    expect(new Set(numbers.map(({ length }) => length)).size).toBe(2);
    expect(Number(numbers[0])).toBe(Number(numbers[1]));
  });

  it('forgets records after its retention', async () => {
    const { clock, stream } = createWorld({ retention: day });
    stream.put('p1', 'old');
    await clock.advance(20 * hour);
    stream.put('p1', 'young');
    await clock.advance(5 * hour);
    expect(stream.records().map(({ arrivedAt }) => arrivedAt)).toEqual([start + 20 * hour]);
  });

  it('keeps to the limits of Kinesis', () => {
    const { clock, stream } = createWorld({});
    expect(() => stream.put('p1', 'x'.repeat(1024 * 1024))).toThrow('at most 1048576 bytes, key included, not 1048578');
    expect(() => stream.put('', 'x')).toThrow('1 to 256 characters');
    const options = { arn: streamArn, shards: 1, retention: day, clock };
    expect(() => createStream({ ...options, retention: hour })).toThrow('24 to 8,760 hours, not for 1');
    expect(() => createStream({ ...options, shards: 0 })).toThrow('1 shard or more');
    expect(() => createStream({ ...options, arn: 'changes' })).toThrow('"changes" is not the ARN of a Kinesis stream');
  });
});
