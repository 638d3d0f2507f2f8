import { describe, expect, it } from '@jest/globals';
import { qualityOf } from '../../tools/detector-quality/quality.ts';
import { compare } from '../../tools/detector-quality/report.ts';
import type { SimulatedEvent } from '../../tools/detector-quality/simulated-events.ts';
import { simulate } from '../../tools/detector-quality/simulation.ts';

const each = {
  'credential-stuffing': 2,
  scraping: 2,
  outage: 2,
  'slow-burn': 1,
  'flash-crowd': 1,
  'deploy-blip': 4,
  'busy-client': 1,
};
const small = { groups: 9, learning: 2, days: 1, each };

describe('the quality of the detector', () => {
  // a small simulation: what few anomalies say; tools/detector-quality.ts has the whole one
  const [own, , plain] = compare([9001], small, [3]);

  it('is high where the plain z-score is of no use', () => {
    expect(own!.anomalies).toBe(7);
    expect(own!.recall).toBe(1);
    expect(own!.precision).toBeGreaterThanOrEqual(0.85);
    expect(own!.inTime).toBeGreaterThanOrEqual(0.8);
    expect(plain!.f1).toBeLessThan(0.8);
  });
});

describe('a simulation', () => {
  const tiny = { ...small, groups: 8, learning: 1, days: 2 };
  const first = (seed: number) => {
    const all = [];
    for (const window of simulate(seed, tiny).windows()) if (all.push([...window.groups]) === 5) break;
    return all;
  };

  it('is the same for the same seed, and another one for another', () => {
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
    expect(simulate(1, tiny).events).toEqual(simulate(1, tiny).events);
  });

  it('has the events that were asked for, after the days of learning, and none over another', () => {
    const { events, judgedFrom } = simulate(3, tiny);
    const kinds = Object.groupBy(events, ({ kind }) => kind);
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, all]) => [kind, all!.length]))).toEqual(each);
    for (const one of events) {
      expect(one.from).toBeGreaterThanOrEqual(judgedFrom);
      const others = events.filter((other) => other !== one && other.group === one.group);
      expect(others.every(({ from, to }) => to < one.from || from > one.to)).toBe(true);
    }
  });
});

describe('alerts are compared with what happened', () => {
  const minute = 60_000;
  const event = (more: Partial<SimulatedEvent>): SimulatedEvent => ({
    kind: 'outage',
    group: 1,
    from: 100 * minute + 1,
    to: 130 * minute,
    strength: 1,
    silent: false,
    ...more,
  });
  const told = (group: number, at: number) => ({ group, start: at * minute });

  it('by group and time', () => {
    const quality = qualityOf([told(1, 101), told(2, 101), told(1, 90), told(1, 140)], [event({})]);
    expect(quality).toMatchObject({ alerts: 4, falseAlerts: 2, found: 1, precision: 0.5, recall: 1 });
    expect(quality.delays).toEqual({ outage: [1] });
  });

  it('where an alert for what is no anomaly is false, and one that comes too late finds nothing', () => {
    const crowd = event({ kind: 'flash-crowd' });
    expect(qualityOf([told(1, 110)], [crowd])).toMatchObject({ falseAlerts: 1, anomalies: 0 });
    expect(qualityOf([told(1, 131)], [event({})])).toMatchObject({ falseAlerts: 0, found: 0, recall: 0 });
  });
});
