/** A workgroup of Redshift Serverless with the database of its namespace. */
export interface Warehouse {
  readonly arn: string;
  readonly name: string;
  /** Runs a query of this machine's own, beside the Data API: no state, no permission, no fault. Rejects with the error of the database. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface RedshiftKinds {
  warehouse: Warehouse;
}
