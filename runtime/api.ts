/**
 * The first part of the runtime's door: AWS streaming services in one process, with seeded faults, on virtual time or real.
 * Stand-ins, not AWS: each behaves as the AWS guides document where delivery is concerned, and refuses what it does not model.
 */
import { VirtualTime } from './kernel/clock.ts';
import { SeededFaults, documentedRules, silentRules } from './kernel/faults.ts';
import { KinesisMapping } from './services/kinesis/poller/mapping.ts';
import { Bucket } from './services/s3/bucket.ts';
import { KinesisStream } from './services/kinesis/stream.ts';
import { CapturedTable } from './services/dynamodb/table.ts';

/** Time. Here and below instants are epoch milliseconds, durations milliseconds, sizes bytes, unless a name says otherwise. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once, after `ms`; the returned function cancels it. */
  timer(ms: number, callback: () => void): () => void;
  /** `AbortSignal.timeout` on this clock: aborts with a `TimeoutError`. */
  timeout(ms: number): AbortSignal;
}
export interface VirtualClock extends Clock {
  /**
   * Drives a promise to its end: time stands still while code runs, and jumps to the next timer when everything waits.
   * Real timers, sockets and files are outside this time. Throws when the promise waits for nothing that will ever happen.
   */
  run<T>(work: Promise<T>): Promise<T>;
  /** Lets this much time pass, with everything that happens in it. */
  advance(ms: number): Promise<void>;
}
export const createClock = (startsAt: number): VirtualClock => new VirtualTime(startsAt);

/** Where faults strike. Behind each stands a behaviour that the service's guide documents. */
export type FaultPoint =
  | `stream.${'duplicate' | 'reorder' | 'delay'}`
  | `function.${'throttled' | 'killed-at-start' | 'killed' | 'timeout' | 'result-lost'}`
  | `index.${'item-429' | 'item-503' | 'request-413' | 'request-429' | 'request-503' | 'reset-before' | 'reset-after'}`
  | 'objects.put-failed'
  | `table.${'read-throttled' | 'read-stale' | 'same-time'}`;
/** A record is at risk the first `sightings` times it is seen: what hits a record forever is an outage, not a fault. */
export interface FaultRule {
  /** Probability of a hit at each sighting, 0 to 1. */
  readonly rate: number;
  readonly sightings: number;
}
export type FaultRules = Readonly<Record<FaultPoint, FaultRule>>;
/** From `from` (included) to `to` (excluded) the point strikes every time, whatever its rule. */
export interface Outage {
  readonly point: FaultPoint;
  readonly from: number;
  readonly to: number;
  /** The part of all identities that it strikes, 0 to 1; all of them where it is left out. */
  readonly share?: number;
}
export interface Strike {
  readonly point: FaultPoint;
  readonly identity: string;
  /** How often this identity had been seen at this point, this time included. */
  readonly sighting: number;
  readonly at: number;
  /** 0 to 1 (excluded): how long, how late, how far, as the point understands it. */
  readonly severity: number;
}
export interface Faults {
  /** Counts a sighting and says whether the fault strikes. Depends on seed, point, identity and sighting only, never on timing. */
  strike(point: FaultPoint, identity: string): Strike | undefined;
  /** What was injected so far, in order; the first hundred thousand. */
  injected(): readonly Strike[];
}
export interface FaultsOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly rules: FaultRules;
  readonly outages: readonly Outage[];
}
export const createFaults = (options: FaultsOptions): Faults => new SeededFaults(options);
/** The rates at which generated projects are tested. */
export const defaultFaults: FaultRules = documentedRules;
/** Nothing strikes: for tests of one behaviour, to be spread and overridden point by point. */
export const noFaults: FaultRules = silentRules;

/** A service as its clients see it: calls take time, and faults strike. */
export interface ServiceOptions {
  readonly clock: Clock;
  readonly faults: Faults;
}

