import { expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { Ingest } from '../../processors/ingest/ingest.ts';
import { tasksIn, type TaskMessage } from '../../processors/ingest/tasks-in.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import type { Task } from '../../processors/lib/log-object.ts';

const record = (messageId: string, body: unknown): SQSRecord =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { SentTimestamp: '1000' },
  }) as SQSRecord;
const created = (key: string, more: object = {}) => ({
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  s3: { bucket: { name: 'raw' }, object: { key, size: 3, eTag: 'e', versionId: 'v', sequencer: '00' } },
  ...more,
});

function world(next: (task: Task) => number | undefined = () => undefined) {
  const tasks: Task[] = [];
  const sent: TaskMessage[] = [];
  const ingest = new Ingest({
    reader: {
      read: async (task) => {
        tasks.push(task);
        if (task.object.key.includes('poison')) throw new Error('No source of this project writes below this prefix');
        return { written: 2, dropped: 1, parked: 0, damaged: 0, next: next(task) };
      },
    },
    bucket: 'raw',
    continueWith: async (message) => void sent.push(message),
    now: () => 3000,
  });
  const run = (records: SQSRecord[], remaining = 60_000) =>
    ingest.ingest(records, { remaining: () => remaining }, new Reasons());
  return { tasks, sent, run };
}

it('reads every object of a message that names several, by their keys as they are in the bucket', async () => {
  const { tasks, run } = world();
  const { response, counts, lags } = await run([
    record('1', {
      Records: [created('raw/alb/a+b%2Bc%C3%BC.gz'), created('raw/alb/x', { eventName: 'ObjectCreated:Copy' })],
    }),
  ]);
  expect(tasks.map(({ object }) => object.key)).toEqual(['raw/alb/a b+cü.gz', 'raw/alb/x']);
  expect(tasks[0]!.object).toEqual({ bucket: 'raw', key: 'raw/alb/a b+cü.gz', versionId: 'v', eTag: 'e' });
  expect(response.batchItemFailures).toEqual([]);
  expect(counts).toMatchObject({ written: 4, dropped: 2 });
  expect(lags).toEqual([2000]);
});

it('takes notice of new objects only: test events and removals are done at once', async () => {
  const { tasks, run } = world();
  const { response } = await run([
    record('1', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'raw' }),
    record('2', { Records: [created('raw/alb/x', { eventName: 'ObjectRemoved:Delete' })] }),
  ]);
  expect([tasks, response.batchItemFailures]).toEqual([[], []]);
});

it('has only those messages come again that failed', async () => {
  const { run } = world();
  const other = created('raw/alb/x', { s3: { bucket: { name: 'other' }, object: { key: 'raw/alb/x' } } });
  const { response, counts } = await run([
    record('good', { Records: [created('raw/alb/x')] }),
    record('poison', { Records: [created('raw/alb/poison')] }),
    record('other bucket', { Records: [other] }),
    record('no JSON', 'hello'),
    record('no notification', { hello: 1 }),
    record('bad key', { Records: [created('raw/alb/%E0%A4%A')] }),
    record('last', { Records: [created('raw/alb/y')] }),
  ]);
  expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'poison',
    'other bucket',
    'no JSON',
    'no notification',
    'bad key',
  ]);
  expect(counts).toMatchObject({ failed: 5, written: 4 });
});

it('leaves the rest of a long object to a message of its own, which leads there', async () => {
  const { sent, run } = world(({ from }) => (from === 1 ? 1001 : undefined));
  const { response, counts } = await run([record('1', { Records: [created('raw/alb/x')] })]);
  expect([response.batchItemFailures, counts.continued]).toEqual([[], 1]);
  expect(tasksIn(JSON.stringify(sent[0]))).toEqual([
    { object: { bucket: 'raw', key: 'raw/alb/x', versionId: 'v', eTag: 'e' }, from: 1001 },
  ]);
});

it('begins nothing without time', async () => {
  const { tasks, run } = world();
  const { response } = await run([record('1', { Records: [created('raw/alb/x')] })], 0);
  expect([tasks, response.batchItemFailures]).toEqual([[], [{ itemIdentifier: '1' }]]);
});
