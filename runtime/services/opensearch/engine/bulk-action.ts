import type { Versioning } from './documents/documents.ts';

/** One action of a bulk request. */
export interface BulkAction {
  readonly operation: 'index' | 'create' | 'delete';
  readonly index: string;
  readonly id: string | undefined;
  readonly versioning: Versioning;
  /** The document as it was sent; empty for a delete. */
  readonly source: string;
}
