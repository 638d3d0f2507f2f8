import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KinesisStreamRecord } from 'aws-lambda';
import type { Click } from '../../processors/lib/analysis/click.ts';
import { readSettings } from '../../processors/lib/analysis/settings.ts';
import { analysisOf } from '../../delivery/analysis-reference.ts';
import { AnalysisWorld, lineOf, plenty, recordOf, recordWith, type Fail } from '../analysis-world.ts';
import { clicksOf, randomOf } from '../random-clicks.ts';

const settings = readSettings(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'analytics', 'settings.json'), 'utf8')),
);
const seeds = Array.from({ length: 20 }, (_, nth) => nth + 1);
const hour = 1_790_002_800_000;
const click = (id: string, more: Partial<Click> = {}): Click => {
  const time = more.time ?? hour;
  const consent = ['analytics', 'personalization'];
  return { id, user: 'ada', type: 'page_view', time, arrival: time + 500, consent, same: {}, ...more };
};

const arrivalOf = ({ kinesis }: KinesisStreamRecord): number => Math.round(kinesis.approximateArrivalTimestamp * 1000);

/** Delivers records as Lambda does: in batches, and from the one on that failed, until all are done. */
async function deliver(
  world: AnalysisWorld,
  records: readonly KinesisStreamRecord[],
  random: () => number,
): Promise<void> {
  let at = 0;
  for (let calls = 0; at < records.length; calls++) {
    if (calls > 5_000) throw new Error('the batch never gets done');
    // what arrives is read within half a minute
    const soon = arrivalOf(records[at]!) + 30_000;
    const batch = records.slice(at, at + 1 + Math.floor(random() * 12)).filter((record) => arrivalOf(record) <= soon);
    world.now = arrivalOf(batch.at(-1)!) + 1_000;
    // an invocation that Lambda has given up may still be running, and so may the closer
    const others = [
      ...(random() < 0.2 ? [world.closer.run(plenty)] : []),
      ...(random() < 0.1 ? [world.analysis.analyse(batch, plenty)] : []),
    ];
    const [{ response }] = await Promise.all([
      world.analysis.analyse(batch, plenty),
      ...others.map((other) => other.catch(() => undefined)),
    ]);
    const [failed] = response.batchItemFailures;
    const next = failed
      ? batch.findIndex(({ kinesis }) => kinesis.sequenceNumber === failed.itemIdentifier)
      : batch.length;
    expect(next).toBeGreaterThanOrEqual(0);
    // now and then an answer is lost, and the batch comes again although it was done
    if (random() > 0.1) at += next;
  }
}

/** Some events share a record, as the bridge packs those of one key. */
function packed(clicks: readonly Click[], random: () => number): KinesisStreamRecord[] {
  const groups: Click[][] = [];
  for (const each of clicks) {
    const last = groups.at(-1);
    if (last && last[0]!.user === each.user && random() < 0.4) last.push({ ...each, arrival: last[0]!.arrival });
    else groups.push([each]);
  }
  return groups.map((group, nth) => recordOf(group, nth));
}

const arrivedClicks = (records: readonly KinesisStreamRecord[], clicks: readonly Click[]): Click[] => {
  const byLine = new Map(clicks.map((each) => [lineOf(each), each]));
  return records.flatMap((record) =>
    Buffer.from(record.kinesis.data, 'base64')
      .toString()
      .split(/(?<=\n)/)
      .map((line) => ({ ...byLine.get(line)!, arrival: arrivalOf(record) })),
  );
};

