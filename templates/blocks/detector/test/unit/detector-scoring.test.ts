import { describe, expect, it } from '@jest/globals';
import { around, deviation, envelopeOf, learned } from '../../processors/lib/detector/scoring/envelope.ts';
import { median, sigmaOf } from '../../processors/lib/detector/scoring/robust.ts';
import { slotAt, slotKey, slotsAround } from '../../processors/lib/detector/scoring/season.ts';
import { scoreSeries, type Point } from '../../processors/lib/detector/scoring/series-score.ts';
import { SortedWindow } from '../../processors/lib/detector/scoring/sorted-window.ts';
import { shareOf, countOf, signalsOf } from '../../processors/lib/detector/signals.ts';
import { emptyWindow } from '../../processors/lib/detector/group-window.ts';
import { scoredCsv } from '../../tools/detector-quality/scored-csv.ts';
import { seeded } from '../../tools/detector-quality/random.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 5);

describe('robust statistics', () => {
  it('are not moved by values that are far off', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
    const { normal } = seeded(1);
    const values = Array.from({ length: 500 }, () => 10 + 2 * normal());
    expect(sigmaOf([...values, ...Array.from({ length: 100 }, () => 1e9)])).toBeCloseTo(2.4, 0);
  });

  it('of the last values are those of these values in their order', () => {
    const kept = new SortedWindow(5);
    for (const value of [5, 3, 3, 9, 1, 7, 3]) kept.add(value);
    expect(kept.sorted).toEqual([1, 3, 3, 7, 9]);
    expect(kept.size).toBe(5);
  });
});

describe('an envelope', () => {
  const usual = { mid: 10, low: 8, high: 12 };

  it('is where values are, without one that is far off at each end', () => {
    expect(envelopeOf([1, 9, 10, 11, 99])).toEqual({ mid: 10, low: 9, high: 11 });
    expect(envelopeOf([1, 2, 3, 4])).toBeUndefined();
    expect(envelopeOf([1, 2, 3, 4, NaN])).toBeUndefined();
  });

  const day = (low: number, high: number) => ({ mid: (low + high) / 2, low, high });
  const known = { ...usual, last: usual };

  it('widens by a little for one day, and narrows slowly', () => {
    const wider = learned(known, day(-100, 900), 0.1);
    expect(wider.low).toBeCloseTo(6.8);
    expect(wider.high).toBeCloseTo(13.2);
    expect(wider.mid).toBeCloseTo(11.2);
    expect(learned(known, day(9.9, 10.1), 0.1).high).toBeCloseTo(11.81);
    expect(learned(undefined, day(1, 3), 0.1)).toEqual({ ...day(1, 3), last: day(1, 3) });
  });

  it('has what came on two days in a row, and no more than that', () => {
    const once = learned(known, day(8, 90), 0.1);
    const twice = learned(once, day(8, 70), 0.1);
    expect([once.high < 14, twice.high]).toEqual([true, 70]);
    expect(learned(learned(known, day(-50, 12), 0.1), day(-40, 12), 0.1).low).toBe(-40);
  });

  it('is reached a little earlier or later than yesterday as well', () => {
    expect(around(usual, [undefined, { mid: 50, low: 40, high: 60 }])).toEqual({ mid: 10, low: 8, high: 60 });
  });

  it('says how far outside a value is, in its own noise where that is larger', () => {
    expect(deviation(11, 0, usual)).toBe(0);
    expect(deviation(14.5, 0, usual)).toBeCloseTo(2);
    expect(deviation(5.5, 0, usual)).toBeCloseTo(-2);
    expect(deviation(14.5, 2.5, usual)).toBeCloseTo(1);
    expect(Number.isFinite(deviation(1, 0, { mid: 0, low: 0, high: 0 }))).toBe(true);
  });
});

it('times of day go on at midnight, and days of the week have their kind', () => {
  const friday = Date.UTC(2026, 0, 9, 23, 45);
  expect(slotsAround(friday).map(slotKey)).toEqual(['weekday#47', 'weekday#46', 'saturday#00']);
  const kinds = Array.from({ length: 7 }, (_, day) => slotAt(start + day * 86_400_000).kind);
  expect(kinds).toEqual(['monday', 'weekday', 'weekday', 'weekday', 'weekday', 'saturday', 'sunday']);
});

