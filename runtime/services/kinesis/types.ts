import type { Clock } from '../../contracts/clock.ts';
import type { Discard, OnFailureDestination } from '../../contracts/event-source.ts';
import type { ServiceOptions } from '../../contracts/faults.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';
import type { RecordSink, StreamRecord } from '../../contracts/records.ts';

/** A Kinesis data stream: records lie in order per shard; the MD5 of the partition key picks the shard. */
export interface Stream extends RecordSink {
  readonly retention: number;
  readonly shardIds: readonly string[];
  /** At most 1 MiB of data and key; a text is stored as UTF-8. */
  put(partitionKey: string, data: Uint8Array | string): StreamRecord;
  admits(partitionKey: string): boolean;
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

/** Named and limited as in CloudFormation's `AWS::Lambda::EventSourceMapping`; what is absent has Lambda's default. */
export interface StreamMappingProperties {
  readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  /** Seconds since 1970. */
  readonly StartingPositionTimestamp?: number;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ParallelizationFactor?: number;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
  readonly TumblingWindowInSeconds?: number;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
}

/** A Lambda function in this process. Its calls to the services of this file are where it can be killed. */
export interface StreamFunction extends InvokedFunction {
  handler(event: { Records: KinesisEventRecord[] }, context: InvocationContext): unknown;
}

export interface StreamMapping {
  /** Resolves when every record in the stream has been processed or discarded. */
  idle(): Promise<void>;
  /** How many records are neither processed nor discarded yet. */
  waiting(): number;
  /** The newest thousand. */
  discarded(): readonly Discard<StreamRecord>[];
  /** How often Lambda tried to run the function. */
  invocations(): number;
}

export interface StreamMappingOptions extends ServiceOptions {
  readonly uuid: string;
  readonly stream: Stream;
  readonly function: StreamFunction;
  readonly properties: StreamMappingProperties;
  readonly onFailure: OnFailureDestination | 'none';
}

export interface KinesisKinds {
  stream: Stream;
}
