import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { clientOf } from './index-client.ts';
import { createWorld, minute, second } from './world.ts';

const everything = { query: { match_all: {} }, sort: ['_id'] };

describe('what is written', () => {
  onlyStandIn('is read by id at once, and found by a search only after the next refresh', async () => {
    const world = createWorld({ index: { refreshInterval: second } });
    const client = clientOf(world);
    await world.clock.advance(300);
    client.bulk({ index: { _id: 'p1' } }, { price: 1 });
    expect(client.get('/products/_doc/p1').body._source).toEqual({ price: 1 });
    expect(
      client.post('/products/_mget', { ids: ['p1', 'p2'] }).body.docs.map(({ found }: { found: boolean }) => found),
    ).toEqual([true, false]);
    await world.clock.advance(699);
    expect(client.found(everything)).toEqual([]);
    await world.clock.advance(1);
    expect(client.found(everything)).toEqual(['p1']);
  });

  onlyStandIn('is seen by a search as it was at the last refresh, deletes and later versions excepted', async () => {
    const world = createWorld({ index: { refreshInterval: second } });
    const client = clientOf(world);
    client.bulk({ index: { _id: 'p1' } }, { price: 1 }, { index: { _id: 'p2' } }, { price: 1 });
    await world.clock.advance(1500);
    client.bulk({ index: { _id: 'p1' } }, { price: 2 }, { delete: { _id: 'p2' } });
    const seen = () =>
      client.post('/products/_search', everything).body.hits.hits.map((hit: { _source: object }) => hit._source);
    expect(seen()).toEqual([{ price: 1 }, { price: 1 }]);
    await world.clock.advance(second);
    expect(seen()).toEqual([{ price: 2 }]);
  });

  it('is visible at once after refresh=true, and never by itself with refresh_interval -1', async () => {
    const world = createWorld({});
    const client = clientOf(world);
    client.put('/products', { settings: { refresh_interval: '-1' } });
    client.bulk({ index: { _id: 'p1' } }, {});
    await world.clock.advance(minute);
    expect(client.found(everything)).toEqual([]);
    client.fill({ p2: {} });
    expect(client.found(everything)).toEqual(['p1', 'p2']);
  });
});

describe('a point in time', () => {
  it('pages through everything with search_after, whatever is written meanwhile', () => {
    const client = clientOf(createWorld({}));
    const ids = Array.from({ length: 25 }, (_, n) => `p${String(n).padStart(2, '0')}`);
    client.fill(Object.fromEntries(ids.map((id) => [id, { price: 1 }])));
    const { pit_id: id } = client.post('/products/_search/point_in_time?keep_alive=1m').body;
    const seen: string[] = [];
    let after: unknown[] | undefined;
    for (;;) {
      const body = { size: 10, sort: ['_id'], pit: { id, keep_alive: '1m' }, ...(after && { search_after: after }) };
      const { hits } = client.post('/_search', body).body.hits;
      if (hits.length === 0) break;
      for (const hit of hits) seen.push(hit._id);
      after = hits.at(-1).sort;
      client.fill({ p99: {} });
      client.bulk({ delete: { _id: 'p24' } });
    }
    expect(seen).toEqual(ids);
    expect(client.delete('/_search/point_in_time', { pit_id: [id] }).body).toEqual({
      pits: [{ pit_id: id, successful: true }],
    });
    expect(client.post('/_search', { pit: { id } })).toMatchObject({ status: 404 });
  });

  onlyStandIn('expires unless a search keeps it alive', async () => {
    const world = createWorld({});
    const client = clientOf(world);
    client.fill({ p1: {} });
    const { pit_id: id } = client.post('/products/_search/point_in_time?keep_alive=1m').body;
    await world.clock.advance(50 * second);
    expect(client.post('/_search', { pit: { id, keep_alive: '1m' } }).status).toBe(200);
    await world.clock.advance(50 * second);
    expect(client.post('/_search', { pit: { id } }).status).toBe(200);
    await world.clock.advance(11 * second);
    expect(client.post('/_search', { pit: { id } }).body.error.caused_by.type).toBe('search_context_missing_exception');
  });
});

describe('the source of a document', () => {
  const source =
    '{"exact":12345678901234567890123456789012345678,"price":1.10,"tags":["a","b"],"maker":{"name":"A","city":"B"}}';
  const stored = () => {
    const client = clientOf(createWorld({}));
    client.put('/products', { mappings: { properties: { exact: { type: 'double' } } } });
    client.post('/products/_bulk?refresh=true', `{"index":{"_id":"p1"}}\n${source}\n`);
    return client;
  };

  it('keeps its numbers as they were written', () => {
    const client = stored();
    expect(client.get('/products/_doc/p1').text).toContain(`"_source":${source}`);
    expect(client.post('/products/_search', everything).text).toContain(`"_source":${source}`);
    const filtered = client.post('/products/_search', { ...everything, _source: ['exact'] }).text;
    expect(filtered).toContain('"_source":{"exact":12345678901234567890123456789012345678}');
  });

  it.each<[unknown, unknown]>([
    [false, undefined],
    ['maker', { maker: { name: 'A', city: 'B' } }],
    [['maker.n*', 'tags'], { tags: ['a', 'b'], maker: { name: 'A' } }],
    [{ excludes: ['exact', 'maker.city'] }, { price: 1.1, tags: ['a', 'b'], maker: { name: 'A' } }],
    [{ includes: ['maker.*'], excludes: ['*.city'] }, { maker: { name: 'A' } }],
  ])('is given in part: _source %j', (_source, expected) => {
    const [hit] = stored().post('/products/_search', { ...everything, _source }).body.hits.hits;
    expect(hit._source).toEqual(expected);
  });
});
