import type { SearchModel } from '../../contract/search-model.ts';
import { searchLimits } from '../../contract/search-limits.ts';
import { exactNumber } from '../lib/exact-json.ts';

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

const instant = /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](\d\d):([0-5]\d)))?$/;

/** What OpenSearch calls strict_date_optional_time: a day of the calendar, and an offset of at most 18 hours. */
function isInstant(text: string): boolean {
  const [, day, , hours = '0', minutes = '0'] = instant.exec(text) ?? [];
  if (day === undefined || Number(hours) * 60 + Number(minutes) > 18 * 60) return false;
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
