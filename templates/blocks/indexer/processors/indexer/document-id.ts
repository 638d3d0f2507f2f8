import { createHash } from 'node:crypto';
import type { AttributeValue } from './dynamodb-json.ts';

/** OpenSearch takes ids of at most 512 bytes. */
const maxBytes = 512;

/**
 * The id of an item's document: its key attributes, each percent-encoded, joined by a slash, so that different keys never
 * share an id. A longer one is replaced by its hash; the document holds the key in any case.
 */
export function documentId(key: readonly AttributeValue[]): string {
  const id = key.map((value) => encodeURIComponent(Object.values(value)[0] as string)).join('/');
  return id.length <= maxBytes ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}
