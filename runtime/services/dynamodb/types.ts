import type { ServiceOptions } from '../../contracts/faults.ts';
import type { RecordSink } from '../../contracts/records.ts';

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

/** What the creation times of change records count. */
export type Precision = 'MICROSECOND' | 'MILLISECOND';

export interface ChangeCapture {
  readonly stream: RecordSink;
  /** Of creation times; undefined: the default of the API, milliseconds. */
  readonly precision: Precision | undefined;
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

/** One change of an item, in the order in which the table made them. */
export interface TableChange {
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Whether the time-to-live process removed the item. */
  readonly byTimeToLive: boolean;
  /** Microseconds since 1970. */
  readonly micros: number;
}

/** A table with a stream of its own (`StreamSpecification`). */
export interface ChangingTable extends Table {
  /** Calls the listener with every change from now on. A write that leaves an item as it was is no change. */
  onChange(listener: (change: TableChange) => void): void;
}

export interface DynamodbKinds {
  table: Table | ChangingTable;
}
