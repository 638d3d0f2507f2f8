import { expect, it } from '@jest/globals';
import { chartOf } from '../../delivery/report-charts.ts';
import { reports } from '../../processors/lib/warehouse/reports.ts';

const [byDay, orders] = reports;
const row = (day: string, source: string, events: number) => ({ day, source, type: 'a', events, entities: 1 });

it('has a bar for each day, and a part of it for each source', () => {
  const chart = chartOf(byDay!, [
    row('2026-03-02', 'orders', 3),
    row('2026-03-01', 'orders', 1),
    row('2026-03-01', 'social', 5),
    row('2026-03-01', 'social', 2),
  ]);
  expect(chart.labels).toEqual(['2026-03-01', '2026-03-02']);
  expect(chart.series).toEqual([
    { name: 'social', values: [7, 0] },
    { name: 'orders', values: [1, 3] },
  ]);
});

it('shows amounts where a report has them, by currency', () => {
  const chart = chartOf(orders!, [{ day: '2026-03-01', currency: 'EUR', orders: 2, amount: '39.8000' }]);
  expect(chart).toMatchObject({
    title: expect.stringMatching(/\(amount\)$/),
    series: [{ name: 'EUR', values: [39.8] }],
  });
});

it('puts together what is small, so that each part has a colour of its own', () => {
  const sources = ['a', 'b', 'c', 'd', 'e', 'f'];
  const chart = chartOf(
    byDay!,
    sources.map((source, at) => row('2026-03-01', source, at + 1)),
  );
  expect(chart.series.map(({ name }) => name)).toEqual(['f', 'e', 'd', 'other']);
  expect(chart.series.at(-1)!.values).toEqual([6]);
});

it('shows the newest days', () => {
  const rows = Array.from({ length: 20 }, (_, at) => row(`2026-03-${String(at + 1).padStart(2, '0')}`, 'orders', 1));
  const chart = chartOf(byDay!, rows);
  expect([chart.labels.length, chart.labels.at(-1)]).toEqual([14, '2026-03-20']);
});
