import { expect, it } from '@jest/globals';
import { lookedUp } from '../../delivery/search-lookup.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { idsOf, lookUp } from '../../processors/search-lookup/search-lookup.ts';
import { withAnswers } from '../aws-answers.ts';
import { deadlineIn, fastClock, scriptedEngine, type ScriptedAnswer } from '../scripted-engine.ts';

const found = (...ids: string[]): ScriptedAnswer => ({
  status: 200,
  body: { _shards: { failed: 0 }, hits: { hits: ids.map((_id) => ({ _index: 'access-logs-2026-01-31', _id })) } },
});
function asked(answer: (nth: number) => ScriptedAnswer) {
  const { fetch, asked: requests } = scriptedEngine((_, nth) => answer(nth));
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  return { ids: lookUp(client, clock, ['a', 'b'], deadlineIn(20_000, clock)), requests };
}

it('says which ids are in the index of any day, and reads no document', async () => {
  const { ids, requests } = asked(() => found('a', 'a'));
  expect(await ids).toEqual({ found: ['a'] });
  expect(requests).toMatchObject([{ method: 'POST', path: '/access-logs-*/_search' }]);
  expect(JSON.parse(requests[0]!.body)).toMatchObject({ _source: false, query: { ids: { values: ['a', 'b'] } } });
});

it('waits for an engine that wakes up', async () => {
  const { ids } = asked((nth) => (nth === 1 ? { status: 503 } : found('b')));
  expect(await ids).toEqual({ found: ['b'] });
});

it.each([
  ['refuses', { status: 400, body: { error: { type: 'parsing_exception', reason: 'no' } } }],
  ['answers in part', { status: 200, body: { _shards: { failed: 1 }, hits: { hits: [] } } }],
])('does not take an event for missing where the engine %s', async (_what, answer) => {
  await expect(asked(() => answer).ids).rejects.toThrow('The index was not asked');
});

it.each([
  ['nothing', undefined],
  ['no ids', {}],
  ['no list', { ids: 'a' }],
  ['numbers', { ids: [1] }],
  ['too many ids', { ids: Array.from({ length: 101 }, String) }],
])('refuses %s', (_what, question) => {
  expect(() => idsOf(question)).toThrow('at most 100');
});

const marked = { name: 'a line of alb', item: 0, change: 1, removes: false, send: async () => {} };
const outputs = { SearchLookupFunctionName: 'lookup' };
const answered = (body: string, headers: Record<string, string> = {}) =>
  withAnswers(
    () => ({ status: 200, headers, body }),
    (client) => lookedUp({ client, outputs }, new Map([['a', marked]]))(new AbortController().signal),
  );

it('finds the marked events of a smoke test by their ids', async () => {
  expect(await answered('{"found":["a","of somebody else"]}')).toEqual([marked]);
});

it('reports a problem when the function fails', async () => {
  const answer = await answered('{"errorMessage":"away"}', { 'x-amz-function-error': 'Unhandled' });
  expect(answer).toEqual({ problem: 'the function lookup failed: {"errorMessage":"away"}' });
});
