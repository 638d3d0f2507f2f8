import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { readQuery } from '../../processors/search-api/query.ts';
import { searchBody } from '../../processors/search-api/request-body.ts';
import { termsIn } from '../../processors/search-api/terms.ts';

describe('the terms of a text', () => {
  it.each([
    ['garden table', 2],
    ['well-known, e.g. "größe"', 5],
    ['東京の家', 4],
    ['3 × 4', 2],
    ['aกaก', 4],
    ['x'.repeat(500), 2],
    ['😀😀', 2],
    ['& - + / % "', 0],
    [' - ', 0],
  ])('are at most so many: %s', (text, terms) => {
    expect(termsIn(text)).toBe(terms);
  });
});

/** A contract of so many texts, and as many numbers. */
function modelOf(count: number): SearchModel {
  const names = Array.from({ length: count }, (_, nth) => `f${nth}`);
  return {
    key: ['id'],
    text: names,
    suggest: [],
    facets: {},
    filters: Object.fromEntries(names.map((name) => [`n${name}`, { field: `n${name}`, type: 'number' as const }])),
    sort: {},
  };
}

describe('a search of many fields', () => {
  const read = (count: number, parameters: string) => readQuery(new URLSearchParams(parameters), modelOf(count));
  const misspellings = (count: number, parameters: string): number[] => {
    const query = read(count, parameters);
    if (!query.ok) throw new Error(query.problems.join());
    const { query: sent } = searchBody(query.value, modelOf(count), 1) as {
      query: { bool: { must: { multi_match: { max_expansions: number } }[] } };
    };
    return sent.bool.must.map(({ multi_match }) => multi_match.max_expansions);
  };

  it('has as many words as the engine takes clauses', () => {
    expect(read(300, 'q=one+two+three').ok).toBe(true);
    expect(read(300, 'q=one+two+three+four')).toEqual({
      ok: false,
      problems: ['q: expected at most 3 words: each is looked for in 300 fields'],
    });
    expect(read(300, 'q=one-two-three-four')).toEqual({
      ok: false,
      problems: ['q: expected at most 3 terms ("well-known" has two): each is looked for in 300 fields'],
    });
  });

  it('has fewer words beside many filters', () => {
    const filters = Array.from({ length: 101 }, (_, nth) => `&filter.nf${nth}=1`).join('');
    expect(read(300, `q=one+two${filters}`).ok).toBe(true);
    expect(read(300, `q=one+two+three${filters}`).ok).toBe(false);
  });

  it('has fewer words beside many dates', () => {
    const dates = Array.from({ length: 100 }, () => '&filter.at=2026-01-01').join('');
    const model: SearchModel = { ...modelOf(320), filters: { at: { field: 'at', type: 'date' } } };
    const asked = (q: string) => readQuery(new URLSearchParams(`q=${q}${dates}`), model).ok;
    expect([asked('one two'), asked('one two three')]).toEqual([true, false]);
  });

  it('looks for the misspellings that there are clauses for', () => {
    expect(misspellings(4, 'q=one')).toEqual([50]);
    expect(misspellings(4, 'q=one+two+three+four+five+six')).toEqual([41, 41, 41, 41, 41, 41]);
    expect(misspellings(300, 'q=one+two+three')).toEqual([1, 1, 1]);
  });
});