describe('signals', () => {
  it('have the same noise whatever the size', () => {
    for (const mean of [8, 80, 2000]) {
      const { poisson } = seeded(mean);
      const values = Array.from({ length: 3000 }, () => {
        const window = { ...emptyWindow, requests: poisson(mean) };
        return signalsOf(window, window).traffic.value;
      });
      const average = values.reduce((sum, each) => sum + each, 0) / values.length;
      const variance = values.reduce((sum, each) => sum + (each - average) ** 2, 0) / values.length;
      expect(Math.abs(variance - 1)).toBeLessThan(0.15);
    }
  });

  it('come back in the units of people', () => {
    const window = { ...emptyWindow, requests: 1000, failed: 250 };
    const { failed, traffic } = signalsOf(window, window);
    expect(shareOf(failed.value)).toBeCloseTo(0.25, 2);
    expect(countOf(traffic.value)).toBeCloseTo(1000);
    expect(failed.noise).toBeCloseTo(0.032, 3);
  });

  it('have no share of hardly any requests', () => {
    const window = { ...emptyWindow, requests: 4, failed: 4 };
    expect(signalsOf(window, window).failed.value).toBeNaN();
  });
});

describe('the score of a series', () => {
  const { normal } = seeded(5);
  const daily = (days: number, change: (value: number, at: number) => number = (value) => value): Point[] =>
    Array.from({ length: days * 288 }, (_, at) => ({
      time: start + at * 5 * minute,
      value: change(100 + 50 * Math.sin((2 * Math.PI * at) / 288) + 2 * normal(), at),
    }));
  const largest = (scores: readonly number[], from: number, to: number) => Math.max(...scores.slice(from, to));

  it('is 0 to 1, for any series', () => {
    const odd: Point[][] = [
      [],
      [{ time: start, value: 1 }],
      Array.from({ length: 500 }, (_, at) => ({ time: start + at * minute, value: 0 })),
      Array.from({ length: 500 }, (_, at) => ({ time: start, value: at % 7 === 0 ? 1e300 : -1e300 })),
      Array.from({ length: 500 }, (_, at) => ({ time: start - at * minute, value: at })),
    ];
    for (const series of odd) {
      const scores = scoreSeries(series);
      expect(scores).toHaveLength(series.length);
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    }
  });

  it('stands out at a spike, a drop and a new level, and nowhere else', () => {
    const changes = [
      (value: number, at: number) => (at === 2500 ? value + 60 : value),
      (value: number, at: number) => (at === 2500 ? value - 60 : value),
      (value: number, at: number) => (at >= 2500 ? value + 40 : value),
    ];
    for (const change of changes) {
      const scores = scoreSeries(daily(10, change));
      expect(largest(scores, 2500, 2512)).toBeGreaterThan(0.6);
      expect(largest(scores, 900, 2500)).toBeLessThan(0.4);
    }
  });

  it('does not say again what it has just said', () => {
    const scores = scoreSeries(daily(10, (value, at) => (at === 2500 || at === 2530 ? value + 60 : value)));
    expect(scores[2530]!).toBeLessThan(scores[2500]! / 2);
  });

  it('knows what comes every day', () => {
    const scores = scoreSeries(daily(20, (value, at) => (at % 288 >= 140 && at % 288 < 146 ? value + 80 : value)));
    expect(largest(scores, 8 * 288, 20 * 288)).toBeLessThan(0.3);
  });

  it('depends on what was before alone', () => {
    const series = daily(5);
    expect(scoreSeries(series).slice(0, 700)).toEqual(scoreSeries(series.slice(0, 700)));
  });
});

describe('a CSV', () => {
  it('gets a column with the scores, its other columns stay', () => {
    const rows = Array.from(
      { length: 60 },
      (_, at) => `2015-09-01 ${String(at % 24).padStart(2, '0')}:00:00,${at % 3},x`,
    );
    const [header, ...scored] = scoredCsv(['timestamp,value,note', ...rows, ''].join('\r\n'))
      .trimEnd()
      .split('\n');
    expect(header).toBe('timestamp,value,note,anomaly_score');
    expect(scored).toHaveLength(60);
    expect(scored.every((row, at) => row.startsWith(`${rows[at]},`) && /,\d\.\d{6}$/.test(row))).toBe(true);
  });

  it.each([
    ['time,value\n', 'the first line has to name'],
    ['', 'the first line has to name'],
    ['timestamp,value\nyesterday,1', 'line 2: the timestamp is none'],
    ['timestamp,value\n2015-09-01 00:00:00,\n', 'line 2: the value is no number'],
  ])('is refused with the line: %j', (csv, problem) => {
    expect(() => scoredCsv(csv)).toThrow(problem);
  });
});
