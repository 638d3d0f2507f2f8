import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Items of 390 KB, as many as are asked for: an engine whose index holds no others. */
const sizes: number[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { size } = JSON.parse(body) as { size: number };
    sizes.push(size);
    const hits = Array.from({ length: size }, (_, nth) => ({ _source: { nth, wide: 'x'.repeat(390_000) } }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ hits: { total: { value: 1000 }, hits }, _shards: { failed: 0 } }));
  });
});
let ask: (query: string) => Promise<APIGatewayProxyStructuredResultV2>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SEARCH_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    SEARCH_ALIAS: 'things',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_SERVICE_NAME: 'search-api',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation(() => undefined);
  const { handler } = await import('../../processors/search-api/handler.ts');
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 28_000 } as Context;
  ask = async (rawQueryString) =>
    (await handler(
      { rawPath: '/search', rawQueryString } as APIGatewayProxyEventV2,
      context,
      () => undefined,
    )) as APIGatewayProxyStructuredResultV2;
});
afterAll(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('reads no more of an answer than it has memory for, and asks for fewer items', async () => {
  const { statusCode, body } = await ask('pageSize=100&facets=none');
  expect(statusCode).toBe(200);
  expect(sizes).toEqual([100, 25]);
  expect(Buffer.byteLength(body!)).toBeLessThan(6 * 1024 * 1024);
});
