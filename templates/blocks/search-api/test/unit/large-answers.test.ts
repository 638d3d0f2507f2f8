import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { ResponseTooLong } from '../../processors/lib/search/http-fetch.ts';
import { SearchClient, type EngineFetch } from '../../processors/lib/search/search-client.ts';
import { SearchApi } from '../../processors/search-api/search-api.ts';
import { fastClock, scriptedEngine } from '../scripted-engine.ts';

/** Lambda guide, quotas: a function answers 6 MB at most. */
const lambdaLimit = 6 * 1024 * 1024;
/** Bytes of an item in DynamoDB, at most. */
const largest = 400 * 1024;

const model: SearchModel = {
  key: ['id'],
  text: ['head'],
  suggest: ['head'],
  facets: { tag: 'tag' },
  filters: { tag: { field: 'tag', type: 'keyword' } },
  sort: {},
};

interface Hits {
  count: number;
  source(nth: number): Record<string, unknown>;
  /** Values of the facet. */
  values?: readonly string[];
}

/** The search API over an engine that finds these, and of whose responses it reads `most` bytes. */
function searchApi({ count, source, values = [] }: Hits, most = 11_000_000) {
  const { fetch, asked } = scriptedEngine(({ body }) => {
    const { from = 0, size } = JSON.parse(body) as { from?: number; size: number };
    const hits = Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, nth) => source(from + nth));
    const buckets = values.map((key) => ({ key, doc_count: 1 }));
    return {
      status: 200,
      body: {
        hits: { total: { value: count }, hits: hits.map((_source) => ({ _source })) },
        aggregations: { tag: { values: { buckets } } },
      },
    };
  });
  const bounded: EngineFetch = async (...request) => {
    const response = await fetch(...request);
    const text = await response.text();
    if (Buffer.byteLength(text) > most) throw new ResponseTooLong();
    return { ok: response.ok, status: response.status, text: async () => text };
  };
  const clock = fastClock();
  const api = new SearchApi(new SearchClient('http://engine', bounded, clock), 'things', model, clock);
  return {
    sizes: () => asked.map(({ body }) => (JSON.parse(body) as { size: number }).size),
    ask: async (path: string, query: Record<string, string>) => {
      const { status, headers, body } = await api.handle(path, new URLSearchParams(query));
      const bytes = Buffer.byteLength(JSON.stringify({ statusCode: status, headers, body }));
      return { status, bytes, ...(JSON.parse(body) as any) };
    },
  };
}

/** All items of a search, by its cursors, and how large the largest answer was. */
async function all({ ask }: ReturnType<typeof searchApi>, query: Record<string, string>) {
  const ids: number[] = [];
  let most = 0;
  let cursor: string | null = null;
  do {
    const { status, bytes, items, next } = await ask('/search', { ...query, ...(cursor === null ? {} : { cursor }) });
    expect(status).toBe(200);
    expect(items.length).toBeGreaterThan(0);
    most = Math.max(most, bytes);
    ids.push(...items.map(({ item }: any) => item.id as number));
    cursor = next as string | null;
  } while (cursor !== null);
  return { ids, most };
}

describe('a page of items that Lambda could not answer', () => {
  it.each([
    [15, 'letters', 'x'.repeat(largest)],
    [5, 'quotes', '"'.repeat(largest)],
    [3, 'control characters', '\u0001'.repeat(largest)],
    [15, 'letters of four bytes', '\u{10400}'.repeat(largest / 4)],
  ])('ends early, and its cursor goes on: %d items with 400 KB of %s each', async (count, _what, text) => {
    const { ids, most } = await all(searchApi({ count, source: (id) => ({ id, text }) }), { pageSize: '100' });
    expect(ids).toEqual(Array.from({ length: count }, (_, nth) => nth));
    expect(most).toBeLessThan(lambdaLimit);
    expect(most).toBeGreaterThan(lambdaLimit / 3);
  });

  it('asks the engine for fewer items where their response is longer than what is read', async () => {
    const source = (id: number) => ({ id, text: 'x'.repeat(largest) });
    const api = searchApi({ count: 100, source }, 3_000_000);
    expect((await api.ask('/search', { pageSize: '100' })).items).toHaveLength(7);
    expect(api.sizes()).toEqual([100, 25, 7]);
  });

  it('leaves room for the counts of facets', async () => {
    const values = Array.from({ length: 50 }, (_, nth) => `${nth}`.padEnd(60_000, 'x'));
    const api = searchApi({ count: 30, source: (id) => ({ id, text: 'x'.repeat(largest) }), values });
    const { bytes, items } = await api.ask('/search', {});
    expect(items.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(lambdaLimit);
  });

  it('is refused with the reason where facets alone are too long', async () => {
    const values = Array.from({ length: 50 }, (_, nth) => `${nth}`.padEnd(120_000, 'x'));
    for (const count of [0, 3])
      expect(await searchApi({ count, source: (id) => ({ id }), values }).ask('/search', {})).toMatchObject({
        status: 400,
        problems: ['facets: their values are too long for one answer; ask for fewer facets'],
      });
  });

  it('completes with the texts that fit', async () => {
    const source = (id: number) => ({ id, head: `${id}`.padEnd(largest, '"') });
    const { status, bytes, suggestions } = await searchApi({ count: 20, source }).ask('/suggest', {
      q: 'x',
      limit: '20',
    });
    expect([status, suggestions.length > 0, bytes < lambdaLimit]).toEqual([200, true, true]);
  });
});

describe('the cursor of a page', () => {
  const api = searchApi({ count: 45, source: (id) => ({ id }) });

  it('leads through all results once, in pages of any size', async () => {
    const { next } = await api.ask('/search', { q: 'red' });
    const following = await api.ask('/search', { q: 'red', cursor: next, pageSize: '30', facets: 'none' });
    expect(following).toMatchObject({ total: 45, page: 1, next: null });
    expect(following.items.map(({ item }: any) => item.id)).toEqual(Array.from({ length: 25 }, (_, nth) => nth + 20));
  });

  it('is there until the last page', async () => {
    expect((await api.ask('/search', { page: '2' })).next).toMatch(/-40$/);
    expect((await api.ask('/search', { page: '3' })).next).toBeNull();
    expect((await api.ask('/search', { page: '9' })).next).toBeNull();
  });

  it('ends where results can be paged through no further', async () => {
    const many = searchApi({ count: 20_000, source: (id) => ({ id }) });
    const { next } = await many.ask('/search', { page: '124', pageSize: '80' });
    const last = await many.ask('/search', { cursor: next, pageSize: '100' });
    expect(many.sizes().at(-1)).toBe(80);
    expect(last).toMatchObject({ status: 200, next: null });
  });

  it.each<Record<string, string>>([{ q: 'blue' }, { q: 'red', 'filter.tag': 'a' }, {}])(
    'is refused in another search: %j',
    async (other) => {
      const { next } = await api.ask('/search', { q: 'red' });
      expect(await api.ask('/search', { ...other, cursor: next })).toMatchObject({
        status: 400,
        problems: ['cursor: belongs to another search; repeat its q, filters and sort'],
      });
    },
  );
});
