import { expect, it } from '@jest/globals';
import { BaseTime } from '../../processors/indexer/base-time.ts';
import { Blocked, NoAnswer, SearchClient } from '../../processors/lib/search/search-client.ts';
import { fastClock, scriptedEngine, type ScriptedAnswer } from '../scripted-engine.ts';

/** The mapping of the index that the alias stands for. */
const mapping = (meta?: object): ScriptedAnswer => ({
  status: 200,
  body: { 'things-2': { mappings: { dynamic: 'false', ...(meta ? { _meta: meta } : {}) } } },
});

function baseTimeWith(answer: Parameters<typeof scriptedEngine>[0]) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  return { baseTime: new BaseTime(new SearchClient('http://engine', fetch, clock), 'things', clock), asked, clock };
}

it('is what the mapping of the index behind the alias says', async () => {
  const { baseTime, asked } = baseTimeWith(() => mapping({ baseTime: '1720046486486729' }));
  expect(await baseTime.current(1000)).toBe(1_720_046_486_486_729n);
  expect(asked).toEqual([{ method: 'GET', path: '/things/_mapping', body: '' }]);
});

it.each([
  ['has no _meta', undefined],
  ['has another _meta', { definition: 'x' }],
])('is before any change where the mapping %s', async (_what, meta) => {
  const { baseTime } = baseTimeWith(() => mapping(meta));
  expect(await baseTime.current(1000)).toBe(0n);
});

it.each([
  ['status 404', { status: 404, body: {} }],
  ['status 503', { status: 503 }],
  ['a broken connection', 'no answer' as const],
])('is unknown after %s, and asked for again', async (_what, trouble) => {
  const { baseTime } = baseTimeWith((_asked, nth) => (nth === 1 ? trouble : mapping({ baseTime: '5' })));
  await expect(baseTime.current(1000)).rejects.toThrow(NoAnswer);
  expect(await baseTime.current(1000)).toBe(5n);
});

it('says where it is forbidden to ask for it', async () => {
  const { baseTime } = baseTimeWith(() => ({ status: 403, body: {} }));
  await expect(baseTime.current(1000)).rejects.toThrow(Blocked);
  const away = baseTimeWith(() => ({ status: 503 }));
  await expect(away.baseTime.current(1000)).rejects.not.toThrow(Blocked);
});

it('is asked for again after a minute, not before', async () => {
  const { baseTime, asked, clock } = baseTimeWith((_asked, nth) => mapping({ baseTime: String(nth) }));
  expect(await baseTime.current(1000)).toBe(1n);
  await clock.sleep(59_999);
  expect(await baseTime.current(1000)).toBe(1n);
  await clock.sleep(1);
  expect(await baseTime.current(1000)).toBe(2n);
  expect(asked).toHaveLength(2);
});
