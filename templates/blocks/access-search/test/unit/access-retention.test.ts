import { expect, it } from '@jest/globals';
import { AccessRetention, expired } from '../../processors/access-retention/access-retention.ts';
import { accessName, indexOfDay } from '../../processors/lib/access-indexes.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
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
  expect(expired(['2026-09-30', '2026-10-01'].map(index), Date.parse(now), 3 * day)).toEqual(dates.map(index));
});

it('lets no other index go, whatever its age', () => {
  const others = [index('2020-01'), index('old-2020-01-01'), index('2020-01-01-x'), 'other-2020-01-01'];
  expect(expired(others, Date.parse('2026-10-31T00:00:00Z'), day)).toEqual([]);
});

function retentionWith(answer: (asked: Asked) => ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  return { client, retention: new AccessRetention(client, clock), asked, clock };
}
const indexes = (...dates: string[]): ScriptedAnswer => ({
  status: 200,
  body: Object.fromEntries(dates.map((date) => [index(date), {}])),
});

it('deletes what is old, and leaves what is not', async () => {
  const { retention, asked, clock } = retentionWith(({ method }) =>
    method === 'GET' ? indexes('2020-01-01', '2026-09-21') : { status: 200, body: { acknowledged: true } },
  );
  expect(await retention.run(3 * day, deadlineIn(60_000, clock))).toEqual([index('2020-01-01')]);
  expect(asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
    `/${index('2020-01-01')}`,
  ]);
});

it('is done where an index is gone already, and where there is none', async () => {
  const gone = retentionWith(({ method }) => (method === 'GET' ? indexes('2020-01-01') : { status: 404 }));
  expect(await gone.retention.run(day, deadlineIn(60_000, gone.clock))).toEqual([index('2020-01-01')]);
  const none = retentionWith(() => ({ status: 404 }));
  expect(await none.retention.run(day, deadlineIn(60_000, none.clock))).toEqual([]);
});

it('says why it could not', async () => {
  const refused = retentionWith(({ method }) => (method === 'GET' ? indexes('2020-01-01') : { status: 400 }));
  await expect(refused.retention.run(day, deadlineIn(60_000, refused.clock))).rejects.toThrow(
    'was not deleted: status 400',
  );
  const away = retentionWith(() => ({ status: 503 }));
  await expect(away.retention.run(day, deadlineIn(20_000, away.clock))).rejects.toThrow('in time: status 503');
});

it('tells the engine what an index begins with, again and again until it is asked in time', async () => {
  const waking = retentionWith(({ method }) => ({ status: method === 'PUT' && waking.asked.length < 3 ? 503 : 200 }));
  await setUpSearch(waking.client, waking.clock, indexTemplate, deadlineIn(60_000, waking.clock));
  expect(waking.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 3 }, () => 'PUT /_index_template/access-logs'),
  );
  expect(JSON.parse(waking.asked[2]!.body)).toEqual(indexTemplate);
  const refusing = retentionWith(() => ({ status: 400 }));
  await expect(
    setUpSearch(refusing.client, refusing.clock, indexTemplate, deadlineIn(60_000, refusing.clock)),
  ).rejects.toThrow('was refused: status 400');
});
