import type { VirtualClock } from '../../contracts/clock.ts';
import type { StreamRecord } from '../../contracts/records.ts';

/** A workgroup of Redshift Serverless with the database of its namespace. */
export interface Warehouse {
  readonly arn: string;
  readonly name: string;
  /** Runs a query of this machine's own, beside the Data API: no state, no permission, no fault. Rejects with the error of the database. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /**
   * The rows that a streaming view holds as of its last refresh, or that COPY has loaded into a table, in the order in which they came; SUPER as JSON text. None for a view
   * that is not there.
   */
  rows(view: string): readonly StreamViewRow[];
  /**
   * COPY … FORMAT JSON 'auto' of one object of S3: all of its rows, or none. They are among `rows` of the table afterwards. Rejects with
   * the error of the database, and with that of a usage limit that is reached.
   */
  copy(copied: Copied): Promise<void>;
}

/** What COPY loads. */
export interface Copied {
  /** With its schema. */
  readonly table: string;
  /** Those that are loaded; the others get their default. Left out: all. */
  readonly columns?: readonly string[] | undefined;
  /** JSON objects, one after another. */
  readonly body: Uint8Array;
}

/** A row by the names of its columns. */
export type StreamViewRow = Readonly<Record<string, unknown>>;

/** A warehouse in this process that reads one stream. */
export interface RunningWarehouse extends Pick<Warehouse, 'name' | 'rows' | 'copy'> {
  /** Runs one statement at once, without faults and without permissions. Rejects with the error of the database. */
  execute(sql: string): Promise<readonly StreamViewRow[]>;
}

/** A Kinesis data stream, as far as a view reads it. */
export interface StreamToRead {
  readonly arn: string;
  /** Those that the stream still has, the oldest first. */
  records(): readonly StreamRecord[];
  onPut(listener: (record: StreamRecord) => void): void;
}

export interface WarehouseOptions {
  readonly name: string;
  readonly clock: VirtualClock;
  /** Its views know the stream by the name in its ARN. */
  readonly stream: StreamToRead;
}

/** A warehouse in this process whose transactions load files. */
export interface FilesWarehouse {
  readonly name: string;
  /** Runs statements at once, all of them or none, without faults and without permissions. Rejects with the error of the database. */
  transaction(sqls: readonly string[]): Promise<void>;
  query(sql: string): Promise<readonly StreamViewRow[]>;
}

/** A bucket, as far as COPY reads it. */
export interface ObjectsToRead {
  current(key: string): { readonly body: Uint8Array } | undefined;
}

export interface FilesWarehouseOptions {
  readonly name: string;
  readonly clock: VirtualClock;
  /** What COPY reads, by the name of the bucket. */
  readonly buckets: Readonly<Record<string, ObjectsToRead>>;
}

export interface RedshiftKinds {
  warehouse: Warehouse;
}
