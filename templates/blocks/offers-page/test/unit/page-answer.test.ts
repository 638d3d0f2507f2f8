import { expect, it } from '@jest/globals';
import { pageAnswer } from '../../tools/offers-page/page-answer.ts';

function server() {
  const asked: [string, string][] = [];
  const fetched: { url: string; authorization: string }[] = [];
  const answer = pageAnswer({
    files: { '/': { type: 'text/html', body: '<title>Offers</title>' } },
    clicks: 'produce',
    ask: async (probe, input) => {
      asked.push([probe, input]);
      const failed = input === 'a/b';
      const raw = { token: `token of ${input}`, realtime: 'ws://r', host: 'h', offers: 'http://api' };
      return { failed, summary: failed ? 'no such user' : 'signed in', raw };
    },
    fetch: (async (url: string, { headers }: { headers: { authorization: string } }) => {
      fetched.push({ url, ...headers });
      return new Response('{"offers":[],"next":null}', { status: 200 });
    }) as unknown as typeof fetch,
  });
  const call = (method: string, url: string, body: object = {}, headers: Record<string, string> = {}) =>
    answer({ method, url, headers: { host: '127.0.0.1:8090', ...headers }, body: JSON.stringify(body) });
  return { asked, fetched, call };
}

it('serves the page, which may load nothing from elsewhere', async () => {
  const { status, headers, body } = await server().call('GET', '/');
  expect([status, body]).toEqual([200, '<title>Offers</title>']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect((await server().call('GET', '/../package.json')).status).toBe(404);
});

it('signs a user in, and sends their clicks to the run', async () => {
  const { asked, call } = server();
  expect(JSON.parse((await call('POST', '/sign-in', { user: 'ada' })).body)).toMatchObject({ token: 'token of ada' });
  expect((await call('POST', '/clicks', { event_id: 'e' })).status).toBe(200);
  expect(asked).toEqual([
    ['sign-in', 'ada'],
    ['produce', '{"event_id":"e"}'],
  ]);
});

it('lists the offers of the user who has signed in, by their token', async () => {
  const { fetched, call } = server();
  expect((await call('GET', '/me/offers?limit=5&user=ada')).body).toBe('{"offers":[],"next":null}');
  expect(fetched).toEqual([{ url: 'http://api/me/offers?limit=5', authorization: 'Bearer token of ada' }]);
});

it('says what is wrong', async () => {
  expect(await server().call('POST', '/sign-in', { user: 'a/b' })).toMatchObject({
    status: 502,
    body: '{"message":"no such user"}',
  });
});

it.each([
  [{ host: 'evil.example' }],
  [{ origin: 'https://evil.example' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'none' }],
])('takes nothing from other sites: %j', async (headers) => {
  const { asked, call } = server();
  expect((await call('POST', '/sign-in', { user: 'ada' }, headers as Record<string, string>)).status).toBe(403);
  expect(asked).toEqual([]);
});
