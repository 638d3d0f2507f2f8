import { afterEach, expect, it, jest } from '@jest/globals';
import http, { createServer, type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { httpFetch, ResponseTooLong } from '../../processors/lib/search/http-fetch.ts';

const signal = new AbortController().signal;
let server: Server | undefined;

async function serving(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

it('sends a text with its headers, and gives the status and the text of the response', async () => {
  const url = await serving(async (request, response) => {
    const { method, url: path, headers } = request;
    response.statusCode = 418;
    response.end(JSON.stringify([method, path, headers['x-own'], headers['content-length'], await text(request)]));
  });
  const response = await httpFetch(1000)(`${url}/a?b=1`, {
    method: 'PUT',
    headers: { 'x-own': 'x' },
    body: 'ü',
    signal,
  });
  expect([response.status, response.ok]).toEqual([418, false]);
  expect(JSON.parse(await response.text())).toEqual(['PUT', '/a?b=1', 'x', '2', 'ü']);
});

it('reads so many bytes of a response and no more', async () => {
  const url = await serving((_request, response) => response.end('x'.repeat(101)));
  await expect(httpFetch(100)(url, { method: 'GET', signal })).rejects.toThrow(ResponseTooLong);
  expect(await (await httpFetch(101)(url, { method: 'GET', signal })).text()).toHaveLength(101);
});

it('gives up when its signal does, and says why', async () => {
  const url = await serving(() => undefined);
  await expect(httpFetch(100)(url, { method: 'GET', signal: AbortSignal.timeout(20) })).rejects.toThrow(
    'The operation was aborted due to timeout',
  );
});

it('gives up in the middle of a response, too', async () => {
  const url = await serving((_request, response) => void response.write('x'));
  await expect(httpFetch(100)(url, { method: 'GET', signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
});

it('fails where the connection breaks in the middle of a response', async () => {
  const url = await serving((_request, response) => response.write('x', () => response.destroy()));
  await expect(httpFetch(100)(url, { method: 'GET', signal })).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('repeats a request once that met a kept connection which the engine has closed', async () => {
  let requests = 0;
  const url = await serving((request, response) => {
    if (++requests === 2) request.socket.destroy();
    else response.end(String(requests));
  });
  const ask = async () => await (await httpFetch(100)(url, { method: 'GET', signal })).text();
  expect([await ask(), await ask()]).toEqual(['1', '3']);
});

it('does not repeat a request that broke a new connection', async () => {
  let requests = 0;
  const url = await serving((request) => {
    requests++;
    request.socket.destroy();
  });
  await expect(httpFetch(100)(url, { method: 'GET', signal })).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(requests).toBe(1);
});

it.each([
  ['http', http],
  ['https', https],
] as const)('keeps its connections over %s: a new one costs more than a search', async (protocol, module) => {
  const request = jest.spyOn(module, 'request').mockImplementation(() => {
    throw new Error('asked');
  });
  await jest.isolateModulesAsync(async () => {
    const fresh = await import('../../processors/lib/search/http-fetch.ts');
    await expect(fresh.httpFetch(1)(`${protocol}://engine/`, { method: 'GET', signal })).rejects.toThrow('asked');
  });
  const [, options] = request.mock.calls[0] as unknown as [URL, { agent: http.Agent & { keepAlive: boolean } }];
  request.mockRestore();
  expect(options.agent.keepAlive).toBe(true);
});
