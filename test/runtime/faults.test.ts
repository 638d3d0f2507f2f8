import { describe, expect, it } from '@jest/globals';
import { createClock, createFaults, defaultFaults, noFaults } from '../../runtime/door.ts';
import type { FaultPoint, Outage } from '../../runtime/contracts/faults.ts';

const start = Date.UTC(2026, 0, 1);
const records = Array.from({ length: 1000 }, (_, n) => `record ${n}`);
const shuffled = records.toSorted((a, b) => (a.slice(-1) + a < b.slice(-1) + b ? -1 : 1));

function oracle({ seed = 7, rules = defaultFaults, outages = [] as Outage[] }) {
  const clock = createClock(start);
  return { clock, faults: createFaults({ seed, clock, rules, outages }) };
}
const struckAmong = (ids: readonly string[], seed: number, point: FaultPoint = 'index.item-429') => {
  const { faults } = oracle({ seed });
  return ids.filter((id) => faults.strike(point, id)).toSorted();
};

describe('the fault oracle', () => {
  it('strikes the same records for the same seed, in whatever order they come', () => {
    expect(struckAmong(shuffled, 7)).toEqual(struckAmong(records, 7));
    expect(struckAmong(records, 8)).not.toEqual(struckAmong(records, 7));
  });

  it('decides for each fault point on its own', () => {
    expect(struckAmong(records, 7, 'index.request-503')).not.toEqual(struckAmong(records, 7, 'index.request-429'));
  });

  it('keeps to its rates', () => {
    expect(struckAmong(records, 7).length / records.length).toBeCloseTo(defaultFaults['index.item-429'].rate, 1);
    expect(struckAmong(records, 7).length).toBeGreaterThan(0);
    const always = { ...noFaults, 'index.item-429': { rate: 1, sightings: 1 } };
    const { faults } = oracle({ rules: always });
    expect(records.filter((id) => faults.strike('index.item-429', id))).toHaveLength(1000);
    expect(records.filter((id) => faults.strike('index.item-503', id))).toHaveLength(0);
  });

  it('lets a record through after so many sightings: what never ends is an outage', () => {
    const { faults } = oracle({ rules: { ...noFaults, 'index.item-429': { rate: 1, sightings: 3 } } });
    const tries = Array.from({ length: 5 }, () => faults.strike('index.item-429', 'p1') !== undefined);
    expect(tries).toEqual([true, true, true, false, false]);
  });

  it('strikes all through a scripted outage, and never outside of it', async () => {
    const outage = { point: 'index.reset-before', from: start + 60_000, to: start + 660_000 } as const;
    const { clock, faults } = oracle({ rules: noFaults, outages: [outage] });
    const seen: boolean[] = [];
    for (const ms of [59_999, 1, 599_999, 1]) {
      await clock.advance(ms);
      seen.push(faults.strike('index.reset-before', 'p1') !== undefined);
    }
    expect(seen).toEqual([false, true, true, false]);
  });

  it('tells what it injected, where and when', () => {
    const { faults } = oracle({ rules: { ...noFaults, 'objects.put-failed': { rate: 1, sightings: 1 } } });
    faults.strike('objects.put-failed', 'reports/1');
    expect(faults.injected()).toEqual([
      { point: 'objects.put-failed', identity: 'reports/1', sighting: 1, at: start, severity: expect.any(Number) },
    ]);
    expect(faults.injected()[0]!.severity).toBeLessThan(1);
  });
});

describe('an id that no service has registered', () => {
  const typo = { rate: 1, sightings: 1 };

  it('is refused in rules, and the nearest are named', () => {
    expect(() => oracle({ rules: { ...noFaults, 'index.item-492': typo } as never })).toThrow(
      'No service has a fault "index.item-492". Did you mean index.item-429',
    );
    expect(() => oracle({ rules: { quake: typo } as never })).toThrow(
      `Faults are ${Object.keys(defaultFaults).join(', ')}.`,
    );
  });

  it('is refused in outages, also in those that come later', () => {
    const outage = { from: start, to: start + 1 };
    expect(() => oracle({ outages: [{ ...outage, point: 'table.read-throtled' }] })).toThrow(
      'Did you mean table.read-throttled',
    );
    const outages: Outage[] = [];
    const { faults } = oracle({ rules: noFaults, outages });
    outages.push({ ...outage, point: 'objects.put-fialed' });
    expect(() => faults.strike('objects.put-failed', 'a')).toThrow('Did you mean objects.put-failed');
  });

  it('is refused where it would strike', () => {
    expect(() => oracle({}).faults.strike('stream.dupliacte', 'a')).toThrow('Did you mean stream.duplicate');
  });
});

it('does not strike where a fault has no rule', () => {
  expect(oracle({ rules: {} as never }).faults.strike('stream.duplicate', 'a')).toBeUndefined();
});

it('offers the ids of all services for completion', () => {
  // @ts-expect-error: no service has such a fault
  expect(defaultFaults['index.item-492']).toBeUndefined();
  expect(Object.keys(defaultFaults).toSorted()).toEqual(Object.keys(noFaults).toSorted());
});
