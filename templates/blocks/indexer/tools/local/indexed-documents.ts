import { itemName } from '../../contract/derived/item.ts';
import type { SearchIndex } from '../../.stream-pipeline/runtime/runtime.cjs';
import { nameOf, plainDocument, type Plain } from './raw-change.ts';

/** What the index has of an item, and in how many documents: one, when all is well. */
export interface Indexed {
  version: number;
  /** JSON, as it was sent. */
  source: string;
  copies: number;
}

/** The documents of the index by the name of the item that they are of, and the ids of those that are of none. */
export function indexedDocuments(index: SearchIndex): { byItem: ReadonlyMap<string, Indexed>; others: string[] } {
  const byItem = new Map<string, Indexed>();
  const others: string[] = [];
  for (const { id, version, source } of index.documents(itemName)) {
    const item = nameOf(plainDocument(source));
    if (item === undefined) {
      others.push(id);
      continue;
    }
    const known = byItem.get(item);
    const copies = (known?.copies ?? 0) + 1;
    const newest = known && known.version > Number(version) ? known : { version: Number(version), source };
    byItem.set(item, { ...newest, copies });
  }
  return { byItem, others };
}

/** The items that searches should find: what the index has and does not call removed, without what it keeps beside them. */
export function searchableItems(index: SearchIndex): Map<string, Plain> {
  const items = new Map<string, Plain>();
  for (const [name, { source }] of indexedDocuments(index).byItem) {
    const { stream, ...item } = plainDocument(source);
    if ((stream as { deleted?: unknown } | undefined)?.deleted !== true) items.set(name, item);
  }
  return items;
}
