import type { SearchModel } from '../../contract/search-model.ts';
import { searchLimits } from '../../contract/search-limits.ts';
import { exactNumber } from '../lib/exact-json.ts';
import { isEngineDate } from '../lib/search/engine-date.ts';

export type FilterType = SearchModel['filters'][string]['type'];

/** An object is a number with all its digits (`exactNumber`). */
export type FilterValue = string | number | boolean | object;

export const valueNames: Record<FilterType, string> = {
  keyword: 'text',
  integer: 'a whole number of at most 64 bits',
  number: 'a number',
  date: 'a date such as 2026-11-23 or 2026-11-23T10:00:00Z',
  boolean: 'true or false',
};

/** A value as the engine takes it for a field of the type; undefined where it would refuse it. */
export function filterValue(text: string, type: FilterType): FilterValue | undefined {
  switch (type) {
    case 'keyword':
      return text === '' || isTooLong(text) ? undefined : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'integer':
      return /^-?\d{1,19}$/.test(text) && isLong(BigInt(text))
        ? (exactNumber(String(BigInt(text))) as object)
        : undefined;
    case 'number':
      return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'date':
      return isInstant(text) ? text : undefined;
  }
}

export const isTooLong = (text: string): boolean => [...text].length > searchLimits.characters;

const isLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

/** Where a time has no offset, somebody might mean their own. */
const withoutOffset = /T[^Z+-]*$/;

const isInstant = (text: string): boolean => isEngineDate(text) && !withoutOffset.test(text);
