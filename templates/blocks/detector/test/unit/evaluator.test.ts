import { describe, expect, it } from '@jest/globals';
import type { GroupWindow } from '../../processors/lib/detector/group-window.ts';
import { inOrder, keys, type Registry } from '../../processors/lib/detector/layout.ts';
import { minute, noon } from '../access-records.ts';
import { fence, jittered, outage, shard, World } from '../evaluator-world.ts';

describe('a window is judged', () => {
  it('once its fence has passed, and not before', async () => {
    const world = new World();
    await world.progress(noon);
    await world.run();
    const { judged } = world.frontier();
    await world.count(judged + minute, { '/a': {} });
    world.now = fence(judged + minute);
    await world.progress(world.now - 1);
    expect((await world.run()).counts.judged).toBe(0);
    await world.progress(world.now);
    expect((await world.run()).counts.judged).toBe(1);
    expect((await world.run()).counts.judged).toBe(0);
    expect(world.frontier().judged).toBe(judged + minute);
  });

  it('with what all shards have of it, an idle one and a closed one included', async () => {
    const world = new World();
    await world.hour();
    const start = noon;
    await world.progress(noon - 60 * minute, 'shardId-000000000001', noon - 60 * minute);
    await world.count(start, { '/a': { requests: 7 } }, 'shardId-000000000001');
    world.now = fence(start) + minute;
    await world.count(start, { '/a': { requests: 5 } });
    await world.progress(world.now);
    await world.run();
    const [groups] = world.rows.bodies<[string, GroupWindow][]>(`summary#alb 2026-01-14T12:00`);
    expect(new Map(groups!).get('/a')!.requests).toBe(12);
  });

  it('not before a shard is heard from that is new', async () => {
    const world = new World();
    await world.hour();
    const registry = (await world.rows.get<Registry>(keys.registry))!;
    const body = { ...registry.body, shards: [...registry.body.shards, ['shardId-000000000007', fence(noon)]] };
    await world.rows.put(keys.registry, { version: inOrder(99), body }, { was: registry.version, expires: undefined });
    expect((await world.minute(noon, { '/a': {} })).counts.judged).toBe(0);
  });

  it('and counted where a shard stayed behind for too long', async () => {
    const world = new World();
    await world.hour();
    world.now = fence(noon) + 30 * minute;
    await world.progress(fence(noon) - 1);
    const { counts, delay: behind } = await world.run();
    expect(counts).toMatchObject({ judged: 1, incomplete: 1 });
    expect(behind).toBe(30 * minute);
  });

  it('though shards are forgotten that were closed three days ago', async () => {
    const world = new World();
    await world.hour();
    await world.progress(noon, 'shardId-000000000009', noon - 4 * 86_400_000);
    await world.minute(noon, { '/a': {} });
    expect(world.rows.bodies<Registry>('registry')[0]!.shards.map(([name]) => name)).toEqual([shard]);
  });

  it('unless its counts are gone, which is counted', async () => {
    const world = new World();
    await world.hour();
    world.now = noon + 3 * 86_400_000;
    const { counts } = await world.evaluator.run({ remaining: () => 0 });
    expect(counts.skipped).toBeGreaterThan(1400);
    expect(counts.judged).toBe(0);
  });
});

describe('an anomaly is told', () => {
  it('with its window, what was expected and seen, and who contributed', async () => {
    const world = new World();
    await world.hour();
    await world.minute(noon, { '/a': outage });
    expect(world.told).toEqual([]);
    await world.minute(noon + minute, { '/a': outage });
    expect(world.told).toMatchObject([
      {
        source: 'alb',
        groups: ['/a'],
        kind: 'failing',
        window: { from: '2026-01-14T12:01:00.000Z', to: '2026-01-14T12:02:00.000Z' },
        contributors: [{ client: '192.0.2.9', failures: 38 }],
        complete: true,
      },
    ]);
    expect(world.told[0]!.expected).toBeLessThan(0.01);
    expect(world.told[0]!.seen).toBeCloseTo(2 / 3, 1);
  });

  it('once in a cool-down, though it goes on; what is not told is counted', async () => {
    const world = new World();
    await world.hour();
    let suppressed = 0;
    for (let at = 0; at < 50; at++)
      suppressed += (await world.minute(noon + at * minute, { '/a': outage })).counts.suppressed;
    expect(world.told).toHaveLength(1);
    expect(suppressed).toBe(48);
  });

  it('again when it comes back after its cool-down', async () => {
    const world = new World();
    await world.hour();
    for (let at = 0; at < 140; at++)
      await world.minute(noon + at * minute, { '/a': at < 5 || at > 120 ? outage : jittered(at) });
    expect(world.told.filter(({ kind }) => kind === 'failing').map(({ window }) => window.from)).toEqual([
      '2026-01-14T12:01:00.000Z',
      '2026-01-14T14:02:00.000Z',
    ]);
  });

  it('in one message where many groups of a source have it', async () => {
    const world = new World();
    const groups = ['/a', '/b', '/c', '/d', '/e'];
    await world.hour(groups);
    for (const at of [0, 1]) await world.minute(noon + at * minute, Object.fromEntries(groups.map((g) => [g, outage])));
    expect(world.told.map(({ groups: each }) => each.toSorted())).toEqual([groups]);
  });

  it('again by the next run if the topic has not taken it, which fails the run', async () => {
    const world = new World();
    await world.hour(['/a', '/b']);
    await world.minute(noon, { '/a': outage, '/b': outage });
    world.topicFails = ({ groups }) => groups[0] === '/a';
    const failed = await world.minute(noon + minute, { '/a': outage, '/b': outage });
    expect(failed.problems).toEqual(['Error: alb: the topic has not taken 1 alerts: InternalError: no']);
    expect(failed.counts).toMatchObject({ told: 1, untold: 1 });
    expect(world.told.map(({ groups }) => groups)).toEqual([['/b']]);
    // whichever function runs next, and whatever the window looks like by then
    world.restarted();
    world.topicFails = () => false;
    const next = await world.minute(noon + 2 * minute, { '/a': {}, '/b': {} });
    expect(next.problems).toEqual([]);
    expect(world.told.map(({ groups }) => groups)).toEqual([['/b'], ['/a']]);
    expect(world.frontier().due).toEqual([]);
  });

  it('twice with one id where the answer of the topic was lost', async () => {
    const world = new World();
    await world.hour();
    await world.minute(noon, { '/a': outage });
    world.answerLost = true;
    await world.minute(noon + minute, { '/a': outage });
    world.answerLost = false;
    await world.run();
    await world.run();
    expect(world.told).toHaveLength(2);
    expect(world.told[0]!.id).toBe(world.told[1]!.id);
  });

  it('also if the run is killed after it has judged', async () => {
    const world = new World();
    await world.hour();
    await world.minute(noon, { '/a': outage });
    world.rows.afterPut = ({ pk }) => {
      if (pk.startsWith('frontier')) throw new Error('killed');
    };
    await world.minute(noon + minute, { '/a': outage });
    world.rows.afterPut = () => {};
    expect(world.told).toEqual([]);
    world.now += minute;
    world.restarted();
    await world.run();
    expect(world.told).toHaveLength(1);
  });

  it('also if the run is killed before it has judged, once', async () => {
    const world = new World();
    await world.hour();
    await world.minute(noon, { '/a': outage });
    world.rows.beforePut = ({ pk }) => {
      if (pk.startsWith('frontier')) throw new Error('killed');
    };
    expect((await world.minute(noon + minute, { '/a': outage })).problems).toHaveLength(1);
    world.rows.beforePut = () => {};
    world.now += 1;
    await world.run();
    expect(world.told).toHaveLength(1);
    expect(world.frontier().judged).toBe(noon + minute);
  });
});

