import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { systemClock } from '../../processors/lib/clock.ts';

type Handler = (event: CloudFormationCustomResourceEvent, context: Context) => Promise<void>;

/** The table, whose destinations are on or off at once, and CloudFormation, which hears of the end. */
const table = new Map<string, 'ACTIVE' | 'DISABLED'>();
let precision = 'MICROSECOND';
let isThere = true;
const orders: string[] = [];
const heard: Record<string, unknown>[] = [];

async function answer(request: IncomingMessage): Promise<object> {
  const body = JSON.parse(await text(request)) as Record<string, string>;
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^DynamoDB_\d+\./, '');
  const stream = body['StreamArn']!;
  if (!isThere && operation.endsWith('KinesisStreamingDestination'))
    return { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' };
  switch (operation) {
    case 'DescribeKinesisStreamingDestination':
      return {
        KinesisDataStreamDestinations: [...table].map(([StreamArn, DestinationStatus]) => ({
          StreamArn,
          DestinationStatus,
          ApproximateCreationDateTimePrecision: precision,
        })),
      };
    case 'EnableKinesisStreamingDestination':
    case 'DisableKinesisStreamingDestination':
      orders.push(`${operation.replace('KinesisStreamingDestination', '')} ${stream} of ${body['TableName']}`);
      table.set(stream, operation.startsWith('Enable') ? 'ACTIVE' : 'DISABLED');
      return {};
    case 'UpdateKinesisStreamingDestination': {
      const { UpdateKinesisStreamingConfiguration: wanted } = body as unknown as Record<string, Record<string, string>>;
      precision = wanted!['ApproximateCreationDateTimePrecision']!;
      orders.push(`Update ${stream} of ${body['TableName']} to ${precision}`);
      return {};
    }
    default:
      heard.push(body);
      return {};
  }
}

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    response.statusCode = '__type' in body ? 400 : 200;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(body));
  });
});
let endpoint: string;
let handler: Handler;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: endpoint,
    POWERTOOLS_DEV: 'true',
  });
  for (const method of ['log', 'info', 'error'] as const) jest.spyOn(console, method).mockReturnValue(undefined);
  jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
  ({ handler } = (await import('../../processors/change-capture/handler.ts')) as unknown as { handler: Handler });
});
beforeEach(() => {
  for (const list of [orders, heard]) list.length = 0;
  table.clear();
  precision = 'MICROSECOND';
  isThere = true;
});
afterAll(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const to = (StreamArn: string) => ({ TableName: 'items', StreamArn });

async function deployed(event: object, ends: object = { Status: 'SUCCESS' }): Promise<void> {
  const about = {
    ResponseURL: `${endpoint}/answer`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Capture',
  };
  await handler(
    { ...about, ...event } as CloudFormationCustomResourceEvent,
    { getRemainingTimeInMillis: () => 300_000 } as Context,
  );
  expect(heard).toEqual([expect.objectContaining(ends)]);
}

it('switches the capture on in the first deployment', async () => {
  await deployed({ RequestType: 'Create', ResourceProperties: to('stream-1') });
  expect(orders).toEqual(['Enable stream-1 of items']);
});

it('switches the old stream off before the new one on: a table has one', async () => {
  table.set('stream-1', 'ACTIVE');
  await deployed({
    RequestType: 'Update',
    ResourceProperties: to('stream-2'),
    OldResourceProperties: to('stream-1'),
  });
  expect(orders).toEqual(['Disable stream-1 of items', 'Enable stream-2 of items']);
});

it('leaves a stream that stays on', async () => {
  table.set('stream-1', 'ACTIVE');
  await deployed({
    RequestType: 'Update',
    ResourceProperties: to('stream-1'),
    OldResourceProperties: to('stream-1'),
  });
  expect(orders).toEqual([]);
});

it('switches the capture off when the stack is deleted, and not on again', async () => {
  table.set('stream-1', 'ACTIVE');
  await deployed({ RequestType: 'Delete', ResourceProperties: to('stream-1') });
  expect(orders).toEqual(['Disable stream-1 of items']);
});

it('changes the unit of creation times of a stream that is on', async () => {
  table.set('stream-1', 'ACTIVE');
  precision = 'MILLISECOND';
  await deployed({ RequestType: 'Create', ResourceProperties: to('stream-1') });
  expect(orders).toEqual(['Update stream-1 of items to MICROSECOND']);
});

describe('a table that is not there', () => {
  beforeEach(() => {
    isThere = false;
  });

  it('fails a deployment with what to do', async () => {
    const reason = expect.stringMatching(/^There is no table items in this account and region\. Make it, or name/);
    await deployed({ RequestType: 'Create', ResourceProperties: to('stream-1') }, { Status: 'FAILED', Reason: reason });
  });

  it('has nothing to switch off when the stack is deleted', async () => {
    await deployed({ RequestType: 'Delete', ResourceProperties: to('stream-1') });
    expect(orders).toEqual([]);
  });
});
