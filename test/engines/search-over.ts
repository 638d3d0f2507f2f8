import { expect } from '@jest/globals';
import { join } from 'node:path';
import { bulkBody } from '../runtime/index-client.ts';
import { createWorld } from '../runtime/world.ts';
import { emptyRealEngine } from './real-engine.ts';

type Json = ReturnType<typeof JSON.parse>;

export type Item = Record<string, unknown>;

/** GET /search or, with its path, GET /suggest: status and body, and what the engine answered when that was no success. */
export type Search = (query: Record<string, string> | [string, string][] | string, path?: string) => Promise<Json>;

/** The search API of a project over the engine, with items in its index. */
export async function searchOver(project: string, items: readonly Item[]): Promise<Search> {
  const load = (path: string): Promise<Json> => import(join(project, path));
  const { SearchApi } = await load('processors/search-api/search-api.ts');
  const { SearchClient } = await load('processors/lib/search/search-client.ts');
  const { systemClock } = await load('processors/lib/clock.ts');
  const { itemSearch } = await load('contract/derived/item-search.ts');
  const { indexDefinition } = await load('processors/index-setup/index-definition.ts');
  const real = emptyRealEngine();
  const { index } = createWorld({});
  const send = (method: string, target: string, body: string): { status: number; body: string } => {
    if (real) return real.send(method, target, body);
    const { pathname: path, searchParams } = new URL(target, 'http://localhost');
    return index.handle({ method, path, query: Object.fromEntries(searchParams), body }) as never;
  };
  const sent = (method: string, target: string, body: string) => {
    const answer = send(method, target, body);
    expect([target, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([target, 200, '']);
    expect(answer.body).not.toContain('"errors":true');
  };
  sent('PUT', '/items', JSON.stringify(indexDefinition));
  const documents = items.flatMap((item, nth) => [
    { index: { _id: `i${nth}` } },
    { ...item, stream: { version: 1, deleted: false } },
  ]);
  sent('POST', '/items/_bulk?refresh=true', bulkBody(...documents));
  let refusal = '';
  const fetch = async (url: string, { body }: { body: string }): Promise<Response> => {
    const answer = send('POST', new URL(url).pathname, body);
    refusal = answer.status < 300 ? '' : answer.body;
    return new Response(answer.body, { status: answer.status });
  };
  const api = new SearchApi(new SearchClient('http://engine', fetch, systemClock), 'items', itemSearch, systemClock);
  return async (query, path = '/search') => {
    refusal = '';
    const { status, body } = await api.handle(path, new URLSearchParams(query));
    return { status, ...JSON.parse(body), ...(refusal === '' ? {} : { refusal }) };
  };
}
