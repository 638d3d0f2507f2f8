import {
  createClock,
  createFaults,
  createKafkaTopic,
  createObjects,
  createStream,
  startKafkaMapping,
  type FaultRules,
  type Outage,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { accountOf, seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { pipeline as description } from '../../delivery/pipeline.ts';
import { settings } from '../../delivery/results-sinks.ts';
import { streamOrder } from '../../delivery/stream-order.ts';
import type { PutObject } from '../../processors/bridge/parked-records.ts';
import type { PutRecords } from '../../processors/bridge/ordered-writer.ts';
import { deployed } from './deployed.ts';
import { startAnalysis } from './analysis/start.ts';
import { startLake } from './lake.ts';
import type { Subject } from './subject.ts';

const account = '111122223333';
/** Milliseconds. */
const timeoutOf = (component: string): number => deployed('AWS::Lambda::Function', component)['Timeout'] * 1000;
const functionTimeout = timeoutOf('Bridge');
/** After this time without an event, every session is in the table of results. */
const everythingIsOver = 60 * 60_000;
const arnOf = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
/** What PutRecords takes, and the time until it answers. Milliseconds. */
const [call, answer] = [20, 30];

export const begin = Date.UTC(2026, 10, 22, 23, 30);

export interface WorldOptions extends Subject {
  seed: number;
  rules: FaultRules;
  outages: readonly Outage[];
}

export type World = ReturnType<typeof createWorld>;

/**
 * The pipeline from the topic to the table of results and the lake, in one process and on virtual time, with stand-ins of Kafka, Lambda's
 * event source mappings, Firehose, S3, Kinesis and DynamoDB that fail as the seed says, and with the settings that are deployed.
 */
export function createWorld({ seed, rules, outages, createBridge, createRows, ...analysisSubject }: WorldOptions) {
  const clock = createClock(begin);
  const faults = createFaults({ seed, clock, rules, outages });
  const services = { clock, faults };
  const topic = createKafkaTopic({ ...services, name: 'clicks', partitions: 3, retention: 7 * 86_400_000 });
  const stream = createStream({ arn: arnOf('kinesis', 'stream/events'), shards: 2, retention: 86_400_000, clock });
  const failures = createObjects(services);
  const lake = startLake(services, stream, createRows);
  const random = seededRandom(seed);

  /** Any record of a call may be refused, and an answer may be lost after the stream has taken what it takes. */
  const putRecords: PutRecords = async (records, signal) => {
    await clock.sleep(call, signal);
    const refused = records.flatMap(({ partitionKey, text }, at) => {
      if (faults.strike('stream.write-throttled', partitionKey) || random() < 0.1) return [at];
      stream.put(partitionKey, text);
      return [];
    });
    await clock.sleep(answer, signal);
    if (random() < 0.03) throw new Error('the answer is lost');
    return refused;
  };
  const putObject: PutObject = (key, body) => failures.put(key, body);
  const handler = createBridge({ clock, random, putRecords, putObject });
  const mapping = startKafkaMapping({
    ...services,
    uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
    topic,
    properties: {
      ...deployed('AWS::Lambda::EventSourceMapping', 'Bridge'),
      Topics: [topic.name],
    },
    onFailure: failures,
    function: {
      arn: arnOf('lambda', 'function:bridge'),
      roleArn: `arn:aws:iam::${account}:role/bridge`,
      timeout: functionTimeout,
      handler: handler as never,
    },
  });

  const isFaulty = Object.keys(rules).length > 0;
  const forAnalysis = {
    ...services,
    ...analysisSubject,
    seed,
    stream,
    failures,
    settings,
    deployed,
    tableFails: isFaulty ? 0.01 : 0,
  };
  const analysis = startAnalysis(forAnalysis);

  /** A replay calls the function itself. */
  const invoke = (event: unknown) => {
    const until = clock.now() + functionTimeout;
    return handler(event as never, { getRemainingTimeInMillis: () => until - clock.now() } as never);
  };
  const places = { table: analysis.tables, bucket: { failures, lake: lake.bucket } };
  const found = { stream, kafkaTopic: topic, function: { invoke }, ...analysis.found };
  const find = (kind: string, name: string) =>
    kind in places
      ? (places[kind as keyof typeof places] as Readonly<Record<string, unknown>>)[name]
      : found[kind as keyof typeof found];
  const place = {
    clock,
    outputs: {
      ClickStreamName: 'clicks',
      FailureBucketName: 'failures',
      LakeBucketName: 'lake',
      BridgeFunctionName: 'bridge',
      ...analysis.outputs,
    },
    find: find as never,
  };
  const pipeline = description.at(place);
  return {
    clock,
    faults,
    topic,
    stream,
    failures,
    pipeline,
    order: streamOrder(place),
    account: accountOf(pipeline),
    /** Everything that is under way has come to an end. */
    settled: () => clock.run(mapping.idle().then(() => Promise.all([analysis.idle(), lake.idle()]))),
    /** No event comes any more, and every session is over. */
    over: () => clock.advance(everythingIsOver),
  };
}
