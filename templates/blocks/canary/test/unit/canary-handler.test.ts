import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { canaryMark } from '../../processors/canary/canary-item.ts';
import { margins } from '../../processors/lib/deadline.ts';

type Handler = (event: ScheduledEvent, context: Context) => Promise<void>;

/** The table and the engine, as the function reaches them. */
const requests: string[] = [];
let indexed = true;
let run: string | undefined;

async function answer(request: IncomingMessage): Promise<object> {
  const body = JSON.parse(await text(request)) as { Item?: Record<string, { M: { run: { S: string } } }> };
  const operation = String(request.headers['x-amz-target'] ?? request.url).replace(/^DynamoDB_\d+\./, '');
  requests.push(operation);
  if (body.Item) run = body.Item[canaryMark]!.M.run.S;
  return operation.startsWith('/')
    ? { hits: { hits: indexed ? [{ _source: { stream: { unindexed: { [canaryMark]: { run } } } } }] : [] } }
    : {};
}

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    response.setHeader(
      'content-type',
      request.headers['x-amz-target'] ? 'application/x-amz-json-1.0' : 'application/json',
    );
    response.end(JSON.stringify(body));
  });
});
const lines: Record<string, unknown>[] = [];
let handler: Handler;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: endpoint,
    SEARCH_ENDPOINT: endpoint,
    SEARCH_ALIAS: 'things',
    TABLE_NAME: 'items',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    POWERTOOLS_SERVICE_NAME: 'canary',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((line: string) => void lines.push(JSON.parse(line)));
  ({ handler } = (await import('../../processors/canary/handler.ts')) as unknown as { handler: Handler });
});
beforeEach(() => {
  for (const list of [lines, requests]) list.length = 0;
});
afterAll(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** `left`: milliseconds that the invocation still has. */
const invoked = (left: number) =>
  handler({} as ScheduledEvent, { awsRequestId: 'request-1', getRemainingTimeInMillis: () => left } as Context);

it('emits that the change was found, and after how long', async () => {
  indexed = true;
  await invoked(240_000);
  expect(requests).toEqual(['PutItem', '/things/_search', 'DeleteItem']);
  const [metrics] = lines.filter((line) => '_aws' in line);
  expect(metrics).toMatchObject({ service: 'canary', CanaryFound: 1, CanaryLatency: expect.any(Number) });
  expect(metrics!['_aws']).toMatchObject({
    CloudWatchMetrics: [
      {
        Namespace: 'shop-dev',
        Dimensions: [['service']],
        Metrics: [
          { Name: 'CanaryFound', Unit: 'Count' },
          { Name: 'CanaryLatency', Unit: 'Milliseconds' },
        ],
      },
    ],
  });
  expect(lines).toContainEqual(expect.objectContaining({ message: 'canary found', run: 'request-1' }));
});

it('logs why it failed, removes its item, ends as a failure, and emits nothing', async () => {
  indexed = false;
  let left = 20_100;
  const timeouts = jest.spyOn(AbortSignal, 'timeout');
  const ends = handler(
    {} as ScheduledEvent,
    {
      awsRequestId: 'request-2',
      getRemainingTimeInMillis: () => (left -= 50),
    } as Context,
  );
  await expect(ends).rejects.toThrow('No search found the change');
  // a search without an answer would take all of its time, and the item has to be removed after it
  expect(timeouts).toHaveBeenCalled();
  for (const [timeout] of timeouts.mock.calls) expect(timeout).toBeLessThan(left - margins.toAnswer);
  expect(requests).toEqual(['PutItem', '/things/_search', 'DeleteItem']);
  expect(lines.filter((line) => '_aws' in line)).toEqual([]);
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'ERROR',
      message: 'canary failed',
      run: 'request-2',
      step: 'find',
      reason: 'No search found the change. The last one: the index does not hold the item',
    }),
  );
});
