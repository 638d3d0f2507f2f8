/** What a lake holds: rows of one table, a file of the project for each (`infra/history-table.ts`). */
export interface LakeTable {
  /** Lower case, digits and _: as Glue stores it. */
  name: string;
  description: string;
  columns: readonly LakeColumn[];
  queries: readonly LakeQuery[];
}

export interface LakeColumn {
  /** Lower case, digits and _. Firehose finds the value under this name in the JSON of a record. */
  name: string;
  /** Of Athena's DDL: string, bigint, timestamp, … */
  type: string;
  comment: string;
}

/** A query that Athena keeps under its name. */
export interface LakeQuery {
  name: string;
  description: string;
  /** `table` is quoted, with its database. */
  sql(table: string): string;
}
