import type { StreamRecord } from '../../contracts/records.ts';
import type { Submitted } from './statement.ts';

/** What survives a restart: calls, how they ended, and the rows that streaming views have made. */
export type Entry = { readonly submitted: Submitted } | Ended | Row;

export interface Ended {
  readonly workgroup: string;
  readonly ended: string;
  /** What GETDATE() gave, where it finished. */
  readonly at: number;
  readonly status: 'FINISHED' | 'FAILED' | 'ABORTED';
  readonly error?: string;
}

/** Its bytes are those of the record. */
export interface Row {
  readonly workgroup: string;
  readonly view: string;
  readonly refreshedAt: number;
  readonly record: Omit<StreamRecord, 'data'>;
}
