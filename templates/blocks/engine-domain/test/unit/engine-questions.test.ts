import { expect, it } from '@jest/globals';
import { ask } from '../../processors/engine-questions/engine-questions.ts';
import { questions } from '../../processors/engine-questions/questions.ts';
import { NoAnswer, SearchClient } from '../../processors/lib/search/search-client.ts';
import { fastClock } from '../scripted-engine.ts';

/** A domain that gives this answer, and the requests that it has had. */
function domain(status: number, text: string) {
  const requests: string[] = [];
  const fetch = (async (url: string | URL | Request, init?: RequestInit) => {
    requests.push(`${init?.method} ${String(url)} ${String(init?.body)}`);
    return new Response(text, { status });
  }) as typeof globalThis.fetch;
  return { requests, client: new SearchClient('http://engine', fetch, fastClock()) };
}

it.each(Object.entries(questions))('asks for %s with a request that changes nothing', async (question, path) => {
  const { requests, client } = domain(200, '{"status":"red"}');
  expect(await ask(client, { question }, 1000)).toEqual({ question, status: 200, body: { status: 'red' } });
  const format = path.startsWith('_cat/') ? '?format=json' : '';
  expect(requests).toEqual([`GET http://engine/${path}${format} undefined`]);
});

it('asks for cluster, nodes, shards and snapshots only: nothing that holds documents or settings', () => {
  expect(Object.values(questions).filter((path) => !/^_(cluster|cat)\/[a-z_/-]+$/.test(path))).toEqual([]);
});

it('gives an answer that is a refusal as it is', async () => {
  const { client } = domain(400, '{"error":{"reason":"unable to find any unassigned shards to explain"}}');
  expect(await ask(client, { question: 'explain' }, 1000)).toMatchObject({ status: 400, body: { error: {} } });
});

it.each([
  [{ question: 'DELETE things' }],
  [{ question: '_search' }],
  [{ question: 'toString' }],
  [{}],
  ['health'],
  [null],
  [undefined],
])('refuses %j, names the questions, and asks the domain nothing', async (event) => {
  const { requests, client } = domain(200, '{}');
  await expect(ask(client, event, 1000)).rejects.toThrow(/one of health, explain, shards/);
  expect(requests).toEqual([]);
});

it('fails where the domain does not answer', async () => {
  await expect(ask(domain(200, 'a page').client, { question: 'health' }, 1000)).rejects.toThrow(NoAnswer);
});
