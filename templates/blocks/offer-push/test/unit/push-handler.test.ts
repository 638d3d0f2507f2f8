import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ada, offerRecord } from '../offer-records.ts';

let status: number;
const logged: string[] = [];
const requests: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
let handler: (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** AppSync and S3. */
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    requests.push({ url: request.url!, headers: request.headers, body });
    if (!request.url!.startsWith('/event')) return void response.writeHead(200).end();
    const { events } = JSON.parse(body) as { events: string[] };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ successful: events.map((_, index) => ({ identifier: 'i', index })), failed: [] }));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
    AWS_ENDPOINT_URL_S3: address,
    EVENTS_URL: `${address}/event`,
    OLDEST_OFFER_SECONDS: '3600',
    REJECT_BUCKET: 'failures',
    REJECT_PREFIX: 'rejected/push/',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((said) => void logged.push(String(said)));
  ({ handler } = (await import('../../processors/push/handler.ts')) as unknown as { handler: typeof handler });
});
beforeEach(() => {
  status = 200;
  logged.length = 0;
  requests.length = 0;
});
afterAll(() => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 30_000 } as Context;
const soon = () => offerRecord(1, { written: Date.now(), happened: Date.now() - 500, arrived: Date.now() - 200 });

it('publishes with a signature for AppSync, the session of the function among what is signed', async () => {
  expect(await handler({ Records: [soon()] }, context)).toEqual({ batchItemFailures: [] });
  const [{ url, headers, body }] = requests as [(typeof requests)[0]];
  expect([url, headers['content-type'], headers['x-amz-security-token']]).toEqual([
    '/event',
    'application/json',
    'session',
  ]);
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-1\/appsync\/aws4_request, SignedHeaders=[a-z0-9;-]*\bhost\b/,
  );
  expect(JSON.parse(body)).toMatchObject({ channel: `/offers/${ada}`, events: [expect.stringContaining('"p1"')] });
});

it('logs what became of a batch, and nothing of an offer', async () => {
  await handler({ Records: [soon()] }, context);
  const text = logged.join('\n');
  expect(text).toMatch(/"message":\s*"batch done"/);
  expect(text).toMatch(/"pushed":\s*1/);
  expect(text).not.toMatch(/Free shipping|3f2504e0|"p1"/);
});

it('answers with what AppSync does not take, and says why', async () => {
  status = 403;
  const { batchItemFailures } = await handler({ Records: [soon()] }, context);
  expect(batchItemFailures).toEqual([{ itemIdentifier: soon().dynamodb!.SequenceNumber }]);
  expect(logged.join('\n')).toContain('AppSync answers with status 403');
});
