import { expect, it } from '@jest/globals';
import { expired, HistoryRetention } from '../../processors/history-retention/history-retention.ts';
import { historyIndexOf, historyName } from '../../processors/lib/history-indexes.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

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
  expect(expired(indexes, Date.parse(now), 30 * day)).toEqual(months.map(index));
});

it('lets no other index go, whatever its age', () => {
  const others = [`${historyName}-2020-1`, `${historyName}-old-2020-01`, `${historyName}-2020-01-01`, 'product-000001'];
  expect(expired(others, Date.parse('2026-10-31T00:00:00Z'), day)).toEqual([]);
});

function retentionWith(answer: (asked: Asked) => ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  return { retention: new HistoryRetention(new SearchClient('http://engine', fetch, clock), clock), asked, clock };
}
const indexes = (...months: string[]): ScriptedAnswer => ({
  status: 200,
  body: Object.fromEntries(months.map((month) => [index(month), {}])),
});
const deletions = (asked: readonly Asked[]) =>
  asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path);

it('deletes what is old, and leaves what is not', async () => {
  const { retention, asked, clock } = retentionWith(({ method }) =>
    method === 'GET' ? indexes('2020-01', '2026-09') : { status: 200, body: { acknowledged: true } },
  );
  expect(await retention.run(30 * day, deadlineIn(60_000, clock))).toEqual([index('2020-01')]);
  expect(deletions(asked)).toEqual([`/${index('2020-01')}`]);
});

it('is done where an index is gone already, and where there is none', async () => {
  const gone = retentionWith(({ method }) => (method === 'GET' ? indexes('2020-01') : { status: 404 }));
  expect(await gone.retention.run(day, deadlineIn(60_000, gone.clock))).toEqual([index('2020-01')]);
  const none = retentionWith(() => ({ status: 404 }));
  expect(await none.retention.run(day, deadlineIn(60_000, none.clock))).toEqual([]);
});

it('says why it could not', async () => {
  const refused = retentionWith(({ method }) => (method === 'GET' ? indexes('2020-01') : { status: 400 }));
  await expect(refused.retention.run(day, deadlineIn(60_000, refused.clock))).rejects.toThrow(
    'was not deleted: status 400',
  );
  const away = retentionWith(() => ({ status: 503 }));
  await expect(away.retention.run(day, deadlineIn(20_000, away.clock))).rejects.toThrow('in time: status 503');
});
