import { describe, expect, it } from '@jest/globals';
import { filterOf } from '../../runtime/services/kafka/poller/filter.ts';
import { rulesOf } from '../../runtime/services/kafka/poller/rules.ts';
import { verdictOf } from '../../runtime/services/kafka/poller/batch-response.ts';
import type { KafkaMappingProperties } from '../../runtime/services/kafka/types.ts';
import { kafkaMapped, kafkaWorld, provisioned, withSecret } from './kafka-world.ts';
import { day, minute, second } from './world.ts';

const network = [
  { Type: 'VPC_SUBNET', URI: 'subnet:subnet-1' },
  { Type: 'VPC_SECURITY_GROUP', URI: 'security_group:sg-1' },
];
const rules = (properties: KafkaMappingProperties, { timeout = 30 * second, partitions = 3 } = {}) =>
  rulesOf({ ...withSecret, ...properties }, { retention: day, partitions, envelopeBytes: 100, timeout });

describe('the properties of a mapping', () => {
  it('have the defaults of the Lambda guide, services-kafka-parameters', () => {
    expect(rules({})).toMatchObject({
      batchSize: 100,
      window: 500,
      concurrency: 1,
      retries: Infinity,
      recordAge: Infinity,
    });
  });

  it('give as many pollers as there are partitions at most (kafka-scaling-modes)', () => {
    expect(rules({ ProvisionedPollerConfig: { MinimumPollers: 2 } }).concurrency).toBe(10);
    expect(rules({ ProvisionedPollerConfig: { MinimumPollers: 9 } }).concurrency).toBe(15);
  });

  it.each<[string, KafkaMappingProperties, string]>([
    ['BatchSize', { BatchSize: 10_001 }, 'BatchSize is 10001; Lambda accepts 1 to 10000 for Kafka.'],
    [
      'a window of half a second',
      { MaximumBatchingWindowInSeconds: 0.5 },
      'MaximumBatchingWindowInSeconds is 0.5; Lambda accepts 0 to 300',
    ],
    ['MaximumRetryAttempts', { ...provisioned, MaximumRetryAttempts: 10_001 }, 'accepts -1 (infinite), or 0 to 10000'],
    [
      'MaximumRecordAgeInSeconds',
      { ...provisioned, MaximumRecordAgeInSeconds: 59 },
      'accepts -1 (infinite), or 60 to 604800',
    ],
    [
      'MinimumPollers',
      { ProvisionedPollerConfig: { MinimumPollers: 201 } },
      'MinimumPollers is 201; Lambda accepts 1 to 200',
    ],
    [
      'MaximumPollers',
      { ProvisionedPollerConfig: { MaximumPollers: 2001 } },
      'MaximumPollers is 2001; Lambda accepts 1 to 2000',
    ],
    [
      'pollers',
      { ProvisionedPollerConfig: { MinimumPollers: 3, MaximumPollers: 2 } },
      'MinimumPollers is 3, and MaximumPollers is 2',
    ],
    [
      'a schema registry',
      { SelfManagedKafkaEventSourceConfig: { SchemaRegistryConfig: {} } },
      'SchemaRegistryConfig is not modelled',
    ],
    ['a property of streams', { ParallelizationFactor: 2 } as object, 'Unsupported ParallelizationFactor parameter'],
    [
      'an ARN as well',
      { EventSourceArn: 'arn:aws:kafka:x', SelfManagedEventSource: {} },
      'Unsupported EventSourceArn parameter',
    ],
  ])('refuse %s', (_, properties, message) => {
    expect(() => rules(properties)).toThrow(message);
  });

  it.each<[string, KafkaMappingProperties]>([
    ['MaximumRetryAttempts', { MaximumRetryAttempts: 3 }],
    ['MaximumRecordAgeInSeconds', { MaximumRecordAgeInSeconds: 60 }],
    ['BisectBatchOnFunctionError', { BisectBatchOnFunctionError: true }],
    ['FunctionResponseTypes', { FunctionResponseTypes: ['ReportBatchItemFailures'] }],
  ])('refuse %s on demand: "select provisioned mode to configure error handling controls"', (name, properties) => {
    expect(() => rules(properties)).toThrow(`${name} needs provisioned mode for Kafka`);
    expect(() => rules({ ...properties, ...provisioned })).not.toThrow();
  });

  it('refuse a function of more than 14 minutes (with-kafka-configure)', () => {
    expect(() => rules({}, { timeout: 14 * minute })).not.toThrow();
    expect(() => rules({}, { timeout: 15 * minute })).toThrow(
      'a timeout of 15 minutes; for Kafka, Lambda accepts up to 14',
    );
  });

  it.each<[string, KafkaMappingProperties['SourceAccessConfigurations'], string]>([
    ['nothing', [], 'need credentials'],
    ['a subnet alone', network.slice(0, 1), 'need each other'],
    [
      'two kinds of credentials',
      [...withSecret.SourceAccessConfigurations, { Type: 'BASIC_AUTH', URI: 'arn:x' }],
      'one kind of credentials',
    ],
    ['a type of a message broker', [{ Type: 'VIRTUAL_HOST', URI: '/' }], 'has the type VIRTUAL_HOST'],
    ['a subnet that is none', [{ Type: 'VPC_SUBNET', URI: 'vpc-1' }], 'it names no subnet'],
    ['a secret by its name', [{ Type: 'BASIC_AUTH', URI: 'brokers' }], 'it names no secret'],
  ])('refuse %s as the way to the brokers (kafka-cluster-auth)', (_, access, message) => {
    expect(() => rules({ SourceAccessConfigurations: access ?? [] })).toThrow(message);
    expect(() => rules({ SourceAccessConfigurations: network })).not.toThrow();
  });

  it.each<[string, KafkaMappingProperties, string]>([
    ['no topic', { Topics: [] }, 'Topics has 0 names; Lambda accepts 1.'],
    ['two topics', { Topics: ['clicks', 'views'] }, 'Topics has 2 names'],
    ['a topic that is not there', { Topics: ['views'] }, 'has no topic views, only clicks'],
    [
      'a long consumer group',
      { SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'g'.repeat(201) } },
      'ConsumerGroupId is',
    ],
    ['a wrong position', { StartingPosition: 'NOW' as never }, 'enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]'],
    ['AT_TIMESTAMP alone', { StartingPosition: 'AT_TIMESTAMP' }, 'StartingPositionTimestamp is required'],
  ])('refuse %s', (_, properties, message) => {
    expect(() => kafkaMapped(kafkaWorld(), properties, () => undefined)).toThrow(message);
  });
});

