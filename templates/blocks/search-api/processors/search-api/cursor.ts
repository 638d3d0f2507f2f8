import { createHash } from 'node:crypto';
import { canonical } from '../lib/exact-json.ts';
import type { Query } from './query.ts';

/**
 * Where a search goes on: how many items were answered before, with the fingerprint of what was searched. Facets, highlights
 * and the size of a page may change on the way.
 */
export const cursorOf = (search: Searched, from: number): string => `${fingerprint(search)}-${from}`;

type Searched = Pick<Query, 'words' | 'filters' | 'sort'>;

/** How many items come before; or why the cursor cannot be used. */
export function readCursor(cursor: string, search: Searched): { from: number } | { problem: string } {
  const [, mark, from] = /^([0-9a-f]{16})-([1-9]\d{0,3})$/.exec(cursor) ?? [];
  if (from === undefined) return { problem: 'expected the value of "next" in an earlier answer' };
  if (mark !== fingerprint(search)) return { problem: 'belongs to another search; repeat its q, filters and sort' };
  return { from: Number(from) };
}

const fingerprint = ({ words, filters, sort }: Searched): string =>
  createHash('sha256').update(canonical({ words, filters, sort })).digest('hex').slice(0, 16);
