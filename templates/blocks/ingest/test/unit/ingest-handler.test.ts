import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { logKinds } from '../../delivery/logs/log-kinds.ts';
import { margins } from '../../processors/lib/deadline.ts';

const [source, { header, line }] = Object.entries(logKinds)[0]!;
const key = `raw/${source}/first.log`;
const text = line(() => 0.5, new Date());
/** What the stream answers to PutRecords. */
let answer: { status: number; body: object };
const logged: string[] = [];
let handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

const bucket = createServer((_, response) => response.end(`${header ? `${header}\n` : ''}${text}\n`));
// the client of Kinesis speaks HTTP/2
const stream = createHttp2Server((_, response) => {
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(answer.body));
});
const opened = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: await opened(bucket),
    AWS_ENDPOINT_URL_KINESIS: await opened(stream),
    STREAM_NAME: 'events',
    QUEUE_URL: 'http://queue',
    RAW_BUCKET: 'raw',
    REJECT_BUCKET: 'failures',
    REJECT_PREFIX: 'rejected/ingest/',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((said) => void logged.push(String(said)));
  // some forms of an address need a key of the stage
  jest.doMock('../../processors/ingest/addresses.ts', () => ({
    addresses: async () => (address: string) => address,
  }));
  ({ handler } = (await import('../../processors/ingest/handler.ts')) as unknown as { handler: typeof handler });
});
beforeEach(() => {
  logged.length = 0;
});
afterAll(() => {
  jest.restoreAllMocks();
  bucket.closeAllConnections();
  bucket.close();
  stream.close();
});

/** The handler, with a message about the object, and so many milliseconds to read and write. */
async function ingested(time: number): Promise<{ response: SQSBatchResponse; lines: Record<string, unknown>[] }> {
  const body = JSON.stringify({ object: { bucket: 'raw', key, versionId: 'v1' } });
  const event = { Records: [{ messageId: 'm1', body, attributes: { SentTimestamp: '1' } }] };
  const context = { getRemainingTimeInMillis: () => margins.toParkAndAnswer + time };
  const response = await handler(event as unknown as SQSEvent, context as Context);
  return { response, lines: logged.map((each) => JSON.parse(each) as Record<string, unknown>) };
}

it('says which objects an invocation reads, and nothing of their lines', async () => {
  answer = { status: 200, body: { FailedRecordCount: 0, Records: [{ SequenceNumber: '1', ShardId: 's' }] } };
  const { response, lines } = await ingested(60_000);
  expect(response.batchItemFailures).toEqual([]);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'object opened', key, versionId: 'v1' }));
  expect(logged.join()).not.toContain(text.slice(0, 40));
});

it.each([
  [
    'the call',
    { status: 400, body: { __type: 'AccessDeniedException', message: 'ingest may not write' } },
    'AccessDeniedException: ingest may not write',
  ],
  [
    'a record',
    {
      status: 200,
      body: { FailedRecordCount: 1, Records: [{ ErrorCode: 'ProvisionedThroughputExceededException' }] },
    },
    'ProvisionedThroughputExceededException',
  ],
])('says why the stream refuses %s', async (_what, refusal, reason) => {
  answer = refusal;
  const { response, lines } = await ingested(150);
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'stream refuses records', reason, records: 1 }));
});
