/**
 * What a function does with an index. `search` finds documents, `get` reads them by id, `write` is the bulk API, `mapping` reads
 * the definition of the index, `define` sets template, index and alias.
 *
 * A series is all indexes whose names begin alike: NAME-*. `series` sets what a new one of them begins with, `append` writes to
 * them and makes those that are missing, `discard` deletes one.
 */
export type SearchOperation = 'search' | 'get' | 'write' | 'mapping' | 'define' | 'series' | 'append' | 'discard';

export interface IndexUse {
  /** An index, or NAME-* for a series. */
  index: string;
  operations: readonly SearchOperation[];
  /** Names what the function shares its access with: on Serverless, a policy of its own. */
  sharing?: string;
}
