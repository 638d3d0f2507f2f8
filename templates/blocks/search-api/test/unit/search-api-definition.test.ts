import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemSearch } from '../../contract/derived/item-search.ts';
import { cursorOf } from '../../processors/search-api/cursor.ts';
import { readQuery, readSuggestion, searchParameters, suggestParameters } from '../../processors/search-api/query.ts';

interface Schema {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
  items?: Schema;
  enum?: string[];
  anyOf?: { format: string }[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}
interface Parameter {
  name: string;
  schema: Schema;
}
const { paths } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'contract', 'derived', 'item-openapi.json'), 'utf8'),
) as { paths: Record<string, { get: { parameters: Parameter[] } }> };
const described = (path: string): Parameter[] => paths[path]?.get.parameters ?? [];

/** Where a search for everything goes on after its first item. */
const firstCursor = cursorOf({ words: [], filters: [], sort: [] }, 1);

const isRead = {
  // one item a page, so that every page can be asked for
  '/search': (name: string, value: string) =>
    readQuery(new URLSearchParams({ pageSize: '1', [name]: value }), itemSearch).ok,
  '/suggest': (name: string, value: string) =>
    readSuggestion(new URLSearchParams({ q: 'x', [name]: value }), itemSearch).ok,
};
const readable = {
  '/search': [
    ...searchParameters,
    ...Object.keys(itemSearch.filters).flatMap((field) =>
      ['', '.from', '.to'].map((bound) => `filter.${field}${bound}`),
    ),
  ],
  '/suggest': suggestParameters,
};

describe.each(['/search', '/suggest'] as const)('the definition of GET %s', (path) => {
  it('has the parameters that are read, and no others', () => {
    const values = ['x', '1', 'true', '2026-11-23', 'none', firstCursor, ...Object.keys(itemSearch.sort)];
    const read = readable[path].filter((name) => values.some((value) => isRead[path](name, value)));
    expect(
      described(path)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(read.toSorted());
  });

  it('allows values that are read, and no others', () => {
    const wrong = described(path).flatMap(({ name, schema }) => [
      ...allowed(schema)
        .filter((value) => !isRead[path](name, value))
        .map((value) => `${name}=${value} is refused`),
      ...forbidden(schema)
        .filter((value) => isRead[path](name, value))
        .map((value) => `${name}=${value} is read`),
    ]);
    expect(wrong).toEqual([]);
  });
});

/** Its pattern takes a cursor, and not just any text. */
const isCursor = ({ pattern }: Schema): boolean =>
  pattern !== undefined && new RegExp(pattern).test(firstCursor) && !new RegExp(pattern).test('x');

function allowed(schema: Schema): string[] {
  if (schema.enum) return schema.enum;
  switch (schema.type) {
    case 'array':
      return allowed(schema.items!);
    case 'integer':
      if (schema.format === 'int64') return ['-9223372036854775808', '9223372036854775807'];
      return [String(schema.minimum), String(schema.maximum)];
    case 'number':
      return ['-1.5', '1e3'];
    case 'boolean':
      return ['true', 'false'];
    case 'string':
      if (isCursor(schema)) return [firstCursor];
      if (schema.anyOf) return ['2026-11-23', '2026-11-23T10:00:00+01:00'];
      // a character of two code units, and signs that are no word: one word alone may be too many terms
      return ['x', '\u{10400} '.padEnd(schema.maxLength! + 1, '&')];
  }
}

function forbidden(schema: Schema): string[] {
  if (schema.enum) return ['no such name'];
  switch (schema.type) {
    case 'array':
      return forbidden(schema.items!);
    case 'integer':
      if (schema.format === 'int64') return ['', 'x', '1.5', '9223372036854775808', '-9223372036854775809'];
      return [String(schema.minimum! - 1), String(schema.maximum! + 1), '1.5'];
    case 'number':
    case 'boolean':
      return ['', 'x'];
    case 'string':
      if (isCursor(schema)) return ['', 'x', `${firstCursor}0000`];
      return schema.anyOf ? ['', 'soon'] : ['x'.repeat(schema.maxLength! + 1)];
  }
}
