import { canonical } from '../lib/exact-json.ts';
import { fromChangeStream, fromTable, plainItem, type AttributeMap } from './dynamodb-json.ts';
import type { Change } from './change.ts';

/** What the index keeps about a document beside the item: the version it has, and whether the item was removed. */
interface StreamState {
  version: number;
  deleted: boolean;
}

/**
 * The document of an item after a change: the item, or a tombstone with its key, its version and `deleted`. A plain removal
 * would be forgotten by the engine after a minute (index.gc_deletes), and a change that arrives late would bring the item back.
 */
export const documentOf = ({ key, version, item }: Change): string =>
  text(plainItem(item ?? key, fromChangeStream), { version: Number(version), deleted: item === undefined });

/** The document of an item as the table holds it. */
export const documentOfTable = (item: AttributeMap, version: bigint): string =>
  text(plainItem(item, fromTable), { version: Number(version), deleted: false });

/**
 * In one order, so that the same item gives the same text. Names with dots are paths to the engine: an attribute `stream.deleted`
 * would hide the item from searches.
 */
const text = (item: object, stream: StreamState): string =>
  canonical({ ...Object.fromEntries(Object.entries(item).filter(([name]) => !name.startsWith('stream.'))), stream });
