import type { StreamRecord } from '../../contracts/records.ts';
import type { Submitted } from './statement.ts';

/** What survives a restart: calls, how they ended, the rows that streaming views have made, and what COPY has loaded. */
export type Entry = { readonly submitted: Submitted } | Ended | Row | Loaded;

/** Its bytes: the statements as they ran, where one of them was COPY. */
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

/** Its bytes are those of the object. */
export interface Loaded {
  readonly workgroup: string;
  readonly copied: string;
  readonly columns: readonly string[] | undefined;
}
