import type { Prepared, SourceRecord } from './record.ts';

/** Where a delivery stream delivers: one file each in destinations/. */
export interface Destination {
  /** Buffering hints: bytes, and milliseconds. */
  readonly size: number;
  readonly interval: number;
  /** The writes of a batch: its good records, and its failed ones. */
  deliveries(batch: readonly Prepared[]): readonly Delivery[];
  /** The age of the oldest record that waits, in milliseconds. */
  reportAge(age: number): void;
}

/** One write to a destination: an object, a bulk request. */
export interface Delivery {
  readonly records: readonly SourceRecord[];
  /** Writes it. Throws when the destination refuses it. A write that is repeated delivers the records twice. */
  write(): Promise<void>;
  /** The destination has refused a write, or was not reached. */
  refused(why: Error): void;
  /** After a refusal: what is delivered in its place, where the destination is given up; undefined where it is to be tried again. */
  instead(): readonly Delivery[] | undefined;
  /** The fault that is an outage of where it goes. */
  readonly outage: 'delivery.destination-down' | 'delivery.index-down' | 'delivery.warehouse-down';
}
