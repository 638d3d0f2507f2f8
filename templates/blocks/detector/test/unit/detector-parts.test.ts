import { describe, expect, it } from '@jest/globals';
import { readAccessEvent } from '../../processors/lib/detector/access-event.ts';
import {
  clientHash,
  clientsIn,
  sampled,
  sampleSize,
  SeenClients,
} from '../../processors/lib/detector/client-sample.ts';
import { fenceAt, fenceOf } from '../../processors/lib/detector/fence.ts';
import { otherGroup, pathGroup } from '../../processors/lib/detector/path-group.ts';
import { TableRows } from '../../processors/lib/detector/rows.ts';
import { delayOf, readDelays } from '../../processors/lib/detector/source-delays.ts';
import { merged, mostGroups, tallied, windowOfTally } from '../../processors/lib/detector/tally.ts';
import { line, minute, noon, type SampleEvent } from '../access-records.ts';

describe('an access event', () => {
  it.each([
    ['2026-01-14T12:00:00Z', noon],
    ['2026-01-14T13:00:00.000+01:00', noon],
    [noon, noon],
  ])('has its time as ISO 8601 or as milliseconds: %s', (time, expected) => {
    expect(readAccessEvent(line({ time })).time).toBe(expected);
  });

  it('may lack what a flow log lacks, and have what is newer than this code', () => {
    const event = { time: noon, source: 'vpc', bytes: '40', status: '-', path: '-', extra: { 'reject-reason': 'BPA' } };
    expect(readAccessEvent(JSON.stringify(event))).toEqual({
      time: noon,
      source: 'vpc',
      client: '-',
      path: undefined,
      status: undefined,
      bytes: 40,
    });
  });

  it.each([
    ['null', 'it is no JSON object'],
    ['{"time":', 'it is no JSON'],
    ['{"time":0,"source":"a"}', 'time is neither'],
    ['{"time":1,"source":""}', 'source is missing'],
    ['{"time":1,"source":"a","bytes":"many"}', 'bytes is no number'],
  ])('is refused without being quoted: %s', (text, problem) => {
    expect(() => readAccessEvent(text)).toThrow(problem);
  });
});

it.each([
  ['/users/42/orders?page=2', '/users/*'],
  ['/', '/'],
  ['', '/'],
  ['https://example.com/login#top', '/login'],
  ['/api/v1/items/7', '/api/v1'],
  ['/static/app.3f9a.js', '/static/*.js'],
  ['/favicon.ico', '/*.ico'],
  ['/users/3f2504e0-4f89-11d3-9a0c-0305e82c3301', '/users/*'],
  ['/reset/9c1185a5c5e9fc54612808977ee8f548', '/reset/*'],
  ['/orders;jsessionid=1', '/orders'],
  ['/mail/jo%40example.com', '/mail/*'],
  [`/${'a'.repeat(8000)}`, '/*'],
  [undefined, '(none)'],
])('the path %s belongs to the group %s', (path, group) => {
  expect(pathGroup(path)).toBe(group);
});

const events = (...all: SampleEvent[]) => all.map((each) => readAccessEvent(line(each)));
const byPath = ({ path }: { path: string | undefined }) => path ?? '-';

describe('a tally', () => {
  it('has requests, errors, bytes and the clients with most of them', () => {
    const tally = tallied(
      events({ client: 'a', status: 500 }, { client: 'a', status: 404, bytes: 5 }, { client: 'b', bytes: 900 }),
      () => '/',
    ).get('/')!;
    expect(tally).toMatchObject({ requests: 3, failed: 1, denied: 1, bytes: 1005 });
    expect(tally.contributors).toEqual([
      { client: 'a', requests: 2, failures: 2, bytes: 105 },
      { client: 'b', requests: 1, failures: 0, bytes: 900 },
    ]);
    expect(windowOfTally(tally, 2)).toMatchObject({ heaviest: 2, heaviestBytes: 900, newClients: 2 });
  });

  it('is the same whether events come together or in parts', () => {
    const all = events(...Array.from({ length: 300 }, (_, at) => ({ client: `c${at % 9}`, path: `/${at % 5}` })));
    const together = tallied(all, byPath);
    const parts = merged(tallied(all.slice(0, 100), byPath), tallied(all.slice(100), byPath));
    expect(new Map([...parts].toSorted())).toEqual(new Map([...together].toSorted()));
  });

  it('has a bound, and keeps the sum of what is beyond it', () => {
    const many = (from: number) =>
      events(
        ...Array.from({ length: 3 * mostGroups }, (_, at) => ({ client: `c${from + at}`, path: `/p${from + at}` })),
      );
    const tallies = merged(tallied(many(0), byPath), tallied(many(5000), byPath));
    expect(tallies.size).toBe(mostGroups);
    expect([...tallies.values()].reduce((sum, { requests }) => sum + requests, 0)).toBe(6 * mostGroups);
    expect(tallies.get(otherGroup)!.clients.length).toBeLessThanOrEqual(sampleSize);
    expect(tallies.get(otherGroup)!.contributors.length).toBeLessThanOrEqual(16);
  });

  it('keeps the client with most requests and the one with most bytes among thousands', () => {
    const crowd = Array.from({ length: 3000 }, (_, at) => ({ client: `c${at}`, bytes: 10 }));
    const heavy = Array.from({ length: 40 }, () => ({ client: 'scraper', bytes: 1 }));
    const [tally] = [...tallied(events(...crowd, ...heavy, { client: 'download', bytes: 1e9 }), () => '/').values()];
    expect(tally!.contributors.map(({ client }) => client)).toEqual(expect.arrayContaining(['scraper', 'download']));
  });
});

