import { expect, it } from '@jest/globals';
import { historySeries } from '../../processors/history-retention/history-series.ts';
import { historyIndexOf, historyName } from '../../processors/lib/history-indexes.ts';
import { expired } from '../../processors/lib/search/series-retention.ts';

const day = 24 * 3_600_000;
const index = (month: string) => `${historyName}-${month}`;

it.each([
  ['the last instant of September', '2026-09-30T23:59:59.999Z', '2026-09'],
  ['the first of October', '2026-10-01T00:00:00.000Z', '2026-10'],
])('puts a change of %s into the index of its month, in UTC', (_, time, month) => {
  expect(historyIndexOf(Date.parse(time) * 1000 + 999)).toBe(index(month));
});

it.each([
  ['30 days after its last instant', '2026-10-31T00:00:00.000Z', ['2026-09']],
  ['not a moment before', '2026-10-30T23:59:59.999Z', []],
])('lets a month go %s', (_, now, months) => {
  const indexes = ['2026-09', '2026-10'].map(index);
  expect(expired(historySeries, indexes, Date.parse(now), 30 * day)).toEqual(months.map(index));
});

it('lets no other index go, whatever its age', () => {
  const others = [`${historyName}-2020-1`, `${historyName}-old-2020-01`, `${historyName}-2020-01-01`, 'product-000001'];
  expect(expired(historySeries, others, Date.parse('2026-10-31T00:00:00Z'), day)).toEqual([]);
});
