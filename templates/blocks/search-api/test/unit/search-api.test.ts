import { describe, expect, it } from '@jest/globals';
import type { SearchModel } from '../../contract/search-model.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { SearchApi } from '../../processors/search-api/search-api.ts';
import { fastClock, scriptedEngine, type ScriptedAnswer } from '../scripted-engine.ts';

const model: SearchModel = {
  key: ['id'],
  text: ['head'],
  suggest: ['head'],
  facets: { live: 'live', born: 'born' },
  filters: { live: { field: 'live', type: 'boolean' }, born: { field: 'born', type: 'date' } },
  sort: {},
};

function ask(path: string, query: string, answer: ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(() => answer);
  const clock = fastClock();
  const api = new SearchApi(new SearchClient('http://engine', fetch, clock), 'things', model, clock);
  return { answered: api.handle(path, new URLSearchParams(query)), asked };
}

const found = {
  status: 200,
  body: {
    hits: {
      total: { value: 2 },
      hits: [
        {
          _source: { id: 'a', head: 'Red', stream: { version: 1, deleted: false } },
          highlight: { head: ['<em>Red</em>'] },
        },
      ],
    },
    aggregations: {
      live: { values: { buckets: [{ key: 1, key_as_string: 'true', doc_count: 2 }] } },
      born: { values: { buckets: [{ key: 0, key_as_string: '1970-01-01T00:00:00.000Z', doc_count: 1 }] } },
    },
  },
};

describe('GET /search', () => {
  it('answers items, facets and highlights, without what the index keeps for itself', async () => {
    const { status, body, headers } = await ask('/search', 'q=red', found).answered;
    expect(status).toBe(200);
    expect(headers).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(JSON.parse(body)).toEqual({
      total: 2,
      page: 1,
      pageSize: 20,
      items: [{ item: { id: 'a', head: 'Red' }, highlight: { head: ['<em>Red</em>'] } }],
      facets: { live: [{ value: true, count: 2 }], born: [{ value: '1970-01-01T00:00:00.000Z', count: 1 }] },
      next: expect.stringMatching(/^[0-9a-f]{16}-1$/),
    });
  });

  it('answers items whole, with what the index stores and does not take', async () => {
    const unindexed = { _id: 'x', size: { label: 'M', 'label.eu': 42 }, stream: 'mine' };
    const hits = [{ _source: { id: 'a', size: { label: 'M' }, stream: { version: 1, deleted: false, unindexed } } }];
    const answer = { status: 200, body: { hits: { total: { value: 1 }, hits } } };
    const { body } = await ask('/search', '', answer).answered;
    expect(JSON.parse(body).items).toEqual([{ item: { id: 'a', ...unindexed } }]);
  });

  it('answers what all of the shards found in time', async () => {
    const whole = { ...found.body, timed_out: false, _shards: { total: 2, successful: 2, skipped: 0, failed: 0 } };
    expect(await ask('/search', 'q=red', { status: 200, body: whole }).answered).toMatchObject({ status: 200 });
  });

  it('answers every item of a page, in the order of the engine', async () => {
    const ids = Array.from({ length: 25 }, (_, nth) => `id-${nth}`);
    const hits = ids.map((id) => ({ _source: { id } }));
    const page = { status: 200, body: { hits: { total: { value: 90 }, hits } } };
    const { body } = await ask('/search', 'pageSize=25', page).answered;
    expect(JSON.parse(body).items).toEqual(ids.map((id) => ({ item: { id } })));
  });

  it('gives a cursor where an item follows, and none after the last', async () => {
    const page = (total: number) => ({
      status: 200,
      body: { hits: { total: { value: total }, hits: [{ _source: { id: 'a' } }, { _source: { id: 'b' } }] } },
    });
    const next = async (total: number) =>
      (JSON.parse((await ask('/search', 'pageSize=2', page(total)).answered).body) as { next: unknown }).next;
    expect(await next(3)).toMatch(/^[0-9a-f]{16}-2$/);
    expect(await next(2)).toBeNull();
  });

  it('answers numbers with all their digits', async () => {
    const digits = '12345678901234567890123456789012345678';
    const answer = { hits: { total: { value: 1 }, hits: [{ _source: { id: 'a', n: JSON.parse('0') } }] } };
    const fetch = (async () =>
      new Response(JSON.stringify(answer).replace('"n":0', `"n":${digits}`))) as typeof globalThis.fetch;
    const clock = fastClock();
    const api = new SearchApi(new SearchClient('http://engine', fetch, clock), 'things', model, clock);
    expect((await api.handle('/search', new URLSearchParams())).body).toContain(`"n":${digits}`);
  });

  it('answers a search that it cannot understand with 400 and the reasons, without asking the engine', async () => {
    const { answered, asked } = ask('/search', 'page=0', found);
    expect(await answered).toMatchObject({
      status: 400,
      outcome: 'refused',
      body: expect.stringContaining('page: expected'),
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['does not answer', 'no answer' as const],
    ['answers 502', { status: 502 }],
    ['answers 503', { status: 503 }],
    ['answers 504', { status: 504 }],
    ['answers 429', { status: 429 }],
    ['has not all of the answer in time', { ...found, body: { ...found.body, timed_out: true } }],
    ['lacks a shard', { ...found, body: { ...found.body, _shards: { total: 2, successful: 1, failed: 1 } } }],
  ])('asks to come back while the engine %s', async (_what, answer) => {
    const { status, headers, outcome, reason } = await ask('/search', '', answer).answered;
    expect(reason).toMatch(/^(POST \/things\/_search: fetch failed|50[234]|429|only some of the shards)/);
    expect({ status, outcome, retryAfter: headers['retry-after'] }).toEqual({
      status: 503,
      outcome: 'waking',
      retryAfter: '10',
    });
  });

  it('says that it failed, not that the engine wakes up, when a page that is no JSON refuses the request', async () => {
    const fetch = (async () => new Response('<html>Forbidden</html>', { status: 403 })) as typeof globalThis.fetch;
    const clock = fastClock();
    const api = new SearchApi(new SearchClient('http://engine', fetch, clock), 'things', model, clock);
    expect(await api.handle('/search', new URLSearchParams())).toMatchObject({
      status: 500,
      outcome: 'failed',
      body: expect.stringContaining('status 403'),
    });
  });

  it.each([400, 401, 403, 404, 500])('says that it failed when the engine answers %d', async (status) => {
    expect(await ask('/search', '', { status, body: {} }).answered).toMatchObject({ status: 500, outcome: 'failed' });
  });

  it.each([
    [500, { type: 'too_many_nested_clauses', reason: 'Query contains too many nested clauses; maxClauseCount is …' }],
    [500, { type: 'too_many_clauses', reason: 'maxClauseCount is set to 1024' }],
    [400, { type: 'query_shard_exception', reason: 'failed to create query: maxClauseCount is set to 1024' }],
  ])('refuses a search whose words expand to too many clauses in the index (%d)', async (status, cause) => {
    const body = { error: { root_cause: [cause], type: 'search_phase_execution_exception' }, status };
    expect(await ask('/search', 'q=red', { status, body }).answered).toMatchObject({
      status: 400,
      outcome: 'refused',
      body: expect.stringContaining('use fewer words'),
    });
  });
});

it.each([
  ['a search', 200, '/search', '', found, ['facets', 'items', 'next', 'page', 'pageSize', 'total']],
  ['completions', 200, '/suggest', 'q=re', found, ['suggestions']],
  ['a refusal', 400, '/search', 'page=0', found, ['message', 'problems']],
  ['a failure', 500, '/search', '', { status: 403, body: { message: 'arn:aws:iam::1:role/r' } }, ['message']],
  ['a request to come back', 503, '/search', '', { status: 503, body: { message: 'of node n-1' } }, ['message']],
] as const)(
  '%s (%d) tells a caller what it has to, and nothing of the engine',
  async (_what, status, path, query, answer, members) => {
    const { headers, ...told } = await ask(path, query, answer as typeof found).answered;
    expect(told.status).toBe(status);
    expect(headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '10' } : {}),
    });
    expect(Object.keys(JSON.parse(told.body) as object).toSorted()).toEqual(members);
    expect(told.body).not.toMatch(/arn:|n-1/);
    expect(told.took).toBeGreaterThanOrEqual(0);
    expect(told.reason === undefined).toBe(status < 500);
  },
);

