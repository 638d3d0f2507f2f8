import { beforeEach, describe, expect, it } from '@jest/globals';
import { FlowMeter } from '../../runtime/local/meter.ts';

let now: number;
let meter: FlowMeter;
beforeEach(() => {
  now = Date.UTC(2026, 0, 5);
  meter = new FlowMeter({ now: () => now });
});

describe('how late events are', () => {
  const lag = () => meter.passed('Indexer').lag;
  const come = (events: number, milliseconds: number): void => {
    for (let nth = 0; nth < events; nth++) meter.lag('Indexer', milliseconds);
  };

  it('is not known before the first', () => {
    expect(lag()).toBeNull();
  });

  it.each([0, 1, 40, 999, 12_000, 61_000, 86_400_000])('is told to 2 %%: %d ms', (milliseconds) => {
    come(3, milliseconds);
    for (const told of Object.values(lag()!))
      expect(Math.abs(told - milliseconds)).toBeLessThanOrEqual(milliseconds / 50);
  });

  it('is told for the middle one, and for the latest of a hundred', () => {
    come(980, 100);
    come(20, 60_000);
    expect(lag()!.p50).toBeLessThan(110);
    expect(lag()!.p99).toBeGreaterThan(59_000);
  });

  it('is forgotten after half a minute, however few or many came since', () => {
    come(100_000, 60_000);
    now += 10_000;
    come(1, 100);
    expect(lag()!.p50).toBeGreaterThan(59_000);
    now += 20_001;
    expect(lag()!.p99).toBeLessThan(110);
    now += 3_600_000;
    expect(lag()).toBeNull();
  });

  it('is kept apart by component', () => {
    come(1, 100);
    expect(meter.passed('Search').lag).toBeNull();
  });

  it('may be earlier than the clock: a change that was delivered at once', () => {
    come(1, -3);
    expect(lag()).toEqual({ p50: 0, p99: 0 });
  });
});
