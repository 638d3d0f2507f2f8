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
import type { TopicEvent } from '../../delivery/accepted-event.ts';
import { curateOnce } from '../../delivery/curate.ts';
import { pipeline as description } from '../../delivery/pipeline.ts';
import type { PutRecordBatch } from '../../processors/landing/delivery-writer.ts';
import type { PutObject } from '../../processors/landing/parked-records.ts';
import { heldNumbers } from '../report-numbers.ts';
import { startCuration } from './curation.ts';
import { deployed } from './deployed.ts';
import { startLoader } from './loader.ts';
import type { Subject } from './subject.ts';

const account = '111122223333';
const functionTimeout = deployed('AWS::Lambda::Function', 'Landing')['Timeout'] * 1000;
const arnOf = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
/** What PutRecordBatch takes, and the time until it answers. Milliseconds. */
const [call, answer] = [20, 30];
/** Shares of the calls: Firehose takes what it takes, and the answer is lost. */
const lostAnswers = 0.03;

/** The hour changes in a run, and the day. */
export const begin = Date.UTC(2026, 10, 22, 23, 55);

export interface WorldOptions extends Subject {
  seed: number;
  rules: FaultRules;
  outages: readonly Outage[];
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/**
 * The pipeline from the topic to the warehouse, in one process and on virtual time, with stand-ins of MSK, Lambda's event source mapping,
 * Firehose, S3, Glue and Redshift that fail as the seed says, and with the settings that are deployed.
 */
export async function createWorld({ seed, rules, outages, createLanding, runCuration, loadDueHours }: WorldOptions) {
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
  const outputs = {
    FailureBucketName: 'failures',
    LakeBucketName: 'lake',
    LandingFunctionName: 'landing',
    CurationJobName: 'curate',
    WarehouseWorkgroupName: 'warehouse',
  };
  const isFaulty = Object.keys(rules).length > 0;
  const warehouse = startLoader({ clock, lake, random: seededRandom(seed + 2), isFaulty, loadDueHours });
  await clock.run(warehouse.migrate());
  const job = startCuration({
    clock,
    lake,
    random: seededRandom(seed + 3),
    isFaulty,
    runCuration,
    ended: warehouse.load,
  });
  const found = { kafkaTopic: topic, function: { invoke }, job, warehouse };
  const place: Place = {
    clock,
    outputs,
    find: ((kind: string, name: string) =>
      kind === 'bucket' ? buckets[name] : found[kind as keyof typeof found]) as never,
  };
  const pipeline = description.at(place);
  const accepted: TopicEvent[] = [];
  pipeline.sources['topic']!.onAccepted((event) => accepted.push(event));
  /** Everything that is under way has come to an end. */
  const settled = (): Promise<void> => mapping.idle().then(() => delivery.idle());
  return {
    clock,
    faults,
    topic,
    lake,
    parked: pipeline.parked,
    lost: () => delivery.lost(),
    account: accountOf(pipeline),
    accepted: () => accepted,
    /** What people see in the warehouse. */
    numbers: () => clock.run(heldNumbers((sql) => warehouse.query(sql))),
    /** A run of the schedule; where it fails, the next one goes on. */
    curate: () => clock.run(curateOnce(place, {})),
    /** Everything has come to an end, is curated and loaded. */
    finished: () => clock.run(settled().then(() => pipeline.finish!(settled))),
  };
}
