import type { SourceRecord } from './record.ts';

/** What a template says of the source of a delivery stream that nothing is put into. */
export type SourceSettings =
  | { readonly kind: 'stream'; readonly arn: string }
  | {
      readonly kind: 'topic';
      /** Of the cluster. */
      readonly arn: string;
      readonly topic: string;
      /** Records before this time are not read, epoch milliseconds; undefined: before the delivery stream is ACTIVE. */
      readonly from: number | undefined;
    };

/** A record, and the lane that keeps it in order. */
export interface LaneRecord {
  readonly lane: string;
  readonly record: SourceRecord;
}

/** What a delivery stream reads: a Kinesis data stream, or a topic of Amazon MSK. */
export interface Source {
  /** Its shards or partitions. */
  readonly lanes: readonly string[];
  /** How long it keeps a record, in milliseconds. */
  readonly retention: number;
  /** The metrics of what is read of it. */
  readonly readAs: 'DataReadFromKinesisStream' | 'DataReadFromSource';
  /** What it still keeps, each lane in its order. */
  records(): readonly LaneRecord[];
  /** Calls the listener with every record that it takes from now on. */
  onRecord(listener: (each: LaneRecord) => void): void;
  /** By lane, the position of the newest record that is not read, for a delivery stream that is ACTIVE from now on. */
  skipped(activeSince: number): ReadonlyMap<string, string>;
  /** Whether it cannot be reached now. */
  isAway(): boolean;
  /** Everything of a lane up to here is delivered. */
  done(lane: string, position: string): void;
  /** How many records of a lane come after the newest one that is read. Undefined where no metric says so. */
  behind(lane: string, newestRead: string | undefined): number | undefined;
}
