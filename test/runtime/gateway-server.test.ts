import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { callerOf } from '../../runtime/gateway/caller.ts';
import { startGateway, type Gateway } from '../../runtime/gateway/server.ts';
import type { GatewayOutcome, GatewayRequest } from '../../runtime/contracts/gateway.ts';

let gateway: Gateway;
afterEach(() => gateway.close());

const start = async (answer: (request: GatewayRequest) => GatewayOutcome) => {
  gateway = await startGateway(async (request) => answer(request));
  return gateway;
};
const echo = ({ method, path, query, headers, body }: GatewayRequest): GatewayOutcome => ({
  status: 201,
  headers: { 'content-type': 'application/json', 'x-seen': headers['x-mine'] ?? '' },
  body: JSON.stringify({ method, path, query: [...query], host: headers['host'], body: body.toString() }),
});

async function http2Request(url: string, headers: Record<string, string>, body: string) {
  const session = connectHttp2(url);
  const stream = session.request({ ':method': 'POST', ...headers });
  stream.end(body);
  const [answer] = (await once(stream, 'response')) as [Record<string, unknown>];
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  session.close();
  return { status: answer[':status'], seen: answer['x-seen'], text };
}

it('answers HTTP/1.1 and HTTP/2 with prior knowledge on one port', async () => {
  const { url } = await start(echo);
  const expected = {
    method: 'POST',
    path: '/a%2Fb/..',
    query: [
      ['x', '1 2'],
      ['y', ''],
    ],
    host: new URL(url).host,
    body: 'hello',
  };
  const first = await http2Request(url, { ':path': '/a%2Fb/..?x=1+2&y', 'x-mine': 'me' }, 'hello');
  expect({ ...first, text: JSON.parse(first.text) }).toEqual({ status: 201, seen: 'me', text: expected });

  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // a byte at a time: the first of them could be those of either protocol
  const request = `POST /a%2Fb/..?x=1+2&y HTTP/1.1\r\nhost: ${new URL(url).host}\r\nx-mine: me\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello`;
  for (const byte of request) {
    socket.write(byte);
    await new Promise(setImmediate);
  }
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  expect(text).toMatch(/^HTTP\/1\.1 201 Created\r\n[^]*x-seen: me\r\n/);
  expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')).match(/\{.*\}/)![0])).toEqual(expected);
});

it('knows HTTP/2 by a preface that comes byte by byte', async () => {
  const { url } = await start(echo);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  for (const byte of Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), settings])) {
    socket.write(Buffer.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const [frame] = (await once(socket, 'data')) as [Buffer];
  // a frame of the type SETTINGS
  expect(frame[3]).toBe(4);
  socket.destroy();
});

it('listens on the loopback address only', async () => {
  const { url } = await start(echo);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  // also this machine, were it to listen everywhere
  await expect(fetch(url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow('fetch failed');
});

it('breaks the connection when told to hang up', async () => {
  const { url } = await start(() => 'hang up');
  await expect(fetch(url)).rejects.toMatchObject({
    cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) },
  });
});

it('never answers when told to stay silent, and lets go of everything when it is closed', async () => {
  let reached = () => {};
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const { url } = await start(() => {
    reached();
    return 'stay silent';
  });
  let answered = false;
  const pending = fetch(url).finally(() => {
    answered = true;
  });
  pending.catch(() => undefined);
  await arrived;
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  await gateway.close();
  await expect(pending).rejects.toThrow('fetch failed');
  await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

it('tells a bug of its own to the caller', async () => {
  gateway = await startGateway(() => Promise.reject(new Error('broken inside')));
  const answer = await fetch(gateway.url);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({
    __type: 'InternalFailure',
    message: expect.stringContaining('broken inside'),
  });
});

it.each([
  [
    'a header',
    {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIA1/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
    },
    '',
  ],
  ['a presigned URL', {}, 'X-Amz-Credential=AKIA1%2F20260101%2Feu-west-1%2Fdynamodb%2Faws4_request'],
])('knows by %s who calls which service', (_, headers, query) => {
  const caller = callerOf({ headers, query: new URLSearchParams(query) });
  expect(caller).toEqual({ service: 'dynamodb', accessKeyId: 'AKIA1', region: 'eu-west-1' });
});

it('knows nobody where a request is not signed', () => {
  expect(callerOf({ headers: { authorization: 'Bearer eyJ' }, query: new URLSearchParams() })).toBeUndefined();
});
