import { expect, it } from '@jest/globals';
import { IndexSetup } from '../../processors/index-setup/index-setup.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const refusal = { error: { type: 'illegal_argument_exception', reason: 'mapper cannot be changed' } };

const exists = {
  status: 400,
  body: { error: { type: 'resource_already_exists_exception', reason: 'exists' } },
};

function setUp(answer: (asked: Asked, nth: number) => ScriptedAnswer | 'no answer') {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const begun = clock.now();
  const setup = new IndexSetup(new SearchClient('http://engine', fetch, clock), 'things', clock);
  const requests = () => asked.map(({ method, path }) => `${method} ${path}`);
  return { run: () => setup.run({ remaining: () => Math.max(0, begun + 300_000 - clock.now()) }), asked, requests };
}

it('makes template, index and alias where there is no index', async () => {
  const { run, requests, asked } = setUp(({ method }) => ({ status: method === 'GET' ? 404 : 200, body: {} }));
  await run();
  expect(requests()).toEqual(['PUT /_index_template/things', 'GET /things/_mapping', 'PUT /things-000001']);
  // the index, those that follow it, and what a write to a lost alias makes
  expect(JSON.parse(asked[0]!.body)).toMatchObject({ index_patterns: ['things', 'things-*'] });
  expect(JSON.parse(asked[2]!.body)).toMatchObject({
    aliases: { things: {} },
    mappings: { dynamic: false, _meta: { baseTime: '0' } },
  });
});

it('is content with an index that its own earlier try has made', async () => {
  const { run, requests } = setUp(({ method, path }, nth) =>
    // the third look finds the alias
    method === 'GET' ? { status: nth < 5 ? 404 : 200 } : path === '/things-000001' ? exists : { status: 200 },
  );
  await expect(run()).resolves.toBeUndefined();
  expect(requests().at(-1)).toBe('PUT /things/_mapping');
});

it('fails with what to do where the index is there and the alias is not', async () => {
  const { run, requests } = setUp(({ method, path }) =>
    method === 'GET' ? { status: 404 } : path === '/things-000001' ? exists : { status: 200 },
  );
  await expect(run()).rejects.toThrow(
    /The index things-000001 exists, and the alias things names no index: .*then deploy again/,
  );
  expect(requests()).not.toContain('PUT /things/_mapping');
});

it('extends the mapping of an index that is there, and keeps what it was built from', async () => {
  const { run, requests, asked } = setUp(() => ({ status: 200, body: {} }));
  await run();
  expect(requests()).toEqual(['PUT /_index_template/things', 'GET /things/_mapping', 'PUT /things/_mapping']);
  expect(JSON.parse(asked[2]!.body)).not.toHaveProperty('_meta');
});

it('fails with a page to read where the mapping cannot be changed in place', async () => {
  const { run } = setUp(({ method, path }) =>
    method === 'PUT' && path === '/things/_mapping' ? { status: 400, body: refusal } : { status: 200, body: {} },
  );
  await expect(run()).rejects.toThrow(/docs\/runbook\/mapping-change\.md.*mapper cannot be changed/);
});

it.each([
  ['a connection that breaks while the engine wakes up', 'no answer' as const],
  ['an access policy that is not yet in force', { status: 403 }],
  ['an engine that is overloaded', { status: 503 }],
])('waits through %s', async (_what, trouble) => {
  const { run, requests } = setUp((_asked, nth) => (nth <= 3 ? trouble : { status: 200, body: {} }));
  await run();
  expect(requests()).toHaveLength(6);
});

it('gives up in time to say why', async () => {
  const { run } = setUp(() => ({
    status: 403,
    body: { error: { type: 'security_exception', reason: 'no permissions' } },
  }));
  await expect(run()).rejects.toThrow('status 403 security_exception: no permissions');
});