describe('the analysis', () => {
  it.each(seeds)('comes to the right results, whatever fails and comes again: seed %d', async (seed) => {
    const random = randomOf(seed + 1_000);
    const clicks = clicksOf(seed, settings);
    const records = packed(clicks, random);
    let failing = 0.08;
    const fail: Fail = (port) => {
      if (random() < failing) throw new Error(`${port} failed`);
    };
    const world = new AnalysisWorld(settings, fail);
    await deliver(world, records, random);
    failing = 0;
    world.now += 10 * 86_400_000;
    await world.closer.run(plenty);
    const arrived = arrivedClicks(records, clicks);
    const expected = analysisOf(arrived, settings);
    expect(new Set(world.sessions.values())).toEqual(new Set(expected.sessions));
    expect(new Set(world.offers.values())).toEqual(new Set(expected.offers));
    const leftOut = expected.fates.flatMap((fate, nth) =>
      fate === 'late' || fate === 'ahead' ? [`{"left_out":"${fate}","event":${lineOf(arrived[nth]!).trimEnd()}}`] : [],
    );
    expect(new Set(world.linesUnder('left-out/'))).toEqual(new Set(leftOut));
    expect([...world.rows.values()].filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('parks a record with a line that is no event, and takes its other lines', async () => {
    const world = new AnalysisWorld(settings);
    const text = `${lineOf(click('a'))}{"event_id":"b"}\n${lineOf(click('c'))}`;
    const { response, counts, reasons } = await world.analysis.analyse(
      [recordWith(text, hour, 1, 'shardId-1')],
      plenty,
    );
    expect(response).toEqual({ batchItemFailures: [] });
    expect(counts).toMatchObject({ taken: 2, rejected: 1, failed: 0 });
    expect(reasons).toEqual([expect.objectContaining({ outcome: 'parked', records: 1 })]);
    expect(world.linesUnder('rejected/')).toHaveLength(1);
    expect(reasons[0]!.reason).toMatch(/^unreadable: line 2: /);
    expect(reasons[0]!.reason).not.toContain('"b"');
  });

  it('answers with the records of a user whose row the table refuses, and goes on with the others', async () => {
    const records = [click('a'), click('b', { user: 'bob' }), click('c', { user: 'eve' })].map((each, nth) =>
      recordOf([each], nth),
    );
    const refusing = new AnalysisWorld(settings, failOnce('put', 2));
    const { response, counts } = await refusing.analysis.analyse(records, plenty);
    expect(response.batchItemFailures).toHaveLength(1);
    expect(counts.failed).toBe(1);
    expect(counts.taken).toBe(2);
    expect(refusing.shards.get('shardId-000000000000')).toMatchObject({ arrived: 0 });
  });

  it('takes no event whose fate it could not keep', async () => {
    const world = new AnalysisWorld(settings, (port) => {
      if (port === 'object') throw new Error('the bucket is away');
    });
    const late = click('late', { time: hour, arrival: hour + 3_600_000 });
    const { response, counts } = await world.analysis.analyse([recordOf([late], 7)], plenty);
    expect(response.batchItemFailures).toHaveLength(1);
    expect(counts).toMatchObject({ unparked: 1, failed: 1, late: 0 });
    expect(world.rows.size).toBe(0);
  });

  it('says of an offer when the event that completed it has happened, and has arrived', async () => {
    const world = new AnalysisWorld(settings);
    const views = [1, 2, 3].map((nth) =>
      click(`v${nth}`, {
        type: 'product_view',
        time: hour + nth,
        arrival: hour + 1_000 * nth,
        same: { product_id: 'p' },
      }),
    );
    await world.analysis.analyse(
      views.map((view, nth) => recordOf([view], nth)),
      plenty,
    );
    expect([...world.offers.values()]).toMatchObject([{ rule: 'keen-on-product', because: 'v3' }]);
    expect(world.times).toEqual([{ happened: hour + 3, arrived: hour + 3_000 }]);
  });

  it('closes the session of a user with the batch that has passed its end', async () => {
    const world = new AnalysisWorld(settings);
    const later = click('b', { user: 'bob', time: hour + 41 * 60_000 });
    const records = [recordOf([click('a')], 1), recordOf([later], 2)];
    const { counts } = await world.analysis.analyse(records, plenty);
    expect(counts.sessions).toBe(1);
    expect([...world.sessions.keys()]).toEqual([`ada ${hour}`]);
  });

  it('knows an event that comes again after the watermark has passed it: it is not late', async () => {
    const world = new AnalysisWorld(settings);
    const batch = [recordOf([click('a')], 1), recordOf([click('b', { time: hour + 1 })], 2)];
    await world.analysis.analyse(batch, plenty);
    world.now = hour + 7_200_000;
    await world.closer.run(plenty);
    const { counts } = await world.analysis.analyse(batch, plenty);
    expect(counts).toMatchObject({ repeated: 2, late: 0 });
    expect(world.linesUnder('left-out/')).toEqual([]);
  });

  it('leaves everything to the next delivery when no time is left', async () => {
    const world = new AnalysisWorld(settings);
    const { response, reasons } = await world.analysis.analyse([recordOf([click('a')], 3)], { remaining: () => 0 });
    expect(response.batchItemFailures).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ outcome: 'not analysed', reason: 'Error: no time is left' });
    expect(world.rows.size).toBe(0);
  });
});

describe('the closer', () => {
  it('closes nothing before all shards are there, and does not wait for an idle one', async () => {
    const world = new AnalysisWorld(settings);
    world.now = hour + 1_000;
    await world.analysis.analyse([recordOf([click('a', { type: 'add_to_cart' })], 1)], plenty);
    world.now = hour + 3_600_000;
    // another shard works, and is behind
    world.shards.set('shardId-0', { arrived: world.now - 2_000, analysed: world.now - 1_000 });
    world.shards.set('shardId-2', { arrived: hour, analysed: world.now - 1_000 });
    expect((await world.closer.run(plenty)).counts.sessions).toBe(0);
    world.shards.set('shardId-2', { arrived: hour, analysed: world.now - 6 * 60_000 });
    expect((await world.closer.run(plenty)).counts).toEqual({ sessions: 1, offers: 1, left: 0 });
    expect([...world.offers.values()]).toEqual([
      { user: 'ada', rule: 'cart-left', window: hour, subject: '', because: '' },
    ]);
    // half an hour after the last event, the session was over
    expect(world.times).toEqual([{ happened: hour + 30 * 60_000 }]);
    expect((await world.closer.run(plenty)).counts.sessions).toBe(0);
  });

  it('says why it leaves users', async () => {
    let isAway = false;
    const world = new AnalysisWorld(settings, (port) => {
      if (isAway && port === 'put') throw new Error('the table is away');
    });
    await world.analysis.analyse([recordOf([click('a')], 1)], plenty);
    world.now = hour + 7_200_000;
    isAway = true;
    const { counts, reasons } = await world.closer.run(plenty);
    expect(counts.left).toBe(1);
    expect(reasons).toEqual([{ outcome: 'not closed', reason: 'Error: the table is away', records: 1 }]);
  });
});

/** Lets one call of a port fail, before it has done anything. */
function failOnce(port: string, nth: number): Fail {
  let calls = 0;
  return (called) => {
    // each call asks twice: before and after
    if (called === port && ++calls === nth * 2 - 1) throw new Error('refused');
  };
}
