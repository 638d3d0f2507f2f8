/** What of the stack the SQL names. */
export interface WarehousePlace {
  /** The Kinesis data stream that the warehouse reads. */
  stream: string;
  /** The role with which it does. */
  roleArn: string;
  /** Whether the streaming view refreshes itself, where rows come through it. */
  automatic: boolean;
  /** How rows come in: through the streaming view, or copied into a table. */
  rows: 'streaming' | 'copy';
}

/** Statements of SQL that belong together. */
export interface Migration {
  /** The order of the migrations: "0001-stream". */
  id: string;
  /** One statement each, without a semicolon: at most 200 KB (Redshift Data API, quotas). */
  statements: readonly string[];
}

export interface Migrations {
  /**
   * Each runs once in the life of a database, in the order of the ids. What has run is never edited: a change of the database is a new
   * migration with a higher id.
   */
  once: readonly Migration[];
  /** Each runs after those, again whenever its statements change: it may run any number of times. */
  repeated: readonly Migration[];
}
