import { expect, it } from '@jest/globals';
import { accessSeries } from '../../processors/access-retention/access-series.ts';
import { accessName, indexOfDay } from '../../processors/lib/access-indexes.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { expired } from '../../processors/lib/search/series-retention.ts';
import { indexTemplate } from '../../processors/search-setup/definition.ts';
import { setUpSearch } from '../../processors/search-setup/search-setup.ts';
import { deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const day = 86_400_000;
const index = (date: string) => `${accessName}-${date}`;

it.each([
  ['the last instant of a day', '2026-09-30T23:59:59.999Z', '2026-09-30'],
  ['the first of the next', '2026-10-01T00:00:00.000Z', '2026-10-01'],
])('puts an event of %s into the index of its day, in UTC', (_, time, date) => {
  expect(indexOfDay(Date.parse(time))).toBe(index(date));
});

it.each([
  ['3 days after its last instant', '2026-10-04T00:00:00.000Z', ['2026-09-30']],
  ['not a moment before', '2026-10-03T23:59:59.999Z', []],
])('lets a day go %s', (_, now, dates) => {
  expect(expired(accessSeries, ['2026-09-30', '2026-10-01'].map(index), Date.parse(now), 3 * day)).toEqual(
    dates.map(index),
  );
});

it('lets no other index go, whatever its age', () => {
  const others = [index('2020-01'), index('old-2020-01-01'), index('2020-01-01-x'), 'other-2020-01-01'];
  expect(expired(accessSeries, others, Date.parse('2026-10-31T00:00:00Z'), day)).toEqual([]);
});

function setUpWith(answer: (asked: Asked, nth: number) => ScriptedAnswer) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  return { ended: setUpSearch(client, clock, indexTemplate, deadlineIn(60_000, clock)), asked };
}

it('tells the engine what an index begins with, again and again until it is asked in time', async () => {
  const { ended, asked } = setUpWith((_, nth) => ({ status: nth < 3 ? 503 : 200 }));
  await ended;
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 3 }, () => 'PUT /_index_template/access-logs'),
  );
  expect(JSON.parse(asked[2]!.body)).toEqual(indexTemplate);
  await expect(setUpWith(() => ({ status: 400 })).ended).rejects.toThrow('was refused: status 400');
});
