import { describe, expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { Detector } from '../../processors/detector/detector.ts';
import type { Part, Progress, Registry } from '../../processors/lib/detector/layout.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import { line, minute, noon, record, type SampleEvent } from '../access-records.ts';
import { MemoryRows } from '../memory-rows.ts';

const always = { remaining: () => 30_000 };
const delays = { '*': 5 * minute, cloudfront: 60 * minute };

function world() {
  const rows = new MemoryRows();
  const parked: string[] = [];
  const store = { fails: false };
  const rejects = new RejectStore(async (key, body) => {
    if (store.fails) throw new Error('SlowDown');
    parked.push(`${key} ${body}`);
  }, 'rejected/detector/');
  const detector = () => new Detector(rows, rejects, delays, { now: () => noon + 2 * minute });
  return { rows, parked, store, detector, first: detector() };
}

/** Requests by window, source and group, over all shards. */
function counted(rows: MemoryRows): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, { row }] of rows.all) {
    const [, source, start] = /^part#(\w+)#(\S+) /.exec(name) ?? [];
    if (source === undefined) continue;
    for (const [group, tally] of JSON.parse(row.body) as Part)
      sums[`${source} ${start} ${group}`] = (sums[`${source} ${start} ${group}`] ?? 0) + tally.requests;
  }
  return sums;
}

const one = (event: SampleEvent, sequence: number, arrived?: number): KinesisStreamRecord =>
  record([line(event)], sequence, arrived === undefined ? {} : { arrived });

describe('the detector counts', () => {
  it('the events of all lines by minute, source and path group', async () => {
    const { rows, first } = world();
    const lines = [
      line({}),
      line({ path: '/orders/2?x=1', time: new Date(noon + 59_999).toISOString() }),
      line({ path: '/login', status: 401 }),
      line({ time: noon + minute }),
      line({ source: 'vpc', path: undefined as never }),
    ];
    const { counts, response } = await first.count([record([...lines, ''], 1)], always);
    expect(counts).toMatchObject({ counted: 5, repeated: 0, late: 0, rejected: 0 });
    expect(response.batchItemFailures).toEqual([]);
    expect(counted(rows)).toEqual({
      'alb 2026-01-14T12:00 /orders/*': 2,
      'alb 2026-01-14T12:00 /login': 1,
      'alb 2026-01-14T12:01 /orders/*': 1,
      'vpc 2026-01-14T12:00 (none)': 1,
    });
  });

  it('nothing twice when a batch comes again, whole or halved, and whichever function takes it', async () => {
    const { rows, detector, first } = world();
    const records = [9, 10, 11, 12].map((sequence) => one({}, sequence));
    await first.count(records, always);
    for (const again of [records, records.slice(0, 2), records.slice(2), records.slice(1, 3)]) {
      const { counts } = await detector().count(again, always);
      expect(counts).toMatchObject({ counted: 0, repeated: again.length });
    }
    await first.count([...records, one({}, 13)], always);
    expect(Object.values(counted(rows))).toEqual([5]);
  });

  it('by the number that a sequence number is, not by its text', async () => {
    const { rows, first } = world();
    const long = '49590338271490256608559692538361571095921575989136588898';
    await first.count([record([line({})], long)], always);
    await first.count([record([line({})], `1${long}`)], always);
    await first.count([record([line({})], '9')], always);
    expect(Object.values(counted(rows))).toEqual([2]);
  });

  it('each event once, whatever fails and comes again', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { rows, detector } = world();
      let state = seed;
      const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      rows.beforePut = ({ pk }) => {
        if (pk.startsWith('part') && random() < 0.2) throw new Error('InternalServerError');
      };
      rows.afterPut = ({ pk }) => {
        if (pk.startsWith('part') && random() < 0.2) throw new Error('TimeoutError');
      };
      const records = Array.from({ length: 60 }, (_, at) =>
        record(
          Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
            line({ time: noon + Math.floor(random() * 4) * minute, path: random() < 0.5 ? '/a' : '/b' }),
          ),
          at + 1,
          { arrived: noon + 4 * minute },
        ),
      );
      for (let from = 0; from < records.length;) {
        const batch = records.slice(from, from + 1 + Math.floor(random() * 20));
        const { response } = await detector().count(batch, always);
        const [failed] = response.batchItemFailures;
        // a result that is lost makes the batch come again as well
        if (random() < 0.1) continue;
        const at = failed ? records.findIndex(({ kinesis }) => kinesis.sequenceNumber === failed.itemIdentifier) : -1;
        from = at >= 0 ? at : from + batch.length;
      }
      const lines = records.reduce(
        (sum, { kinesis }) => sum + Buffer.from(kinesis.data, 'base64').toString().split('\n').length,
        0,
      );
      const total = Object.values(counted(rows)).reduce((sum, each) => sum + each, 0);
      expect({ seed, total }).toEqual({ seed, total: lines });
    }
  });

  it('each event once where two invocations of a shard overlap', async () => {
    const { rows, detector } = world();
    const records = [1, 2, 3, 4].map((sequence) => one({}, sequence));
    let entered = false;
    rows.afterGet = async ({ pk }) => {
      if (!pk.startsWith('part') || entered) return;
      entered = true;
      await detector().count(records, always);
    };
    // an earlier one that was taken for dead goes on with what it had read
    await detector().count(records.slice(0, 3), always);
    expect(Object.values(counted(rows))).toEqual([4]);
  });

  it('shards apart, so that one does not hide what another has', async () => {
    const { rows, first } = world();
    await first.count([record([line({})], 5, { shard: 'shardId-000000000000' })], always);
    await first.count([record([line({})], 4, { shard: 'shardId-000000000001' })], always);
    expect(Object.values(counted(rows))).toEqual([2]);
  });

  it('no event that arrived after the fence of its window, and each source has its own', async () => {
    const { rows, first } = world();
    const fence = noon + minute + 5 * minute;
    const batch = [one({}, 1, fence), one({}, 2, fence + 1), one({ source: 'cloudfront' }, 3, fence + 1)];
    const { counts } = await first.count(batch, always);
    expect(counts).toMatchObject({ counted: 2, late: 1 });
    expect(Object.keys(counted(rows))).toHaveLength(2);
  });

  it('no event from the future, which would hold a window open', async () => {
    const { counts } = await world().first.count([one({ time: noon + 10 * minute }, 1, noon)], always);
    expect(counts).toMatchObject({ counted: 0, ahead: 1 });
  });
});

