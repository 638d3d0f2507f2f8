import { beforeEach, describe, expect, it } from '@jest/globals';
import type { GatewayReply, GatewayRequest } from '../../runtime/contracts/gateway.ts';
import { count, duration, elapsed, exactly, plural } from '../../runtime/view/page/format.js';
import { pageFiles } from '../../runtime/view/page-files.ts';
import { pageAnswer } from '../../runtime/view/page-server.ts';
import { FakeRun } from '../browser/fake-run.ts';

let run: FakeRun;
let answer: (request: GatewayRequest) => Promise<GatewayReply>;
let token: string;

const host = '127.0.0.1:4321';

const request = (method: string, address: string, headers: Record<string, string>, body: unknown): GatewayRequest => {
  const { pathname, searchParams } = new URL(address, `http://${host}`);
  return { method, path: pathname, query: searchParams, headers, body: Buffer.from(JSON.stringify(body) ?? '') };
};
const get = (address: string, headers: Record<string, string> = { host }) =>
  answer(request('GET', address, headers, undefined));
const post = (address: string, body: unknown, headers: Record<string, string> = { host, 'x-page-token': token }) =>
  answer(request('POST', address, headers, body));
const read = ({ body }: GatewayReply): unknown => JSON.parse(String(body));

beforeEach(async () => {
  run = new FakeRun();
  answer = pageAnswer(run);
  token = /name="token" content="([^"]+)"/.exec(String((await get('/')).body))![1]!;
});

