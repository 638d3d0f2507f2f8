import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { KafkaBatchResponse, KafkaEvent } from '../../processors/landing/kafka-record.ts';
import { margins } from '../../processors/lib/deadline.ts';
import { eventOf, kafkaRecord } from '../topic-records.ts';

/** What Firehose answers to PutRecordBatch, and S3 to PutObject. */
let answer: { status: number; body: object };
let stored: number;
const logged: string[] = [];
const sent: { Data: string }[] = [];
const objects: string[] = [];
let handler: (event: KafkaEvent, context: Context) => Promise<KafkaBatchResponse>;

const bucket = createServer((request, response) => {
  objects.push(request.url!);
  request.resume();
  response.writeHead(stored).end();
});
const firehose = createServer((request, response) => {
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
    AWS_ENDPOINT_URL_FIREHOSE: await opened(firehose),
    DELIVERY_STREAM_NAME: 'raw',
    REJECT_BUCKET: 'failures',
    REJECT_PREFIX: 'rejected/landing/',
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_NAMESPACE: 'shop-dev',
  });
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((said) => void logged.push(String(said)));
  ({ handler } = (await import('../../processors/landing/handler.ts')) as unknown as { handler: typeof handler });
});
beforeEach(() => {
  for (const list of [logged, sent, objects]) list.length = 0;
  stored = 200;
});
afterAll(() => {
  jest.restoreAllMocks();
  bucket.closeAllConnections();
  bucket.close();
  firehose.closeAllConnections();
  firehose.close();
});

const taken = { RecordId: 'id' };
const value = JSON.stringify({ ...eventOf(7), text: 'private words' });
const batch: KafkaEvent = {
  records: {
    'events-0': [kafkaRecord(0, 7, { key: 'u-1', value }), kafkaRecord(0, 8, { key: 'u-2', value: 'secret words' })],
    'events-1': [kafkaRecord(1, 3, { key: 'u-3' })],
  },
};

/** The handler, with so many milliseconds to write. */
async function landed(time: number) {
  const context = { getRemainingTimeInMillis: () => margins.toParkAndAnswer + time };
  const { batchItemFailures } = await handler(batch, context as Context);
  const lines = logged.map((each) => JSON.parse(each) as Record<string, unknown>);
  return { failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), lines };
}

it('brings a batch to Firehose, parks what is no event, and logs no values', async () => {
  answer = { status: 200, body: { FailedPutCount: 0, RequestResponses: [taken, taken] } };
  const { failed, lines } = await landed(60_000);
  expect(failed).toEqual([]);
  const rows = sent.map(({ Data }) => JSON.parse(Buffer.from(Data, 'base64').toString()) as object);
  expect(rows).toMatchObject([
    { kafka_offset: 7, line: value },
    { kafka_partition: 1, kafka_offset: 3 },
  ]);
  expect(objects).toEqual([expect.stringMatching(/rejected\/landing\/events-0\/0{18}8-/)]);
  expect(lines).toContainEqual(
    expect.objectContaining({
      message: 'not landed',
      outcome: 'parked',
      reason: 'the value is not JSON',
      records: 1,
    }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ message: 'batch done', landed: 2, parked: 1 }));
  for (const words of ['secret', value.slice(0, 40), 'private']) expect(logged.join()).not.toContain(words);
});

it.each([
  [
    'the call',
    { status: 400, body: { __type: 'AccessDeniedException', message: 'landing may not write' } },
    { reason: 'AccessDeniedException: landing may not write', records: 2 },
    [
      { partition: 'events-0', offset: 7 },
      { partition: 'events-1', offset: 3 },
    ],
  ],
  [
    'a record',
    {
      status: 200,
      body: { FailedPutCount: 1, RequestResponses: [{ ErrorCode: 'ServiceUnavailableException' }, taken] },
    },
    { reason: 'ServiceUnavailableException', records: 1 },
    [{ partition: 'events-0', offset: 7 }],
  ],
])('says why Firehose refuses %s, and what has to come again', async (_what, refusal, said, again) => {
  answer = refusal;
  const { failed, lines } = await landed(400);
  expect(failed).toEqual(again);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'firehose refuses records', ...said }));
});

it('reports what could not be parked', async () => {
  answer = { status: 200, body: { FailedPutCount: 0, RequestResponses: [taken, taken] } };
  stored = 503;
  const { failed, lines } = await landed(60_000);
  expect(failed).toEqual([{ partition: 'events-0', offset: 8 }]);
  expect(lines).toContainEqual(expect.objectContaining({ message: 'not landed', outcome: 'not parked' }));
});
