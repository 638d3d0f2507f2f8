import { plainJson, type Plain } from './raw-change.ts';

/** What a document of the index says, read without any code of the processors. */
export interface HeldDocument {
  /** The item; of one that was removed, its key. */
  item: Plain;
  /** The part of the item that searches see. */
  indexed: Plain;
  /** Microseconds of Unix time. */
  version: string;
  removed: boolean;
}

/** What is at the root of a document is indexed; where `stream.unindexed` has an attribute, that is the whole of it. */
export function heldDocument(source: string): HeldDocument {
  const { stream = {}, ...indexed } = plainJson(source) as Plain & { stream?: Plain };
  const { version, deleted, unindexed } = stream;
  return {
    item: { ...indexed, ...(unindexed as Plain | undefined) },
    indexed,
    version: String(version),
    removed: deleted === true,
  };
}
