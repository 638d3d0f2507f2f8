import { itemKey } from '../../contract/derived/item-table.ts';
import { documentId } from '../indexer/document-id.ts';

/** The id under which the indexer writes the item of a key of the contract. */
export const documentIdOf = (key: Readonly<Record<string, unknown>>): string =>
  documentId(itemKey.map(({ name, type }) => ({ [type]: inStream(type, key[name]) })));

/** The change stream encodes bytes twice; in the contract they are base64 already. */
const inStream = (type: 'S' | 'N' | 'B', value: unknown): string =>
  type === 'B' ? Buffer.from(String(value)).toString('base64') : String(value);
