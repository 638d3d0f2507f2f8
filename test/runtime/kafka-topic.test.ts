import { describe, expect, it } from '@jest/globals';
import { createClock, createFaults, createKafkaTopic, noFaults } from '../../runtime/door.ts';
import { murmur2 } from '../../runtime/services/kafka/partitioner.ts';
import { TopicLog } from '../../runtime/services/kafka/topic-log.ts';
import type { NewKafkaRecord } from '../../runtime/services/kafka/types.ts';
import { kafkaWorld } from './kafka-world.ts';
import { always, day, hour, start } from './world.ts';

const valueOf = ({ value }: { value: Uint8Array | null }): string | null => value && Buffer.from(value).toString();

describe('a topic', () => {
  it('gives offsets from 0 up in each partition', () => {
    const { topic } = kafkaWorld({ partitions: 2 });
    const offsets = [0, 1, 0, 0].map((partition) => topic.append({ value: 'x', partition }).offset);
    expect(offsets).toEqual([0, 0, 1, 2]);
    expect([topic.nextOffset(0), topic.nextOffset(1)]).toEqual([3, 1]);
  });

  it('keeps keys, tombstones, headers that repeat a name, and the timestamp of the producer', () => {
    const { topic } = kafkaWorld();
    topic.append({
      key: 'k',
      value: null,
      headers: [
        ['h', 'ë'],
        ['h', null],
      ],
      timestamp: start - hour,
    });
    const [record] = topic.records();
    expect(record).toMatchObject({ value: null, timestamp: start - hour, appendedAt: start });
    expect(record!.headers).toEqual([
      ['h', Buffer.from('ë')],
      ['h', null],
    ]);
    expect(topic.append({ value: '' })).toMatchObject({ key: null, value: Buffer.alloc(0) });
  });

  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes the key %s as the Java client does (UtilsTest.testMurmur2)', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('puts records of one key into one partition, and deals out those without', () => {
    const { topic } = kafkaWorld({ partitions: 3 });
    const partitions = (record: NewKafkaRecord) => [1, 2, 3].map(() => topic.append(record).partition);
    expect(new Set(partitions({ key: 'abc', value: 'x' }))).toEqual(new Set([479470107 % 3]));
    expect(partitions({ value: 'x' })).toEqual([0, 1, 2]);
  });

  it('refuses what a broker refuses', () => {
    const { topic, clock, faults } = kafkaWorld();
    expect(() => topic.append({ value: 'x'.repeat(1_048_588) })).toThrow('RecordTooLargeException');
    expect(() => topic.append({ value: 'x', partition: 1 })).toThrow('no partition 1');
    const create = (name: string, partitions: number) => () =>
      createKafkaTopic({ name, partitions, retention: day, clock, faults });
    expect(create('with space', 1)).toThrow('no name of a Kafka topic');
    expect(create('clicks', 0)).toThrow('1 partition or more');
  });

  it('forgets records after its retention, and goes on counting', async () => {
    const { topic, clock } = kafkaWorld({ retention: day });
    topic.append({ value: 'old' });
    await clock.advance(day + 1);
    topic.append({ value: 'new' });
    expect(topic.records().map(valueOf)).toEqual(['new']);
    expect(topic.read(0, 0, 10).map(({ offset }) => offset)).toEqual([1]);
    expect(topic.firstOffset(0)).toBe(1);
  });

  it('lets go of what all its groups have committed, and of nothing while one has not', () => {
    const clock = createClock(start);
    const faults = createFaults({ seed: 1, clock, rules: noFaults, outages: [] });
    const topic = new TopicLog({ name: 'clicks', partitions: 1, retention: day, clock, faults });
    for (let n = 0; n < 50; n++) topic.append({ value: String(n) });
    topic.keepNewest(10);
    expect(topic.firstOffset(0)).toBe(0);
    topic.commit('one', 0, 50);
    topic.commit('other', 0, 20);
    topic.keepNewest(10);
    expect(topic.firstOffset(0)).toBe(20);
  });

  it('takes a record twice where its producer does not hear from the broker (kafka.duplicate)', () => {
    const { topic } = kafkaWorld({ rules: always({ 'kafka.duplicate': 1 }) });
    const heard: number[] = [];
    topic.onAppend(({ offset }) => heard.push(offset));
    expect(topic.append({ value: 'a' }).offset).toBe(0);
    expect(topic.records().map(valueOf)).toEqual(['a', 'a']);
    expect(heard).toEqual([0, 1]);
  });
});