it('says why it failed without a word of the search', async () => {
  const error = { type: 'query_shard_exception', reason: 'failed to create query: For input string: "red shoes"' };
  const { status, reason, body } = await ask('/search', 'q=red+shoes', { status: 400, body: { error } }).answered;
  expect({ status, reason }).toEqual({ status: 500, reason: '400 query_shard_exception' });
  expect(body).not.toContain('red shoes');
});

describe('GET /suggest', () => {
  it('answers each completion once, with the key of an item', async () => {
    const hits = ['a', 'b'].map((id) => ({ _source: { id, head: 'Red' } }));
    const { body } = await ask('/suggest', 'q=re', { status: 200, body: { hits: { total: { value: 2 }, hits } } })
      .answered;
    expect(JSON.parse(body)).toEqual({ suggestions: [{ text: 'Red', key: { id: 'a' } }] });
  });

  it('answers a key that the index does not take', async () => {
    const _source = { head: 'Red', stream: { unindexed: { id: 'too long' } } };
    const answer = { status: 200, body: { hits: { total: { value: 1 }, hits: [{ _source }] } } };
    const { body } = await ask('/suggest', 'q=re', answer).answered;
    expect(JSON.parse(body)).toEqual({ suggestions: [{ text: 'Red', key: { id: 'too long' } }] });
  });

  it('refuses a completion of nothing', async () => {
    expect(await ask('/suggest', '', found).answered).toMatchObject({ status: 400 });
  });
});
