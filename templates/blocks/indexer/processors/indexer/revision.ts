import type { KinesisStreamRecord } from 'aws-lambda';
import { canonical, parseExact } from '../lib/exact-json.ts';
import type { Change } from './change.ts';
import { indexDocument } from './document.ts';
import type { AttributeMap } from './dynamodb-json.ts';

/**
 * A change as the document that it makes: what is kept of a change until its batch is written. Of hundreds of items, texts are
 * less to hold than objects.
 */
export interface Revision {
  id: string;
  key: AttributeMap;
  version: bigint;
  /** Whether the item was removed: the document is a tombstone. */
  removed: boolean;
  /** JSON. */
  document: string;
  /** What the change was read from, to report or to park it. */
  record: KinesisStreamRecord;
}

/** The revision that a change makes, and how many fields of it the index does not take as they are. */
export function revisionOf({ id, key, version, item, plain, record }: Change): {
  revision: Revision;
  malformed: number;
} {
  const removed = item === undefined;
  const document = indexDocument(plain, version, removed);
  return {
    revision: { id, key, version, removed, document: JSON.stringify(document), record },
    malformed: document.stream.malformed?.length ?? 0,
  };
}

/** The document of a revision in one order, to compare it. */
export const canonicalDocument = ({ document }: Revision): string => canonical(parseExact(document));
