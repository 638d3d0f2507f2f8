import { describe, expect, it } from '@jest/globals';
import { indexFields, type FieldMapping } from '../../processors/indexer/index-field.ts';
import { exactNumber } from '../../processors/lib/exact-json.ts';

const fields = indexFields({
  title: { type: 'text' },
  id: { type: 'keyword' },
  price: { type: 'double' },
  count: { type: 'long' },
  live: { type: 'boolean' },
  born: { type: 'date' },
  bytes: { type: 'binary' },
  free: { type: 'object', enabled: false },
  size: { properties: { label: { type: 'keyword' }, litres: { type: 'double' } } },
} satisfies Record<string, FieldMapping>);

/** What the index takes of a value, and the fields that it finds malformed. */
function indexed(field: string, value: unknown) {
  const malformed: string[] = [];
  return { part: fields.get(field)!(value, field, malformed), malformed };
}

const long = 2n ** 63n;
const digits = '12345678901234567890123456789012345678';

describe('the index takes as it is', () => {
  it.each<[string, unknown]>([
    ['title', 'x'],
    ['title', 5],
    ['title', exactNumber(digits)],
    ['title', ['x', null, true]],
    ['id', ''],
    ['price', 0.5],
    ['price', exactNumber(digits)],
    ['price', exactNumber('1E-130')],
    ['price', '12.50'],
    ['count', 7],
    ['count', 1.5],
    ['count', exactNumber(String(long - 1n))],
    ['count', exactNumber(String(-long))],
    ['count', String(long - 1n)],
    ['count', exactNumber('123456789.123456789012345678')],
    ['live', true],
    ['live', 'false'],
    ['born', '2024-02-29'],
    ['born', '2026-01-01T10:00'],
    ['born', '2026-01-01T10:00:00.123456789+18:00'],
    ['born', 1_700_000_000_000],
    ['bytes', 'AP8Q'],
    ['free', { '': { '.': 1 } }],
    ['size', { label: 'M', litres: 1 }],
    ['size', [{ label: 'M' }, null, { litres: [1, 2] }]],
    ['size', {}],
    ['born', null],
    ['count', []],
    ['count', [[1], [2, [3]]]],
  ])('%s: %j', (field, value) => {
    const { part, malformed } = indexed(field, value);
    expect(part).toBe(value);
    expect(malformed).toEqual([]);
  });
});

describe('the index leaves out, and names', () => {
  it.each<[string, unknown]>([
    ['title', { en: 'x' }],
    ['id', {}],
    ['price', 'n/a'],
    ['price', ''],
    ['price', true],
    ['price', '0x10'],
    ['price', '1e999'],
    ['count', exactNumber(String(long))],
    ['count', exactNumber(digits)],
    ['count', 2 ** 63],
    ['count', String(-long - 1n)],
    ['count', 'NaN'],
    ['live', 'yes'],
    ['live', 1],
    ['live', ''],
    ['born', ''],
    ['born', 'TBD'],
    ['born', '2021-01-18 10:00:00'],
    ['born', '2026-02-30'],
    ['born', '2100-02-29'],
    ['born', '2026-00-01'],
    ['born', '2026-01-01T24:00:00Z'],
    ['born', '2026-01-01T10:00:60Z'],
    ['born', '2026-01-01T10:00:00.1234567890Z'],
    ['born', '2026-01-01T10:00:00+18:01'],
    ['born', 1.5],
    ['born', exactNumber(digits)],
    ['born', true],
    ['bytes', 5],
    ['size', 'M'],
    ['size', 5],
    ['size', exactNumber(digits)],
  ])('%s: %j', (field, value) => {
    expect(indexed(field, value)).toEqual({ part: undefined, malformed: [field] });
  });
});

describe('the index takes a part', () => {
  it('of a list: the entries that fit', () => {
    expect(indexed('born', ['2026-01-01', 'soon', null])).toEqual({ part: ['2026-01-01', null], malformed: ['born'] });
    expect(indexed('size', [{ label: 'M' }, 'L'])).toEqual({ part: [{ label: 'M' }], malformed: ['size'] });
  });

  it('of an object: the members that fit, and names those that do not', () => {
    expect(indexed('size', { label: { eu: 42 }, litres: 1 })).toEqual({
      part: { litres: 1 },
      malformed: ['size.label'],
    });
  });

  it('of an object with members that nobody declared, with which nothing is wrong', () => {
    expect(indexed('size', { label: 'M', 'label.eu': '42', '': 'x' })).toEqual({ part: { label: 'M' }, malformed: [] });
  });
});

it('is not made for a type that it does not know', () => {
  expect(() => indexFields({ place: { type: 'geo_point' } })).toThrow('geo_point');
});
