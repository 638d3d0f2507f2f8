import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import type { KafkaBatchResponse, KafkaEvent } from '../../processors/bridge/kafka-record.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { kafkaRecord, linesIn, valueOf } from '../kafka-records.ts';

/** What the stream answers to PutRecords, and S3 to PutObject. */
let answer: { status: number; body: object };
let stored: number;
const logged: string[] = [];
const sent: { PartitionKey: string; Data: string }[] = [];
const objects: string[] = [];
let handler: (event: KafkaEvent, context: Context) => Promise<KafkaBatchResponse>;

const bucket = createServer((request, response) => {
  objects.push(request.url!);
  request.resume();
  response.writeHead(stored).end();
});
// the client of Kinesis speaks HTTP/2
const stream = createHttp2Server((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    sent.push(...(JSON.parse(text) as { Records: typeof sent }).Records);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer.body));
  });
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
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_S3: await opened(bucket),
    AWS_ENDPOINT_URL_KINESIS: await opened(stream as unknown as Server),
    STREAM_NAME: 'clicks',
    REJECT_BUCKET: 'failures',
    REJECT_PREFIX: 'rejected/bridge/',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((said) => void logged.push(String(said)));
  // some forms of personal data need a key of the stage
  jest.doMock('../../processors/bridge/said.ts', () => ({ saying: async () => (written: string) => written }));
  ({ handler } = (await import('../../processors/bridge/handler.ts')) as unknown as { handler: typeof handler });
});
beforeEach(() => {
  for (const list of [logged, sent, objects]) list.length = 0;
  stored = 200;
});
afterAll(() => {
  jest.restoreAllMocks();
  bucket.closeAllConnections();
  bucket.close();
  stream.close();
});

const taken = { SequenceNumber: '1', ShardId: 'shardId-000000000000' };
const value = valueOf(7);
const batch: KafkaEvent = {
  records: {
    'clicks-0': [kafkaRecord(0, 7, { key: 'u-1', value }), kafkaRecord(0, 8, { key: 'u-2', value: 'secret words' })],
    'clicks-1': [kafkaRecord(1, 3, { key: 'u-3' })],
  },
};

/** The handler, with so many milliseconds to write. */
async function bridged(time: number) {
  const context = { getRemainingTimeInMillis: () => margins.toParkAndAnswer + time };
  const { batchItemFailures } = await handler(batch, context as Context);
  const lines = logged.map((each) => JSON.parse(each) as Record<string, unknown>);
  return { failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), lines };
}

it('brings a batch into the stream, parks what is no event, and logs no values', async () => {
  answer = { status: 200, body: { FailedRecordCount: 0, Records: [taken, taken] } };
  const { failed, lines } = await bridged(60_000);
  expect(failed).toEqual([]);
  expect(sent.map(({ PartitionKey, Data }) => [PartitionKey, linesIn(Buffer.from(Data, 'base64').toString())])).toEqual(
    [
      ['u-1', [expect.objectContaining({ ...JSON.parse(value), stream: expect.objectContaining({ offset: 7 }) })]],
      ['u-3', [expect.objectContaining({ stream: expect.objectContaining({ partition: 1, offset: 3 }) })]],
    ],
  );
  expect(objects).toEqual([expect.stringMatching(/rejected\/bridge\/clicks-0\/0{18}8-/)]);
  expect(lines).toContainEqual(
    expect.objectContaining({
      message: 'not in the stream',
      outcome: 'parked',
      reason: 'the value is not JSON',
      records: 1,
    }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ message: 'batch done', events: 2, parked: 1 }));
  for (const words of ['secret', value.slice(0, 40), 'u-1']) expect(logged.join()).not.toContain(words);
});

it.each([
  [
    'the call',
    { status: 400, body: { __type: 'AccessDeniedException', message: 'bridge may not write' } },
    { reason: 'AccessDeniedException: bridge may not write', records: 2 },
    [
      { partition: 'clicks-0', offset: 7 },
      { partition: 'clicks-1', offset: 3 },
    ],
  ],
  [
    'a record',
    {
      status: 200,
      body: { FailedRecordCount: 1, Records: [{ ErrorCode: 'ProvisionedThroughputExceededException' }, taken] },
    },
    { reason: 'ProvisionedThroughputExceededException', records: 1 },
    [{ partition: 'clicks-0', offset: 7 }],
  ],
])('says why the stream refuses %s, and what has to come again', async (_what, refusal, said, again) => {
  answer = refusal;
  const { failed, lines } = await bridged(400);
  expect(failed).toEqual(again);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'stream refuses records', ...said }));
});

it('reports what could not be parked', async () => {
  answer = { status: 200, body: { FailedRecordCount: 0, Records: [taken, taken] } };
  stored = 503;
  const { failed, lines } = await bridged(60_000);
  expect(failed).toEqual([{ partition: 'clicks-0', offset: 8 }]);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'not in the stream', outcome: 'not parked' }));
});
