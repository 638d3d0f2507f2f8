import { expect, it } from '@jest/globals';
import { envelopeBytes, eventOf, partitionBytes, recordText } from '../../runtime/services/kafka/poller/event.ts';
import type { KafkaEvent, KafkaRecord } from '../../runtime/services/kafka/types.ts';
import { kafkaMapped, kafkaWorld, recordsIn } from './kafka-world.ts';
import { always } from './world.ts';

const record = (more: Partial<KafkaRecord> = {}): KafkaRecord => ({
  topic: 'mytopic',
  partition: 0,
  offset: 15,
  timestamp: 1_545_084_650_987,
  appendedAt: 1_545_084_650_990,
  key: Buffer.from('key'),
  value: Buffer.from('Hello, this is a test.'),
  headers: [['headerKey', Buffer.from('headerValue')]],
  ...more,
});

it('is as the Lambda guide shows it (with-kafka, "Example event")', async () => {
  const world = kafkaWorld({ partitions: 2 });
  const events: KafkaEvent[] = [];
  const mapping = kafkaMapped(
    world,
    { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['b-1:9092', 'b-2:9092'] } } },
    (_, event) => void events.push(event),
  );
  world.topic.append({
    key: 'k',
    value: 'Hello',
    headers: [['headerKey', 'hi']],
    partition: 0,
    timestamp: 1_545_084_650_987,
  });
  world.topic.append({ value: 'again', partition: 1, timestamp: 1_545_084_650_988 });
  await world.clock.run(mapping.idle());
  expect(events).toEqual([
    {
      eventSource: 'SelfManagedKafka',
      bootstrapServers: 'b-1:9092,b-2:9092',
      records: {
        'clicks-0': [
          {
            topic: 'clicks',
            partition: 0,
            offset: 0,
            timestamp: 1_545_084_650_987,
            timestampType: 'CREATE_TIME',
            key: 'aw==',
            value: 'SGVsbG8=',
            headers: [{ headerKey: [104, 105] }],
          },
        ],
        'clicks-1': [
          {
            topic: 'clicks',
            partition: 1,
            offset: 0,
            timestamp: 1_545_084_650_988,
            timestampType: 'CREATE_TIME',
            value: 'YWdhaW4=',
            headers: [],
          },
        ],
      },
    },
  ]);
  expect(Object.keys(recordsIn(events[0]!)[0]!)).toEqual([
    'topic',
    'partition',
    'offset',
    'timestamp',
    'timestampType',
    'key',
    'value',
    'headers',
  ]);
});

it('has the bytes of headers as signed numbers (powertools-lambda-python#6862: "ë" is [-61, -85])', () => {
  const text = recordText(
    record({
      headers: [
        ['h', Buffer.from('aë')],
        ['h', null],
      ],
    }),
    false,
  );
  expect(JSON.parse(text).headers).toEqual([{ h: [97, -61, -85] }, { h: null }]);
});

it.each([
  ['a missing key is absent, a tombstone null', false, { value: null }],
  ['a missing key is null, a tombstone absent', true, { key: null }],
])('the guide does not say what stands for null: %s', (_, otherForm, expected) => {
  const { key, value } = JSON.parse(recordText(record({ key: null, value: null }), otherForm)) as Record<
    string,
    unknown
  >;
  expect(JSON.parse(JSON.stringify({ key, value }))).toEqual(expected);
});

it('an empty value is no tombstone', () => {
  expect(JSON.parse(recordText(record({ value: Buffer.alloc(0) }), true)).value).toBe('');
});

it('both forms reach a function (kafka.null-in-other-form)', async () => {
  const forms = async (rules: ReturnType<typeof always>) => {
    const world = kafkaWorld({ rules });
    const seen: string[] = [];
    const mapping = kafkaMapped(
      world,
      {},
      (records) => void seen.push(...records.map((one) => String('value' in one))),
    );
    world.topic.append({ key: 'k', value: null });
    await world.clock.run(mapping.idle());
    return seen;
  };
  expect(await forms(always({}))).toEqual(['true']);
  expect(await forms(always({ 'kafka.null-in-other-form': 1 }))).toEqual(['false']);
});

it.each([
  ['of a cluster that AWS does not run', undefined],
  ['of Amazon MSK', 'arn:aws:kafka:eu-west-1:111122223333:cluster/events/1f2e-1'],
])('%s, it is as large as it is counted for the limit of 6 MB, to the byte or less', (_, arn) => {
  const address = { servers: 'b-1:9092', arn };
  const records = [record(), record({ offset: 16 }), record({ partition: 1, headers: [] })];
  const written = records.map((each) => ({
    partition: `${each.topic}-${each.partition}`,
    text: recordText(each, false),
  }));
  const size = Buffer.byteLength(eventOf(address, written).join(''));
  const counted =
    envelopeBytes(address) +
    2 * partitionBytes('mytopic-0') +
    written.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
  expect(counted).toBeGreaterThanOrEqual(size);
  expect(counted - size).toBeLessThan(10);
});