describe('filters (Lambda guide, kafka-filtering)', () => {
  const keeps = (pattern: object, value: string | Uint8Array | null) =>
    filterOf({ FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] } })!(
      typeof value === 'string' ? Buffer.from(value) : value,
    );
  const device = { value: { device: [{ prefix: 'AB' }] } };
  const text = { value: [{ prefix: 'hello' }] };

  it.each<[string, object, string | Uint8Array | null, boolean]>([
    ['JSON that fits', device, '{"device":"AB1"}', true],
    ['JSON that does not fit', device, '{"device":"CD1"}', false],
    ['a text that fits', text, 'hello there', true],
    ['a text that does not fit', text, 'goodbye', false],
    ['a text, where the pattern is JSON: goes by the other keys alone', device, 'hello', true],
    ['JSON, where the pattern is a text', text, '{"device":"CD1"}', true],
    ['no UTF-8', device, Uint8Array.of(0xff, 0xfe, 0x7b), true],
    ['a tombstone, which is not documented', device, null, true],
  ])('%s', (_, pattern, value, kept) => {
    expect(keeps(pattern, value)).toBe(kept);
  });

  it('"only support filtering on the value key"', () => {
    expect(() => keeps({ key: ['k'] }, '{}')).toThrow('only [value] can be filtered, not [key]');
  });
});

describe('an answer (Lambda guide, kafka-retry-configurations)', () => {
  const sent = [
    { partition: 'clicks-0', offset: 7 },
    { partition: 'clicks-0', offset: 8 },
    { partition: 'clicks-1', offset: 7 },
  ];
  const one = (itemIdentifier: unknown) => ({ batchItemFailures: [{ itemIdentifier }] });

  it.each([
    ['null', null],
    ['an empty text', ''],
    ['an empty object', {}],
    ['null in place of the list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('%s is a success', (_, response) => {
    expect(verdictOf(response, sent)).toEqual({ type: 'success' });
  });

  it.each([
    ['an unknown partition', one({ partition: 'clicks-2', offset: 7 })],
    ['an offset of another partition', one({ partition: 'clicks-1', offset: 8 })],
    ['an offset as a text', one({ partition: 'clicks-0', offset: '7' })],
    ['no offset', one({ partition: 'clicks-0' })],
    ['a text', one('clicks-0-7')],
    ['null', one(null)],
    ['no identifier', { batchItemFailures: [{}] }],
    [
      'a known record and an unknown one',
      { batchItemFailures: [...one(sent[0]).batchItemFailures, ...one(null).batchItemFailures] },
    ],
  ])('%s fails the whole batch', (_, response) => {
    expect(verdictOf(response, sent)).toEqual({ type: 'failure' });
  });

  it('names records by partition and offset', () => {
    const verdict = verdictOf(
      { batchItemFailures: [sent[2], sent[1]].map((itemIdentifier) => ({ itemIdentifier })) },
      sent,
    );
    expect(verdict).toEqual({
      type: 'partial',
      failed: new Map([
        ['clicks-1', new Set([7])],
        ['clicks-0', new Set([8])],
      ]),
    });
  });
});
