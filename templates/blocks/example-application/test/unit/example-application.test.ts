import { expect, it } from '@jest/globals';
import { linesAt } from '../../processors/example-application/lines-at.ts';
import { application } from '../../processors/lib/access-event/application.ts';
import { readingOf } from '../reading.ts';

const now = Date.parse('2026-01-01T00:05:00Z');

it('writes twenty lines of the last five minutes, in their order', () => {
  const times = linesAt(now, Math.random).map((line) => Date.parse((JSON.parse(line) as { time: string }).time));
  expect(times).toHaveLength(20);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThan(now - 300_001);
  expect(times.at(-1)).toBeLessThanOrEqual(now);
});

it('writes lines that ingest understands with every member', () => {
  for (const line of linesAt(now, Math.random)) {
    const [event, ...others] = readingOf(application, line);
    expect(others).toEqual([]);
    expect(Object.keys(event!).toSorted()).toEqual(
      ['client', 'latency_ms', 'method', 'outcome', 'path', 'status', 'time', 'user_agent'].toSorted(),
    );
  }
});