describe('clients of a source', () => {
  const hashes = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => clientHash(`10.0.${from}.${at}`));

  it('are estimated from a sample of them', () => {
    expect(clientsIn(sampled(hashes(0, 40)))).toBe(40);
    for (const count of [500, 5000, 50_000]) {
      const estimate = clientsIn(sampled(hashes(1, count)));
      expect(estimate / count).toBeGreaterThan(0.7);
      expect(estimate / count).toBeLessThan(1.4);
    }
  });

  it('are new once, also after a restart, and again a day later', () => {
    const seen = new SeenClients();
    const [known, others] = [sampled(hashes(2, 30)), sampled(hashes(3, 30))];
    expect(seen.newIn(known)).toBe(30);
    seen.add([known], noon);
    const restarted = new SeenClients(JSON.parse(JSON.stringify(seen.kept())) as ReturnType<SeenClients['kept']>);
    expect(restarted.newIn(known)).toBe(0);
    expect(restarted.newIn(others)).toBeGreaterThanOrEqual(29);
    restarted.add([], noon + 13 * 3_600_000);
    expect(restarted.newIn(known)).toBe(0);
    restarted.add([], noon + 26 * 3_600_000);
    expect(restarted.newIn(known)).toBe(30);
  });
});

describe('the fence of a window', () => {
  const fence = fenceOf('alb', noon, { '*': 5 * minute });
  const shard = (arrived: number, counted: number) => ({ arrived, counted });

  it('is its end and the delay of its source', () => {
    expect(fence).toBe(noon + 6 * minute);
    expect(fenceOf('cf', noon, { '*': 0, cf: minute })).toBe(noon + 2 * minute);
  });

  it.each([
    ['before it, whatever the shards say', fence - 1, [shard(fence, fence)], 'closed'],
    ['once all shards have passed it', fence, [shard(fence, fence), shard(fence + 1, fence)], 'passed'],
    ['as long as one shard works and is behind', fence + 9 * minute, [shard(fence - 1, fence + 8 * minute)], 'closed'],
    ['as long as a new shard has not said anything', fence, [shard(0, fence - 1000)], 'closed'],
    ['while records of an idle shard may be on their way', fence + 30_000, [shard(0, 0)], 'closed'],
    ['a minute later, if a shard is idle', fence + minute, [shard(fence, fence), shard(0, 0)], 'passed'],
    ['if all shards are idle', fence + minute, [shard(0, 0)], 'passed'],
    ['if a shard is behind for too long', fence + 30 * minute, [shard(0, fence + 29 * minute)], 'given-up'],
  ])('%s', (_, now, shards, expected) => {
    expect(fenceAt(now, fence, shards, 30 * minute)).toBe(expected);
  });
});

describe('delays of sources', () => {
  it('are in seconds, and hold for all others as *', () => {
    const delays = readDelays('{"alb":420,"*":300}');
    expect([delayOf(delays, 'alb'), delayOf(delays, 'new'), delayOf(delays, 'constructor')]).toEqual([
      420_000, 300_000, 300_000,
    ]);
  });
  it.each(['{}', '{"*":-1}', '{"*":"5"}', '{"*":86401}'])('are checked: %s', (text) => {
    expect(() => readDelays(text)).toThrow('SOURCE_DELAYS');
  });
});

describe('a row of the table', () => {
  const key = { pk: 'a', sk: 'b' };

  it('comes back as it was written', async () => {
    const items: Record<string, unknown>[] = [];
    const rows = new TableRows(
      { put: async ({ Item }) => items.push(Item!), get: async () => ({ Item: items.at(-1) as never }) },
      'table',
    );
    await rows.put(key, { version: '7', body: { text: 'ä' } }, { was: undefined, expires: 12 });
    expect(await rows.get(key)).toEqual({ version: '7', body: { text: 'ä' } });
    expect(items[0]).toMatchObject({ pk: { S: 'a' }, sk: { S: 'b' }, expires: { N: '12' } });
  });

  it('is read consistently, and written over the version that was read', async () => {
    const asked: unknown[] = [];
    const rows = new TableRows(
      { put: async (input) => asked.push(input), get: async (input) => (asked.push(input), {}) },
      'table',
    );
    expect(await rows.get(key)).toBeUndefined();
    expect(await rows.put(key, { version: '2', body: 0 }, { was: '1', expires: undefined })).toBe(true);
    expect(await rows.put(key, { version: '2', body: 0 }, { was: undefined, expires: undefined })).toBe(true);
    expect(asked).toMatchObject([
      { ConsistentRead: true },
      { ConditionExpression: '#version = :was', ExpressionAttributeValues: { ':was': { S: '1' } } },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    ]);
  });

  it('says so where another version is there, and fails for any other reason', async () => {
    const failing = (name: string) =>
      new TableRows(
        { put: async () => Promise.reject(Object.assign(new Error(name), { name })), get: async () => ({}) },
        't',
      );
    const put = (rows: TableRows) => rows.put(key, { version: '1', body: 0 }, { was: undefined, expires: undefined });
    expect(await put(failing('ConditionalCheckFailedException'))).toBe(false);
    await expect(put(failing('ProvisionedThroughputExceededException'))).rejects.toThrow('Provisioned');
  });
});
