import { expect, it } from '@jest/globals';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { SeriesRetention, type Series } from '../../processors/lib/search/series-retention.ts';
import { deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const day = 86_400_000;
/** An index a year. */
const series: Series = {
  indexes: 'things-*',
  endOf: (index) => (/^things-\d{4}$/.test(index) ? Date.UTC(Number(index.slice(-4)) + 1) : undefined),
};

function retentionWith(answer: (asked: Asked) => ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const retention = new SeriesRetention(new SearchClient('http://engine', fetch, clock), clock, series);
  return { retention, asked, clock };
}
const indexes = (...names: string[]): ScriptedAnswer => ({
  status: 200,
  body: Object.fromEntries(names.map((name) => [name, {}])),
});

it('deletes what is old, and leaves what is not, and what is of no series', async () => {
  const { retention, asked, clock } = retentionWith(({ method }) =>
    method === 'GET' ? indexes('things-2020', 'things-2026', 'things-old') : { status: 200, body: {} },
  );
  expect(await retention.run(day, deadlineIn(60_000, clock))).toEqual(['things-2020']);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /things-*/_mapping',
    'DELETE /things-2020',
  ]);
});

it('is done where an index is gone already, and where there is none', async () => {
  const gone = retentionWith(({ method }) => (method === 'GET' ? indexes('things-2020') : { status: 404 }));
  expect(await gone.retention.run(day, deadlineIn(60_000, gone.clock))).toEqual(['things-2020']);
  const none = retentionWith(() => ({ status: 404 }));
  expect(await none.retention.run(day, deadlineIn(60_000, none.clock))).toEqual([]);
});

it('says why it could not', async () => {
  const refused = retentionWith(({ method }) => (method === 'GET' ? indexes('things-2020') : { status: 400 }));
  await expect(refused.retention.run(day, deadlineIn(60_000, refused.clock))).rejects.toThrow(
    'was not deleted: status 400',
  );
  const away = retentionWith(() => ({ status: 503 }));
  await expect(away.retention.run(day, deadlineIn(20_000, away.clock))).rejects.toThrow('in time: status 503');
});
