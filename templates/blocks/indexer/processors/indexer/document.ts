import mapping from '../../contract/derived/item-mapping.json' with { type: 'json' };
import { indexFields } from './index-field.ts';
import { setMember, type PlainItem } from './plain-item.ts';

/** The document of an item in the index. Attributes of the item stand at the root, as far as the mapping has fields for them. */
export interface IndexDocument extends PlainItem {
  stream: StreamState;
}

/** What the index keeps about a document. */
export interface StreamState {
  version: number;
  deleted: boolean;
  /**
   * Attributes that the index does not take, or not as a whole: the mapping does not name them, or a part of them. They are stored,
   * not indexed. Each is whole here; where the root holds a part of it, this is the attribute.
   */
  unindexed?: PlainItem;
  /** The fields with a value that their type does not allow. It is left out of the index, and stands in `unindexed`. */
  malformed?: readonly string[];
}

const { stream: _, ...properties } = mapping.properties;
const fields = indexFields(properties);

/**
 * The document of an item at a version. Nothing in an item keeps it out of the index: the engine refuses a document for one value
 * that it cannot read, and for names such as `_id` or `a..b`, so that what the mapping does not name is kept apart.
 *
 * A removed item, of which only the key is left, has a tombstone (`deleted`). A plain removal would be forgotten by the engine
 * after a minute (index.gc_deletes), and a change that arrives late would bring the item back.
 */
export function indexDocument(item: PlainItem, version: bigint, deleted: boolean): IndexDocument {
  const stream: StreamState = { version: Number(version), deleted };
  const document: PlainItem = { ...item };
  let unindexed: PlainItem | undefined;
  const malformed: string[] = [];
  for (const name in item) {
    const value = item[name];
    const part = fields.get(name)?.(value, name, malformed);
    if (part === value) continue;
    setMember((unindexed ??= {}), name, value);
    // JSON leaves out what is undefined; to delete it would make an object that is slow to write
    document[name] = part;
  }
  if (unindexed) stream.unindexed = unindexed;
  if (malformed.length > 0) stream.malformed = [...new Set(malformed)];
  document['stream'] = stream;
  return document as IndexDocument;
}
