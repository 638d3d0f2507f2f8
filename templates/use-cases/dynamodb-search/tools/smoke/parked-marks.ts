import { itemKey } from '../../contract/derived/item-table.ts';
import { readChange } from '../../processors/indexer/change.ts';
import { documentId } from '../../processors/indexer/document-id.ts';
import { fromChangeStream, plainItem } from '../../processors/indexer/dynamodb-json.ts';
import type { ParkedObject, ParkedRecord } from '../replay/parked.ts';
import { markAttribute, type Item, type Mark, type MarkedItem } from './marked-items.ts';
import { removed, type ParkedMark } from './smoke.ts';

/** The changes of marked items that an object of the failure store holds. */
export function parkedMarks({ key, records }: ParkedObject, items: readonly MarkedItem[]): ParkedMark[] {
  const ids = items.map((item) => documentIdOf(item.key));
  return records.flatMap((record): ParkedMark[] => {
    const change = readOrNothing(record);
    const item = change ? ids.indexOf(change.id) : -1;
    if (!change || item < 0) return [];
    const mark = change.item && (plainItem(change.item, fromChangeStream)[markAttribute] as Mark | undefined);
    return [{ item, change: mark ? mark.change : removed, where: key, why: record.reason }];
  });
}

function readOrNothing({ data }: ParkedRecord) {
  try {
    return readChange({ kinesis: { data } } as Parameters<typeof readChange>[0]);
  } catch {
    // an unreadable record is none of this run: those are changes of items
    return undefined;
  }
}

/** The id that the indexer gives to an item; the change stream encodes binary values twice. */
const documentIdOf = (key: Item): string =>
  documentId(itemKey.map(({ name, type }) => ({ [type]: type === 'B' ? btoa(String(key[name])) : String(key[name]) })));
