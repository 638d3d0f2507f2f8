import type { Column, Field } from './engine/result.ts';

/** API reference, DescribeStatement, Status. */
export type Status = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';

/** What was asked for. */
export interface Submitted {
  readonly id: string;
  readonly workgroup: string;
  readonly sqls: readonly string[];
  /** A call of BatchExecuteStatement. */
  readonly batch: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly name: string | undefined;
  readonly clientToken: string | undefined;
  readonly database: string;
  /** The ARN of who asked: nobody else can read it. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface SubStatement {
  readonly sql: string;
  status: Status;
  /** Undefined until it has ended. */
  rows: number | undefined;
  columns: readonly Column[] | undefined;
  records: readonly (readonly Field[])[];
  error: string | undefined;
}

/** A call of ExecuteStatement or BatchExecuteStatement, and how far it is. */
export class Statement {
  readonly submitted: Submitted;
  readonly subs: readonly SubStatement[];
  status: Status = 'SUBMITTED';
  updatedAt: number;
  error: string | undefined;
  /** Milliseconds from STARTED to the end. */
  duration = 0;

  constructor(submitted: Submitted) {
    this.submitted = submitted;
    this.updatedAt = submitted.createdAt;
    this.subs = submitted.sqls.map((sql) => ({
      sql,
      status: 'SUBMITTED',
      rows: undefined,
      columns: undefined,
      records: [],
      error: undefined,
    }));
  }

  get ended(): boolean {
    return ['FINISHED', 'FAILED', 'ABORTED'].includes(this.status);
  }

  to(status: Status, at: number, error?: string): void {
    this.status = status;
    this.updatedAt = at;
    this.error = error;
    // a statement of a batch that has failed or has not run shares the end of the batch
    for (const sub of this.subs) if (status !== 'FINISHED' && sub.status !== 'FAILED') sub.status = status;
  }
}

const hour = 3_600_000;

/** API reference, DescribeStatement: results and states are kept for 24 hours. */
export const keptFor = 24 * hour;

/** API reference, ExecuteStatement, ClientToken: "A client token is valid for 8 hours". */
export const tokenValidFor = 8 * hour;