describe('the evaluator', () => {
  it('does not take a window for two that it has to judge again', async () => {
    const world = new World();
    await world.hour();
    world.rows.beforePut = ({ pk }) => {
      if (pk.startsWith('frontier')) throw new Error('killed');
    };
    await world.minute(noon, { '/a': outage });
    world.rows.beforePut = () => {};
    expect((await world.run()).counts.judged).toBe(1);
    expect(world.told).toEqual([]);
  });

  it('tells nothing of a window that another one has judged meanwhile', async () => {
    const world = new World();
    await world.hour();
    await world.minute(noon, { '/a': outage });
    const row = (await world.rows.get<object>(keys.frontier('alb')))!;
    world.rows.afterPut = async ({ pk }) => {
      if (!pk.startsWith('summary')) return;
      const other = { version: 'other', body: row.body };
      await world.rows.put(keys.frontier('alb'), other, { was: row.version, expires: undefined });
    };
    const { problems } = await world.minute(noon + minute, { '/a': outage });
    expect(problems).toEqual(['Error: alb: another evaluator has judged meanwhile']);
    expect(world.told).toEqual([]);
  });

  it('judges alike whether it is restarted or not', async () => {
    const [one, other] = [new World(), new World()];
    for (const world of [one, other]) {
      await world.hour();
      for (let at = 0; at < 45; at++) {
        if (world === other) world.restarted();
        await world.minute(noon + at * minute, { '/a': at % 20 > 16 ? outage : jittered(at) });
      }
    }
    expect(other.told).toEqual(one.told);
    expect(one.told.length).toBeGreaterThan(0);
    expect(other.rows.bodies('profile')).toEqual(one.rows.bodies('profile'));
  });

  it('learns what is usual at each half of an hour, once', async () => {
    const world = new World();
    await world.hour();
    expect([...world.rows.all.keys()].filter((name) => name.startsWith('profile'))).toEqual([
      'profile#alb weekday#22',
      'profile#alb weekday#23',
    ]);
    const before = world.rows.bodies('profile');
    world.restarted();
    await world.run();
    expect(world.rows.bodies('profile')).toEqual(before);
  });

  it('leaves everything to another one that is at work, until its lease is over', async () => {
    const world = new World();
    await world.hour();
    const lease = (await world.rows.get(keys.lease))!;
    const until = fence(noon) + 30_000;
    await world.rows.put(keys.lease, { version: 'x', body: { until } }, { was: lease.version, expires: undefined });
    expect((await world.minute(noon, { '/a': {} })).counts.judged).toBe(0);
    world.now = until + 1;
    await world.rows.put(keys.lease, { version: inOrder(500), body: { until } }, { was: 'x', expires: undefined });
    expect((await world.run()).counts.judged).toBe(1);
  });

  it('does not let one source hold up another', async () => {
    const world = new World();
    await world.hour();
    const registry = (await world.rows.get<Registry>(keys.registry))!;
    const body = { ...registry.body, sources: ['waf', 'alb'] };
    await world.rows.put(keys.registry, { version: inOrder(99), body }, { was: registry.version, expires: undefined });
    world.rows.beforePut = ({ pk }) => {
      if (pk.includes('waf')) throw new Error('refused');
    };
    const { counts, problems } = await world.minute(noon, { '/a': {} });
    expect(counts.judged).toBe(1);
    expect(problems).toEqual(['Error: refused']);
  });

  it('has nothing to do before the first event', async () => {
    expect(await new World().run()).toMatchObject({ counts: { judged: 0 }, problems: [] });
  });
});
