import { expect, it } from '@jest/globals';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { cutoff, requireComplete, TombstonePurge } from '../../processors/tombstone-purge/tombstone-purge.ts';
import { deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const page = (...versions: number[]): ScriptedAnswer => ({
  status: 200,
  body: { hits: { hits: versions.map((version) => ({ _id: `t${version}`, sort: [version] })) } },
});
const removals = ({ body }: Asked, status: number): ScriptedAnswer => ({
  status: 200,
  body: {
    items: body
      .trim()
      .split('\n')
      .map(() => ({ delete: { status } })),
  },
});

function purgeWith(answer: (asked: Asked, nth: number) => ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  const purge = new TombstonePurge(client, new BulkWriter(client, 'things', clock), 'things', clock);
  return { purge, asked, clock };
}

it('removes old tombstones page by page, each at its own version', async () => {
  const pages = [page(1, 2), page(3), page()];
  const { purge, asked } = purgeWith((request) =>
    request.path.endsWith('_search') ? pages.shift()! : removals(request, 200),
  );
  expect(await purge.purge(10n, { remaining: () => 1000 })).toEqual({ removed: 3, complete: true });
  expect(asked.filter(({ path }) => path.endsWith('_bulk')).map(({ body }) => body)).toEqual([
    '{"delete":{"_id":"t1","version":"1","version_type":"external_gte"}}\n{"delete":{"_id":"t2","version":"2","version_type":"external_gte"}}\n',
    '{"delete":{"_id":"t3","version":"3","version_type":"external_gte"}}\n',
  ]);
  const searches = asked.filter(({ path }) => path.endsWith('_search')).map(({ body }) => JSON.parse(body));
  expect(searches.map(({ search_after }) => search_after)).toEqual([undefined, [2], [3]]);
  expect(searches[0].query.bool.filter).toContainEqual({ range: { 'stream.version': { lt: 10 } } });
});

it('removes a tombstone that is older than the retention, and keeps a younger one', async () => {
  const week = 7 * 24 * 3600;
  const second = 1_000_000;
  const aWeekAgo = (fastClock().now() / 1000 - week) * second;
  const [older, younger] = [aWeekAgo - second, aWeekAgo + second];
  const { purge, asked, clock } = purgeWith((request) => {
    if (!request.path.endsWith('_search')) return removals(request, 200);
    const { query, search_after: [after] = [0] } = JSON.parse(request.body);
    const { lt } = query.bool.filter[1].range['stream.version'];
    return page(...[older, younger].filter((version) => version > after && version < lt));
  });
  await purge.purge(cutoff(clock.now(), week), { remaining: () => 1000 });
  expect(asked.filter(({ path }) => path.endsWith('_bulk')).map(({ body }) => body)).toEqual([
    `{"delete":{"_id":"t${older}","version":"${older}","version_type":"external_gte"}}\n`,
  ]);
});

it('leaves an item that came back alone', async () => {
  const pages = [page(1), page()];
  const { purge } = purgeWith((request) =>
    request.path.endsWith('_search') ? pages.shift()! : removals(request, 409),
  );
  expect(await purge.purge(10n, { remaining: () => 1000 })).toEqual({ removed: 0, complete: true });
});

it('stops when its time is up, and says that there is more', async () => {
  let left = 4;
  const { purge } = purgeWith((request) => (request.path.endsWith('_search') ? page(1) : removals(request, 200)));
  const deadline = { remaining: () => Math.max(0, left-- * 100) };
  expect(await purge.purge(10n, deadline)).toMatchObject({ complete: false });
});

it('fails when the engine does not remove them', async () => {
  const { purge, clock } = purgeWith((request) => (request.path.endsWith('_search') ? page(1) : { status: 503 }));
  await expect(purge.purge(10n, deadlineIn(5_000, clock))).rejects.toThrow(
    '0 tombstones were removed, then the engine refused: 503',
  );
});

it.each([
  ['a broken connection', 'no answer' as const],
  ['status 429', { status: 429 }],
  ['status 503', { status: 503 }],
  ['an answer that is not whole in time', { status: 200, body: { timed_out: true, hits: { hits: [] } } }],
  ['an answer that lacks a shard', { status: 200, body: { _shards: { failed: 1 }, hits: { hits: [] } } }],
])('searches again after %s', async (_what, trouble) => {
  const pages = [page(1), page()];
  const { purge, clock } = purgeWith((request, nth) =>
    nth <= 2 ? trouble : request.path.endsWith('_search') ? pages.shift()! : removals(request, 200),
  );
  expect(await purge.purge(10n, deadlineIn(60_000, clock))).toEqual({ removed: 1, complete: true });
  expect(clock.pauses).toHaveLength(2);
});

it('gives up in time to say why', async () => {
  const { purge, clock } = purgeWith(() => ({ status: 503 }));
  await expect(purge.purge(10n, deadlineIn(5_000, clock))).rejects.toThrow('not answered in time: status 503');
});

it('is not complete while a shard is missing', async () => {
  const { purge, clock } = purgeWith(() => ({ status: 200, body: { _shards: { failed: 1 }, hits: { hits: [] } } }));
  await expect(purge.purge(10n, deadlineIn(5_000, clock))).rejects.toThrow(
    'not answered in time: only some of the shards answered',
  );
});

it('does not repeat a search that is refused', async () => {
  const { purge, asked } = purgeWith(() => ({ status: 403 }));
  await expect(purge.purge(10n, { remaining: () => 1000 })).rejects.toThrow('answered with status 403');
  expect(asked).toHaveLength(1);
});

it('ends as a failure where it is not complete', () => {
  expect(() => requireComplete({ removed: 3, complete: false })).toThrow(
    '3 tombstones were removed, then the time was up',
  );
  expect(() => requireComplete({ removed: 3, complete: true })).not.toThrow();
});
