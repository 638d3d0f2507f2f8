import { Readable } from 'node:stream';
import {
  createClock,
  createFaults,
  createObjects,
  createQueue,
  createStream,
  createTable,
  createTopic,
  startDelivery,
  startNotifications,
  startQueueMapping,
  startStreamMapping,
  type FaultRules,
  type Outage,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { accountOf, seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { pipeline as description } from '../../delivery/pipeline.ts';
import { callsOf } from '../../delivery/table-calls.ts';
import type { PutRecords } from '../../processors/ingest/stream-writer.ts';
import type { PutObject } from '../../processors/ingest/parked-lines.ts';
import type { TaskMessage } from '../../processors/ingest/tasks-in.ts';
import type { LogObject } from '../../processors/lib/log-object.ts';
import { addresses, addressKey } from './addresses.ts';
import { deployed } from './deployed.ts';
import { startOthers, type OtherOptions } from './sinks/others.ts';
import type { CreateDetector, CreateIngest } from './subject.ts';

const functionTimeout = deployed('AWS::Lambda::Function', 'Ingest')['Timeout'] * 1000;
const accountId = '111122223333';
const rawBucket = 'raw-logs';

export interface WorldOptions {
  seed: number;
  rules: FaultRules;
  outages: readonly Outage[];
  createIngest: CreateIngest;
  createDetector: CreateDetector;
  /** What other sinks are started with. */
  others?: OtherOptions;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Half an hour before a day ends: most batches are of one day, and the last ones of two. */
export const begin = Date.UTC(2026, 10, 22, 23, 30);

/**
 * The pipeline from the raw bucket to the lake in one process and on virtual time, with stand-ins of S3, SQS, Lambda's event source
 * mapping, Kinesis and Firehose that fail as the seed says, and with the settings that are deployed.
 */
export async function createWorld({
  seed,
  rules,
  outages,
  createIngest,
  createDetector,
  others: options = {},
}: WorldOptions) {
  const clock = createClock(begin);
  const faults = createFaults({ seed, clock, rules, outages });
  const services = { clock, faults };
  const raw = createObjects({ ...services, versioned: true });
  const failures = createObjects(services);
  const lake = createObjects(services);
  const arnOf = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${accountId}:${name}`;
  const settings = {
    ...services,
    retention: 14 * 86_400_000,
    delay: 0,
    messageSize: 1_048_576,
    visibilityTimeout: functionTimeout * 6,
  };
  const dead = createQueue({ ...settings, arn: arnOf('sqs', 'dead'), redrive: 'none' });
  const maxReceiveCount = deployed('AWS::SQS::Queue', 'RawQueue')['RedrivePolicy'].maxReceiveCount;
  const queue = createQueue({
    ...settings,
    arn: arnOf('sqs', 'queue'),
    redrive: { deadLetterQueue: dead, maxReceiveCount },
  });
  const rule = deployed('AWS::S3::Bucket', 'Raw')['NotificationConfiguration'].QueueConfigurations[0];
  const notifications = startNotifications({
    ...services,
    name: rawBucket,
    objects: raw,
    configuration: { QueueConfigurations: [{ ...rule, Queue: queue.arn }] },
    queues: [queue],
  });
  const stream = createStream({ arn: arnOf('kinesis', 'stream/events'), shards: 2, retention: 86_400_000, clock });
  const delivery = startDelivery({
    ...services,
    name: 'lake',
    source: stream,
    bucket: lake,
    configuration: deployed('AWS::KinesisFirehose::DeliveryStream')['ExtendedS3DestinationConfiguration'],
    columns: deployed('AWS::Glue::Table')['TableInput'].StorageDescriptor.Columns,
    handler: () => Promise.reject(new Error('there is no transform')),
  });

  const others = await startOthers({ ...services, stream, failures, seed }, options);

  const random = seededRandom(seed);
  const putRecords: PutRecords = async (records) => {
    await clock.sleep(20);
    return records.flatMap(({ partitionKey, data }, at) => {
      if (faults.strike('stream.write-throttled', partitionKey) || random() < 0.05) return [at];
      stream.put(partitionKey, data);
      return [];
    });
  };
  const mapping = startQueueMapping({
    ...services,
    uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
    queue,
    properties: deployed('AWS::Lambda::EventSourceMapping', 'Ingest') as never,
    function: {
      arn: arnOf('lambda', 'function:ingest'),
      roleArn: `arn:aws:iam::${accountId}:role/ingest`,
      timeout: functionTimeout,
      handler: createIngest({
        bucket: rawBucket,
        addresses,
        clock,
        random,
        putRecords,
        putObject: (key, body) => failures.put(key, body),
        open: ({ key, versionId }) =>
          opened((versionId === undefined ? raw.current(key) : raw.version(key, versionId))?.body),
        send: async (message) => void queue.send({ body: JSON.stringify(message), senderId: accountId }),
      }) as never,
    },
  });

  const table = createTable({ ...services, name: 'counts', key: ['pk', 'sk'], changes: undefined });
  const counting = startStreamMapping({
    ...services,
    uuid: '7c1d9b1c-0f5e-4a3b-9c7d-665544332211',
    stream,
    properties: deployed('AWS::Lambda::EventSourceMapping', 'Detector') as never,
    onFailure: failures,
    function: {
      arn: arnOf('lambda', 'function:detector'),
      roleArn: `arn:aws:iam::${accountId}:role/detector`,
      timeout: deployed('AWS::Lambda::Function', 'Detector')['Timeout'] * 1000,
      handler: createDetector({
        table: callsOf(table),
        putObject: (key, body) => failures.put(key, body),
        clock,
        sourceDelays: deployed('AWS::Lambda::Function', 'Detector')['Environment'].Variables.SOURCE_DELAYS,
      }) as never,
    },
  });

  const topic = createTopic({ ...services, arn: arnOf('sns', 'anomalies'), mailTo: ['on-call@example.com'] });

  const buckets: Record<string, typeof raw> = { [rawBucket]: raw, failures, lake };
  const queues = { queue, dead };
  const pipeline = description.at({
    clock,
    outputs: {
      RawBucketName: rawBucket,
      FailureBucketName: 'failures',
      LakeBucketName: 'lake',
      EventStreamName: 'events',
      IngestQueueName: 'queue',
      DeadLetterQueueName: 'dead',
      DetectorTableName: 'counts',
      AnomalyTopic: topic.arn,
      AddressKeyArn: 'key',
      ...others.outputs,
    },
    find: ((kind: string, name: string) =>
      ({
        stream,
        table,
        topic,
        secret: addressKey,
        queue: queues[name as 'queue'],
        bucket: buckets[name],
        ...others.found,
      })[kind]) as never,
  });
  const account = accountOf(pipeline);
  /** Everything that is under way has come to an end. */
  const settled = async () => {
    await clock.run(
      notifications
        .idle()
        .then(() => mapping.idle())
        .then(() => Promise.all([delivery.idle(), counting.idle()])),
    );
    await others.settled();
  };
  return { clock, faults, raw, queue, dead, stream, failures, lake, table, topic, others, pipeline, account, settled };
}

const opened = async (body: Uint8Array | undefined): Promise<Readable> => {
  if (!body) throw new Error('NoSuchVersion');
  return Readable.from([Buffer.from(body)]);
};

/** What the code under test may use. */
export interface IngestPorts {
  bucket: string;
  addresses: typeof addresses;
  clock: ReturnType<typeof createClock>;
  random(): number;
  putRecords: PutRecords;
  putObject: PutObject;
  open(object: LogObject): Promise<Readable>;
  /** Left out: as the project does it, in one go. */
  decompress?(body: Readable): AsyncIterable<Buffer>;
  send(message: TaskMessage): Promise<void>;
}
