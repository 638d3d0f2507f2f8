import { expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { AccessWriter } from '../../processors/access-writer/access-writer.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { bulk, deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const day = 86_400_000;
const midnight = Date.UTC(2026, 8, 22);
const event = (id: string, more: object = {}): string =>
  JSON.stringify({ raw_id: id, source: 'alb', time: midnight + 1, path: '/', extra: '{"a":1.50}', ...more });

/** A record of the stream with these lines. */
const record = (lines: readonly string[], sequenceNumber = '1'): KinesisStreamRecord => ({
  eventID: `shardId-000000000000:${sequenceNumber}`,
  eventName: 'aws:kinesis:record',
  eventSource: 'aws:kinesis',
  eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/events',
  eventVersion: '1.0',
  awsRegion: 'eu-west-1',
  invokeIdentityArn: 'arn:aws:iam::111122223333:role/access-writer',
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: 'p',
    sequenceNumber,
    approximateArrivalTimestamp: midnight / 1000,
    data: Buffer.from(lines.map((line) => `${line}\n`).join('')).toString('base64'),
  },
});

async function writing(
  records: KinesisStreamRecord[],
  answer: (asked: Asked) => ScriptedAnswer | 'no answer',
  put: (key: string, body: string) => Promise<void> = async () => undefined,
) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = { ...fastClock(), now: () => midnight + 3_600_000 };
  const parked: string[] = [];
  const client = new SearchClient('http://engine', fetch, clock);
  const rejects = new RejectStore(async (key, body) => {
    await put(key, body);
    parked.push(body);
  }, 'rejected/access-writer/');
  const deadlines = fastClock();
  const writer = new AccessWriter({
    keep: 3 * day,
    bulkOf: (index) => new BulkWriter(client, index, deadlines),
    rejects,
    clock,
  });
  return { ...(await writer.write(records, deadlineIn(20_000, deadlines))), asked, parked };
}

const parkedIn = (parked: readonly string[]) =>
  parked
    .flatMap((body) => body.trim().split('\n'))
    .map((line) => JSON.parse(line) as { reason: string; data: string })
    .map(({ reason, data }) => [reason, Buffer.from(data, 'base64').toString().trim().split('\n')]);

it('writes each event of a record under its id, as it came, into the index of its day', async () => {
  const yesterday = event('b-2', { time: midnight - 1 });
  const { asked, counts, response } = await writing([record([event('a-1'), yesterday])], bulk);
  expect(asked.map(({ path }) => path)).toEqual(['/access-logs-2026-09-22/_bulk', '/access-logs-2026-09-21/_bulk']);
  const [action, document] = asked[0]!.body.split('\n');
  expect(JSON.parse(action!)).toEqual({ index: { _id: 'a-1', version: '1', version_type: 'external_gte' } });
  expect(document).toBe(event('a-1'));
  expect([counts, response]).toEqual([
    { written: 2, outOfRange: 0, rejected: 0, failed: 0 },
    { batchItemFailures: [] },
  ]);
});

it('writes an event once that a batch has twice', async () => {
  const { asked, counts } = await writing([record([event('a-1')]), record([event('a-1')], '2')], bulk);
  expect(asked[0]!.body.trim().split('\n')).toHaveLength(2);
  expect(counts.written).toBe(2);
});

it('leaves out what is older than the index keeps, and what is more than a day ahead', async () => {
  const lines = [
    event('old-1', { time: midnight - 3 * day }),
    event('last-1', { time: midnight - 2 * day }),
    event('ahead-1', { time: midnight + 2 * day }),
    event('year-1', { time: 99_999_999_999_999 }),
  ];
  const { asked, counts, response, reasons } = await writing([record(lines)], bulk);
  expect(asked.map(({ path }) => path)).toEqual(['/access-logs-2026-09-20/_bulk']);
  expect(counts).toEqual({ written: 1, outOfRange: 3, rejected: 0, failed: 0 });
  expect(response).toEqual({ batchItemFailures: [] });
  expect(reasons).toContainEqual({ outcome: 'left out', reason: 'it is more than a day ahead', records: 2 });
});

it('parks lines that are no events, and events that the index refuses, and no other line of their records', async () => {
  const lines = ['poison', '{"raw_id":"c-1","time":"now"}', '["a"]', '{"time":1}', event('bad'), event('good')];
  const { counts, parked, reasons, response } = await writing([record(lines)], (asked) => bulk(asked, { bad: 400 }));
  expect(counts).toEqual({ written: 1, outOfRange: 0, rejected: 5, failed: 0 });
  expect(response).toEqual({ batchItemFailures: [] });
  expect(parkedIn(parked)).toEqual([['unreadable: it is no JSON', lines.slice(0, 5)]]);
  // the log does not quote a line
  expect(reasons.map(({ reason }) => reason).toSorted()).toEqual([
    '400 some_exception',
    'unreadable: it is no JSON',
    'unreadable: it is no JSON object',
    'unreadable: raw_id is no id of a document',
    'unreadable: time is no number',
  ]);
});

it('leaves to the next delivery what may get through later, from the lowest on', async () => {
  const records = [record([event('a')], '5'), record([event('b'), event('d')], '7'), record([event('c')], '6')];
  const { counts, response } = await writing(records, (asked) => bulk(asked, { b: 503, c: 429 }));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '6' }] });
  expect(counts).toEqual({ written: 2, outOfRange: 0, rejected: 0, failed: 2 });
});

it('leaves a batch to its next delivery while the engine refuses all writes', async () => {
  const { counts, response, reasons } = await writing([record([event('a')], '5')], () => ({ status: 403 }));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '5' }] });
  expect(counts.failed).toBe(1);
  expect(reasons).toEqual([{ outcome: 'blocked', reason: '403', records: 1 }]);
});

it('is not done with what it could not park', async () => {
  const refusing = () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  const { counts, response, reasons } = await writing([record(['poison', event('a')], '9')], bulk, refusing);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '9' }] });
  expect(counts).toEqual({ written: 1, outOfRange: 0, rejected: 0, failed: 1 });
  expect(reasons).toContainEqual(expect.objectContaining({ outcome: 'not parked' }));
});
