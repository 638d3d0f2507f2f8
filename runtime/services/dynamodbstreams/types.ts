import type { Clock } from '../../contracts/clock.ts';
import type { Discard, OnFailureDestination } from '../../contracts/event-source.ts';
import type { ServiceOptions } from '../../contracts/faults.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';
import type { ChangingTable, TableOptions } from '../dynamodb/types.ts';
import type { StreamMappingProperties } from '../kinesis/types.ts';

/** What of an item the records of a stream show. */
export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** A change as a stream of a table keeps it. */
export interface ChangeRecord {
  readonly shardId: string;
  /** Decimal, beyond 2^53: never a JavaScript number. */
  readonly sequenceNumber: string;
  /** The key of the item, as text: changes of one item stay in order. */
  readonly itemKey: string;
  /** The entry of `Records` in a Lambda event, as JSON. */
  readonly data: Uint8Array;
  readonly arrivedAt: number;
}

/** The stream of a DynamoDB table: each change once, in order for each item, for 24 hours. */
export interface TableStream {
  /** `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL` */
  readonly arn: string;
  readonly shardIds: readonly string[];
  /** What it still keeps, in order of arrival. */
  records(): readonly ChangeRecord[];
  /** Whether a record was there before this process: a mapping that began in an earlier one has to read it. */
  isRestored(record: Pick<ChangeRecord, 'sequenceNumber'>): boolean;
  /** Calls the listener with every record from now on. */
  onRecord(listener: (record: ChangeRecord) => void): void;
}

export interface TableStreamOptions {
  readonly arn: string;
  readonly viewType: StreamViewType;
  readonly clock: Clock;
}

/** DynamoDB JSON: an attribute's type, then its value; binary values as base64. */
export type Image = { [attribute: string]: { [type: string]: unknown } };

/** One entry of `Records` in a Lambda event from a DynamoDB stream. */
export interface DynamodbEventRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: {
    /** Whole seconds since 1970. */
    ApproximateCreationDateTime: number;
    Keys: Image;
    NewImage?: Image;
    OldImage?: Image;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: StreamViewType;
  };
  /** Only where the time-to-live process removed the item. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
  eventSourceARN: string;
}

/** As for Kinesis, without a starting position at a time. */
export interface TableMappingProperties extends Omit<
  StreamMappingProperties,
  'StartingPosition' | 'StartingPositionTimestamp'
> {
  readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST';
}

/** A Lambda function in this process. */
export interface TableStreamFunction extends InvokedFunction {
  handler(event: { Records: DynamodbEventRecord[] }, context: InvocationContext): unknown;
}

export interface TableStreamMapping {
  /** Resolves when every record in the stream has been processed or discarded. */
  idle(): Promise<void>;
  /** How many records are neither processed nor discarded yet. */
  waiting(): number;
  /** The newest thousand. */
  discarded(): readonly Discard<ChangeRecord>[];
  /** How often Lambda tried to run the function. */
  invocations(): number;
}

export interface TableStreamMappingOptions extends ServiceOptions {
  readonly uuid: string;
  readonly stream: TableStream;
  readonly function: TableStreamFunction;
  readonly properties: TableMappingProperties;
  readonly onFailure: OnFailureDestination | 'none';
}

/** A table and its stream. */
export interface StreamedTable {
  readonly table: ChangingTable;
  readonly stream: TableStream;
}

export interface StreamedTableOptions extends Omit<TableOptions, 'changes'> {
  readonly viewType: StreamViewType;
}

export interface DynamodbstreamsKinds {
  tableStream: TableStream;
}
