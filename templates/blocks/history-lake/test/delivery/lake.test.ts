import { describe, expect, it } from '@jest/globals';
import { noFaults, type Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import { sampleItem, wrongItem } from '../../delivery/sample-items.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { transformBatch, type TransformEvent } from '../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { createSubject } from './subject.ts';
import { begin, createWorld, type WorldOptions } from './world.ts';

const hour = 3_600_000;

/** What the lake has of twenty items that were written, one of them as no index takes it. */
async function lakeAfter(more: Partial<WorldOptions>) {
  const world = await createWorld({ seed: 1, rules: noFaults, outages: [], createSubject, ...more });
  for (let nth = 0; nth < 20; nth++) {
    const item = nth === 0 ? wrongItem(sampleItem(nth)) : sampleItem(nth);
    world.table.put(dynamodbItem(item) as never);
  }
  await world.settled();
  const lake = world.account.summary().find(({ sink }) => sink === 'lake')!;
  return { world, lake };
}

const unreachableFor = (hours: number): Outage[] => [
  { point: 'delivery.destination-down', from: begin, to: begin + hours * hour },
];

describe('the lake', () => {
  it('has every change once, also of items that the index refuses', async () => {
    const { world, lake } = await lakeAfter({});
    expect(lake).toMatchObject({ delivered: 20, parked: 0, dropped: 0, lost: 0, duplicates: 0 });
    expect(world.account.differences()).toEqual([]);
  });

  it('has them after the time for which it was out of reach, while the stream keeps them', async () => {
    expect((await lakeAfter({ outages: unreachableFor(23) })).lake).toMatchObject({ delivered: 20, lost: 0 });
  });

  it('has lost them where that took longer: what docs/history.md says', async () => {
    expect((await lakeAfter({ outages: unreachableFor(26) })).lake).toMatchObject({ delivered: 0, lost: 20 });
  });

  it('may have a change twice, where the answer to a write was lost', async () => {
    const rules = { ...noFaults, 'delivery.repeated': { rate: 1, sightings: 1 } };
    const { world, lake } = await lakeAfter({ rules });
    expect(lake).toMatchObject({ delivered: 20, duplicates: 20, lost: 0 });
    expect(world.account.differences()).toEqual([]);
  });

  it('has what was parked, after a replay', async () => {
    let failing = true;
    const transform = async (event: object) => {
      if (failing) throw new Error('a faulty deployment');
      return transformBatch(event as TransformEvent, historyRow, new Reasons()).answer;
    };
    const { world, lake } = await lakeAfter({ transform });
    expect(lake).toMatchObject({ delivered: 0, parked: 20, lost: 0 });
    failing = false;
    for (const store of world.pipeline.parked)
      for (const { key } of store.objects()) await world.clock.run(store.giveBack(key));
    await world.settled();
    expect(world.account.summary().find(({ sink }) => sink === 'lake')).toMatchObject({ delivered: 20, parked: 0 });
  });
});

type Answer = ReturnType<typeof transformBatch>['answer'];

describe('what a transform does wrong is noticed', () => {
  const changed = (mistake: (answer: Answer) => unknown) => async (event: object) =>
    mistake(transformBatch(event as TransformEvent, historyRow, new Reasons()).answer);

  it('where it drops what it should not', async () => {
    const transform = changed(({ records }) => ({
      records: records.map((record, at) => (at === 3 ? { recordId: record.recordId, result: 'Dropped' } : record)),
    }));
    expect((await lakeAfter({ transform })).lake.lost).toBeGreaterThan(0);
  });

  it('where it delivers the data of another record', async () => {
    const transform = changed(({ records }) => ({
      records: records.map((record) => ({ ...record, data: records[0]!.data })),
    }));
    expect((await lakeAfter({ transform })).lake.lost).toBeGreaterThan(0);
  });

  it('where it changes what an item was', async () => {
    const transform = changed(({ records }) => ({
      records: records.map((record) => ({
        ...record,
        data: Buffer.from(
          Buffer.from(record.data ?? '', 'base64')
            .toString()
            .replace('"change_type":"INSERT"', '"change_type":"MODIFY"'),
        ).toString('base64'),
      })),
    }));
    expect((await lakeAfter({ transform })).world.account.differences()).not.toEqual([]);
  });
});
