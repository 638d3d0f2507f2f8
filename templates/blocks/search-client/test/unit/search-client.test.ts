import { expect, it } from '@jest/globals';
import { NoAnswer, SearchClient } from '../../processors/lib/search/search-client.ts';
import { fastClock } from '../scripted-engine.ts';

const page = '<html><body>Forbidden</body></html>';

function answerTo(status: number, text: string) {
  const fetch = (async () => new Response(text, { status })) as typeof globalThis.fetch;
  return new SearchClient('http://engine', fetch, fastClock()).request('GET', '/things', undefined, 1000);
}

it.each([403, 404, 413, 429, 502, 503])('tells status %d of a page that is no JSON', async (status) => {
  expect(await answerTo(status, page)).toEqual({ status, body: undefined });
});

it('gives the body of a failure that is JSON', async () => {
  expect(await answerTo(400, '{"error":{"type":"x"}}')).toEqual({ status: 400, body: { error: { type: 'x' } } });
});

it('takes a success that cannot be read for no answer', async () => {
  await expect(answerTo(200, page)).rejects.toThrow(NoAnswer);
});