export interface StreamRecord {
  readonly shardId: string;
  /** Decimal, beyond 2^53: never a JavaScript number. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  readonly arrivedAt: number;
}
/** A Kinesis data stream: records lie in order per shard; the MD5 of the partition key picks the shard. */
export interface Stream {
  readonly arn: string;
  readonly retention: number;
  readonly shardIds: readonly string[];
  /** At most 1 MiB of data and key; a text is stored as UTF-8. */
  put(partitionKey: string, data: Uint8Array | string): StreamRecord;
  /** What the stream still keeps, in order of arrival. */
  records(): readonly StreamRecord[];
  /** Calls the listener with every record put from now on. */
  onPut(listener: (record: StreamRecord) => void): void;
}
export interface StreamOptions {
  /** `arn:aws:kinesis:REGION:ACCOUNT:stream/NAME` */
  readonly arn: string;
  readonly shards: number;
  /** 24 hours to 365 days, as in Kinesis. */
  readonly retention: number;
  readonly clock: Clock;
}
export const createStream = (options: StreamOptions): Stream => new KinesisStream(options);

/** A DynamoDB attribute, as the AWS SDK for JavaScript gives and takes it. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: Uint8Array }
  | { BOOL: boolean }
  | { NULL: true }
  | { M: Item }
  | { L: AttributeValue[] }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: Uint8Array[] };
export type Item = { [attribute: string]: AttributeValue };
export interface ChangeCapture {
  readonly stream: Stream;
  readonly precision: 'MICROSECOND' | 'MILLISECOND';
}
/** A DynamoDB table whose changes go to a Kinesis data stream. */
export interface Table {
  readonly name: string;
  readonly key: readonly string[];
  /** Where changes go from now on, if anywhere. */
  changes: ChangeCapture | undefined;
  /** A client's write: from what is there to what shall be, undefined for nothing; atomic, and left undone when it throws. */
  update(key: Item, change: (before: Item | undefined) => Item | undefined): Promise<void>;
  /** PutItem, or an UpdateItem that leaves this item. An item that stays as it was makes no change record. */
  put(item: Item): void;
  delete(key: Item): void;
  /** Deletes as the time-to-live process does: the change record names DynamoDB as its author. */
  expire(key: Item): void;
  /**
   * GetItem; may be throttled (`ProvisionedThroughputExceededException`). A read that is not consistent may give the item as it was
   * before its last change.
   */
  read(key: Item, options: { readonly consistent: boolean }): Promise<Item | undefined>;
  items(): readonly Item[];
  /** Resolves when every change record, late ones and duplicates included, is in the stream. */
  captured(): Promise<void>;
  /** How many change records are on their way to the stream. */
  capturing(): number;
}
export interface TableOptions extends ServiceOptions {
  readonly name: string;
  /** Attribute names: partition key, then sort key where there is one. */
  readonly key: readonly [string] | readonly [string, string];
  readonly changes: ChangeCapture | undefined;
}
export const createTable = (options: TableOptions): Table => new CapturedTable(options);

export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly storedAt: number;
}
/** One S3 bucket. The first four are calls of a function; the others are for AWS services and tests: no faults. */
export interface ObjectStore {
  put(key: string, body: Uint8Array | string): Promise<void>;
  get(key: string): Promise<StoredObject | undefined>;
  /** Keys in the order of their UTF-8 bytes. */
  list(prefix: string): Promise<readonly string[]>;
  delete(key: string): Promise<void>;
  has(key: string): boolean;
  write(key: string, body: Uint8Array | string): void;
  contents(prefix: string): readonly StoredObject[];
}
export const createObjects = (options: ServiceOptions): ObjectStore => new Bucket(options);

/** One entry of `Records` in a Lambda event from Kinesis. */
export interface KinesisEventRecord {
  kinesis: {
    kinesisSchemaVersion: string;
    partitionKey: string;
    sequenceNumber: string;
    /** Base64. */
    data: string;
    /** Seconds, with fractions. */
    approximateArrivalTimestamp: number;
  };
  eventSource: string;
  eventVersion: string;
  eventID: string;
  eventName: string;
  invokeIdentityArn: string;
  awsRegion: string;
  eventSourceARN: string;
}
export interface InvocationContext {
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  awsRequestId: string;
  getRemainingTimeInMillis(): number;
}
/** A Lambda function in this process. Its calls to the services of this file are where it can be killed. */
export interface StreamFunction {
  readonly arn: string;
  readonly roleArn: string;
  readonly timeout: number;
  /** Whether another invocation would stay within its reserved concurrency. */
  available?(): boolean;
  /** Resolves when it can run without a cold start, which Lambda does not count against its timeout. */
  ready?(): Promise<void>;
  handler(event: { Records: KinesisEventRecord[] }, context: InvocationContext): unknown;
  /**
   * The same where records are sent on as JSON; else they are parsed for the handler. They are written when they are sent, and held
   * by nobody while the function works: that would be most of the memory of a run.
   */
  textsHandler?(records: () => readonly string[], context: InvocationContext): unknown;
}
/** Named and limited as in CloudFormation's `AWS::Lambda::EventSourceMapping`; what is absent has Lambda's default. */
export interface StreamMappingProperties {
  readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ParallelizationFactor?: number;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
}
export interface Discard {
  readonly records: readonly StreamRecord[];
  /** `RetentionExceeded` is ours: Kinesis has forgotten the record, and Lambda says nothing. */
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded';
  /** The on-failure object, or undefined where the records are lost. */
  readonly objectKey: string | undefined;
}
export interface StreamMapping {
  /** Resolves when every record in the stream has been processed or discarded. */
  idle(): Promise<void>;
  /** How many records are neither processed nor discarded yet. */
  waiting(): number;
  /** The newest thousand. */
  discarded(): readonly Discard[];
  /** How often Lambda tried to run the function. */
  invocations(): number;
}
/** Hears of what a mapping is done with. A lane is a shard, or with ParallelizationFactor a part of one. */
export interface StreamMappingObserver {
  /** `next` is the first sequence number of the lane that is still to be processed; undefined where there is none. */
  progress(lane: string, done: readonly StreamRecord[], next: string | undefined): void;
  discarded(discard: Discard): void;
}
export interface StreamMappingOptions extends ServiceOptions {
  readonly uuid: string;
  readonly stream: Stream;
  readonly function: StreamFunction;
  readonly properties: StreamMappingProperties;
  readonly onFailure: ObjectStore | 'none';
  readonly observer?: StreamMappingObserver;
  /** Per lane the first sequence number that is not done with, from an earlier run; lanes without one begin where `StartingPosition` says. */
  readonly checkpoints?: Readonly<Record<string, string>>;
}
/** Starts Lambda's event source mapping for a Kinesis stream. Throws when a property is outside Lambda's limits. */
export const startStreamMapping = (options: StreamMappingOptions): StreamMapping => new KinesisMapping(options);