describe('the detector parks', () => {
  it('a record with a line that is no access event, whole, and counts its other lines', async () => {
    const { rows, parked, first } = world();
    const odd = ['no json', '[]', '{"source":"alb"}', line({ time: 'yesterday' }), line({ status: -1 }), line({})];
    const { counts, response, reasons } = await first.count([record(odd, 7)], always);
    expect(counts).toMatchObject({ counted: 1, rejected: 1 });
    expect(response.batchItemFailures).toEqual([]);
    expect(parked).toHaveLength(1);
    const parkedLine = JSON.parse(parked[0]!.slice(parked[0]!.indexOf('{'))) as { data: string; reason: string };
    expect(Buffer.from(parkedLine.data, 'base64').toString()).toBe(odd.join('\n'));
    expect(parkedLine.reason).toContain('line 1: it is no JSON; line 2: it is no JSON object; line 3: time');
    expect(JSON.stringify(reasons)).not.toContain('yesterday');
    expect(Object.values(counted(rows))).toEqual([1]);
  });

  it('or has the record again where the failure store does not take it', async () => {
    const { store, first, rows } = world();
    store.fails = true;
    const { counts, response } = await first.count([one({}, 1), record(['x'], 2), one({}, 3)], always);
    expect(counts).toMatchObject({ unparked: 1, rejected: 0 });
    expect(response.batchItemFailures).toEqual([{ itemIdentifier: '2' }]);
    expect(rows.bodies<Progress>('progress')).toEqual([]);
  });
});

describe('the detector tells the evaluator', () => {
  it('which shards and sources there are, before it counts anything', async () => {
    const { rows, first } = world();
    rows.beforePut = ({ pk }) => {
      if (pk.startsWith('part')) expect(rows.bodies<Registry>('registry')).toHaveLength(1);
    };
    await first.count([one({}, 1), one({ source: 'vpc' }, 2)], always);
    await first.count([record([line({ source: 'waf' })], 1, { shard: 'shardId-000000000001' })], always);
    expect(rows.bodies<Registry>('registry')).toEqual([
      {
        shards: [
          ['shardId-000000000000', noon + 2 * minute],
          ['shardId-000000000001', noon + 2 * minute],
        ],
        sources: ['alb', 'vpc', 'waf'],
      },
    ]);
  });

  it('how far a shard is, once everything is counted, and never that it went back', async () => {
    const { rows, first } = world();
    rows.beforePut = ({ pk }) => {
      if (pk.startsWith('part')) throw new Error('ThrottlingException');
    };
    const failed = await first.count([one({}, 1), one({}, 2)], always);
    expect(failed.response.batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    expect(failed.counts.failed).toBe(2);
    expect(rows.bodies<Progress>('progress')).toEqual([]);
    rows.beforePut = () => {};
    await first.count([one({}, 1, noon + 3000), one({}, 2, noon + 5000)], always);
    await first.count([one({}, 1, noon + 3000)], always);
    expect(rows.bodies<Progress>('progress')).toEqual([{ arrived: noon + 5000, counted: noon + 2 * minute }]);
  });
});

it('the detector has a batch again whose shard or progress the table does not take', async () => {
  const { rows, first } = world();
  const records = [one({}, 3), one({}, 4)];
  const refuse = (key: string) => {
    rows.beforePut = ({ pk }) => {
      if (pk === key) throw new Error('ThrottlingException');
    };
  };
  refuse('registry');
  expect(await first.count(records, always)).toMatchObject({
    response: { batchItemFailures: [{ itemIdentifier: '3' }] },
    counts: { counted: 0, failed: 2 },
  });
  refuse('progress');
  expect(await first.count(records, always)).toMatchObject({
    response: { batchItemFailures: [{ itemIdentifier: '4' }] },
    counts: { counted: 2, failed: 1 },
  });
  rows.beforePut = () => {};
  await first.count(records.slice(1), always);
  expect(Object.values(counted(rows))).toEqual([2]);
  expect(rows.bodies<Progress>('progress')).toHaveLength(1);
});

it('the detector leaves what it has no time for to the next delivery', async () => {
  const { counts, response } = await world().first.count([one({}, 3), one({}, 4)], { remaining: () => 0 });
  expect(counts).toMatchObject({ counted: 0, failed: 2 });
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '3' }]);
});

it('the detector answers an empty batch', async () => {
  expect((await world().first.count([], always)).response).toEqual({ batchItemFailures: [] });
});

it('rows of windows expire two days after them', async () => {
  const { rows, first } = world();
  await first.count([one({}, 1)], always);
  const [part] = [...rows.all].filter(([name]) => name.startsWith('part'));
  expect(part![1].expires).toBe(noon / 1000 + 2 * 86_400);
});
