import {
  createClock,
  createFaults,
  createKafkaTopic,
  createObjects,
  startDirectPutDelivery,
  startKafkaMapping,
  type FaultRules,
  type Outage,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { accountOf, seededRandom, type Place } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { parkedByLanding } from '../../delivery/parked-by-landing.ts';
import { rawSink } from '../../delivery/raw-sink.ts';
import type { TopicSample } from '../../delivery/source-events/topic-samples.ts';
import { identityOf, type TopicEvent } from '../../delivery/topic-event.ts';
import { topicSource } from '../../delivery/topic-source.ts';
import type { PutRecordBatch } from '../../processors/landing/delivery-writer.ts';
import type { PutObject } from '../../processors/landing/parked-records.ts';
import { deployed } from './deployed.ts';
import type { CreateLanding } from './subject.ts';

const account = '111122223333';
const functionTimeout = deployed('AWS::Lambda::Function', 'Landing')['Timeout'] * 1000;
const arnOf = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
/** What PutRecordBatch takes, and the time until it answers. Milliseconds. */
const [call, answer] = [20, 30];
/** Shares of the calls: Firehose takes what it takes, and the answer is lost. */
const lostAnswers = 0.03;

/** The hour changes in a run, and the day. */
export const begin = Date.UTC(2026, 10, 22, 23, 55);

export interface WorldOptions {
  seed: number;
  rules: FaultRules;
  outages: readonly Outage[];
  createLanding: CreateLanding;
}

export type World = ReturnType<typeof createWorld>;

/**
 * The pipeline from the topic to the raw zone, in one process and on virtual time, with stand-ins of MSK, Lambda's event source mapping,
 * Firehose and S3 that fail as the seed says, and with the settings that are deployed.
 */
export function createWorld({ seed, rules, outages, createLanding }: WorldOptions) {
  const clock = createClock(begin);
  const faults = createFaults({ seed, clock, rules, outages });
  const services = { clock, faults };
  const topic = createKafkaTopic({ ...services, name: 'events', partitions: 3, retention: 7 * 86_400_000 });
  const failures = createObjects(services);
  const lake = createObjects(services);
  const delivery = startDirectPutDelivery({
    ...services,
    name: 'raw',
    bucket: lake,
    configuration: deployed('AWS::KinesisFirehose::DeliveryStream', 'Raw')['ExtendedS3DestinationConfiguration'],
    columns: deployed('AWS::Glue::Table', 'LakeTable')['TableInput'].StorageDescriptor.Columns,
  });
  const random = seededRandom(seed);

  const putRecordBatch: PutRecordBatch = async (records, signal) => {
    await clock.sleep(call, signal);
    const refused = delivery.putBatch(records.map(({ text }) => text));
    await clock.sleep(answer, signal);
    if (Object.keys(rules).length > 0 && random() < lostAnswers) throw new Error('the answer is lost');
    return refused;
  };
  const putObject: PutObject = (key, body) => failures.put(key, body);
  const handler = createLanding({ clock, random, putRecordBatch, putObject });
  const mapping = startKafkaMapping({
    ...services,
    uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
    topic,
    properties: {
      ...deployed('AWS::Lambda::EventSourceMapping', 'Landing'),
      EventSourceArn: arnOf('kafka', 'cluster/events/1f2e3d4c-1'),
    },
    onFailure: failures,
    function: {
      arn: arnOf('lambda', 'function:landing'),
      roleArn: `arn:aws:iam::${account}:role/landing`,
      timeout: functionTimeout,
      handler: handler as never,
    },
  });

  /** A replay calls the function itself. */
  const invoke = (event: unknown) => {
    const until = clock.now() + functionTimeout;
    return handler(event as never, { getRemainingTimeInMillis: () => until - clock.now() });
  };
  const buckets: Readonly<Record<string, unknown>> = { failures, lake };
  const found = { kafkaTopic: topic, function: { invoke } };
  const place: Place = {
    clock,
    outputs: { FailureBucketName: 'failures', LakeBucketName: 'lake', LandingFunctionName: 'landing' },
    find: ((kind: string, name: string) =>
      kind === 'bucket' ? buckets[name] : found[kind as keyof typeof found]) as never,
  };
  const sinks = ['raw'];
  const parked = parkedByLanding(place, sinks);
  return {
    clock,
    faults,
    topic,
    lake,
    parked,
    lost: () => delivery.lost(),
    account: accountOf<TopicEvent, TopicSample>({
      identity: identityOf,
      name: identityOf,
      happened: ({ kind }) => kind,
      sources: { topic: topicSource(place) },
      sinks: { raw: rawSink(place) },
      meantFor: () => sinks,
      dropped: [{ name: 'TombstonesDropped', drops: ({ kind }) => kind === 'tombstone' }],
      planted: ({ kind }) => kind === 'wrong',
      parked,
      probes: [],
    }),
    /** Everything that is under way has come to an end. */
    settled: () => clock.run(mapping.idle().then(() => delivery.idle())),
  };
}