describe('the page', () => {
  it('comes with a policy that lets nothing in from elsewhere', async () => {
    const { status, headers } = await get('/');
    expect(status).toBe(200);
    expect(headers!['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers!['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each(Object.keys(pageFiles))('serves %s, which names nothing outside', async (name) => {
    const { status, body } = await get(`/${name}`);
    expect(status).toBe(200);
    expect(String(body).replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  });

  it('makes no HTML of what it shows', () => {
    for (const [name, text] of Object.entries(pageFiles))
      expect([name, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b/.test(text)]).toEqual([
        name,
        false,
      ]);
  });

  it('serves no other file', async () => {
    for (const path of ['/tsconfig.json', '/../state.ts', '/__proto__', '/constructor', '/nothing'])
      expect((await get(path)).status).toBe(404);
  });

  it('tells the state, and when the diagram has another shape', async () => {
    const first = read(await get('/state')) as { title: string; shape: string };
    run.feed(10);
    const second = read(await get('/state')) as { shape: string; nodes: { in: number }[] };
    expect(first.title).toBe('product-search-dev');
    expect(second.nodes[0]!.in).toBe(10);
    expect(second.shape).toBe(first.shape);
  });

  it('draws the diagram', async () => {
    const { headers, body } = await get('/diagram');
    expect(headers!['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(body).toContain('>Indexer</text>');
  });

  it('draws it in every layout that it has', async () => {
    const column = await get('/diagram?layout=column');
    expect(column.body).not.toEqual((await get('/diagram?layout=right')).body);
    expect(read(await get('/diagram?layout=left'))).toEqual({
      problem: 'Layouts of the diagram: right, down, compact, column.',
    });
  });

  it('passes to a probe what was typed, and gives its answer back', async () => {
    expect(read(await get('/probe?id=find&input=+red+shoe+'))).toMatchObject({ summary: '1 result', failed: false });
    expect(read(await get('/probe?id=all&input=nonsense'))).toMatchObject({ failed: true, rows: [] });
    expect(read(await get('/probe?id=all'))).toMatchObject({ failed: false });
    expect(run.asked).toEqual([
      ['find', 'red shoe'],
      ['all', 'nonsense'],
      ['all', ''],
    ]);
  });

  it('knows the probes of the run only', async () => {
    expect((await get('/probe?id=other&input=a')).status).toBe(404);
    expect((await get('/probe')).status).toBe(404);
    expect(run.asked).toEqual([]);
  });

  it('takes a probe that changes something from the page alone', async () => {
    const state = { ...run.state(), probes: [{ ...run.state().probes[0]!, id: 'act', acts: true as const }] };
    run.state = () => state;
    expect(read(await get('/probe?id=act&input=a'))).toEqual({
      problem: '"act" changes something: it takes POST, with the token of the page.',
    });
    expect((await post('/probe', { id: 'act', input: 'a' }, { host })).status).toBe(403);
    expect((await post('/probe', { id: 'act' })).status).toBe(400);
    expect((await post('/probe', { id: 'other', input: 'a' })).status).toBe(404);
    expect(run.asked).toEqual([]);
    expect(read(await post('/probe', { id: 'act', input: ' a ' }))).toMatchObject({ summary: '1 result' });
    expect(run.asked).toEqual([['act', 'a']]);
  });

  it('says what went wrong in the run', async () => {
    run.probe = () => Promise.reject(new Error('The API does not run yet.'));
    const answered = await get('/probe?id=find&input=a');
    expect([answered.status, read(answered)]).toEqual([502, { problem: 'The API does not run yet.' }]);
  });

  it('replays what is parked, and nothing else', async () => {
    const { key } = run.state().parked[0]!;
    expect((await post('/replay', { key })).status).toBe(200);
    expect(run.replayed).toEqual([key]);
    expect((await post('/replay', { key })).status).toBe(404);
    expect((await post('/replay', { key: 7 })).status).toBe(404);
    expect(run.replayed).toEqual([key]);
  });

  it('switches a fault that exists', async () => {
    const isOn = () => run.state().faults.find(({ point }) => point === 'stream.delay')!.on;
    expect((await post('/faults', { point: 'stream.delay', on: true })).status).toBe(200);
    expect(isOn()).toBe(true);
    expect((await post('/faults', { point: 'stream.delay', on: 'no' })).status).toBe(400);
    expect((await post('/faults', { point: 'stream.none', on: true })).status).toBe(404);
    expect((await post('/faults', 'x'.repeat(20_000))).status).toBe(400);
    expect((await post('/faults', null)).status).toBe(400);
    expect(isOn()).toBe(true);
  });

  it('shows the runbook page of an alarm that has fired, and no other file', async () => {
    const page = 'docs/runbook/indexer-stuck.md';
    expect((await get(`/runbook?page=${page}`)).status).toBe(404);
    run.setFault('index.request-503', true);
    expect(await get(`/runbook?page=${page}`)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `# The page ${page}`,
    });
    expect((await get('/runbook?page=package.json')).status).toBe(404);
    expect((await get('/runbook')).status).toBe(404);
  });

  it('knows no other methods and no other paths to send to', async () => {
    expect((await answer(request('DELETE', '/state', { host }, undefined))).status).toBe(405);
    expect((await post('/state', {})).status).toBe(404);
    expect((await get('/replay')).status).toBe(404);
  });
});

describe('whoever is not the page', () => {
  it.each([
    'evil.example',
    'evil.example:4321',
    '127.0.0.1.evil.example',
    'localhost.evil.example:1',
    '[::1]:4321',
    '',
  ])('is refused by a host that is not this machine: "%s"', async (other) => {
    for (const path of ['/', '/state', '/page.js']) expect((await get(path, { host: other })).status).toBe(403);
  });

  it.each(['localhost:4321', '127.0.0.1', 'LOCALHOST:80'])('is let in at "%s"', async (name) => {
    expect((await get('/', { host: name })).status).toBe(200);
  });

  it('may follow a link to the page, and read nothing else from another site', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await get('/', { host, 'sec-fetch-site': site })).status).toBe(200);
      expect((await get('/state', { host, 'sec-fetch-site': site })).status).toBe(403);
      expect((await get('/probe?id=find&input=a', { host, 'sec-fetch-site': site })).status).toBe(403);
    }
    expect((await get('/state', { host, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect(run.asked).toEqual([]);
  });

  it.each([
    ['without a token', { host }],
    ['with a wrong token', { host, 'x-page-token': 'x'.repeat(32) }],
    ['with an empty token', { host, 'x-page-token': '' }],
  ])('changes nothing %s', async (_, headers) => {
    const { key } = run.state().parked[0]!;
    expect((await post('/replay', { key }, headers)).status).toBe(403);
    expect(run.replayed).toEqual([]);
  });

  it('changes nothing from another origin, even with the token', async () => {
    const { key } = run.state().parked[0]!;
    const headers = { host, 'x-page-token': token };
    expect((await post('/replay', { key }, { ...headers, origin: 'http://localhost:9999' })).status).toBe(403);
    expect((await post('/replay', { key }, { ...headers, origin: 'null' })).status).toBe(403);
    expect((await post('/replay', { key }, { ...headers, origin: `http://${host}` })).status).toBe(200);
  });

  it('cannot use the token of another run', async () => {
    const other = pageAnswer(new FakeRun());
    const headers = { host, 'x-page-token': token };
    expect((await other(request('POST', '/faults', headers, { point: 'stream.delay', on: true }))).status).toBe(403);
  });
});

describe('figures', () => {
  it.each([
    [0, '0'],
    [12_480, '12,480'],
    [9_999_999, '9,999,999'],
    [12_500_000, '12.5M'],
  ])('counts %d as %s', (number, text) => expect(count(number)).toBe(text));

  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_949, '59.9 s'],
    [59_950, '1.0 min'],
    [3_596_999, '59.9 min'],
    [3_597_000, '1.0 h'],
  ])('tells %d ms as %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [-5, '0:00'],
    [67_000, '1:07'],
    [3_723_000, '1:02:03'],
  ])('tells that a run lasts %d ms as %s', (ms, text) => expect(elapsed(ms)).toBe(text));

  it('knows one from many', () => {
    expect([0, 1, 2].map((number) => plural(number, 'record'))).toEqual(['0 records', '1 record', '2 records']);
  });

  it('writes out what has to add up', () => expect(exactly(12_345_678)).toBe('12,345,678'));
});
