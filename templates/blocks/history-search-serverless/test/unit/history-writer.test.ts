import { expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { HistoryWriter } from '../../processors/history-writer/history-writer.ts';
import { historyName } from '../../processors/lib/history-indexes.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { streamRecord } from '../change-records.ts';
import { bulk, deadlineIn, fastClock, scriptedEngine, type Asked, type ScriptedAnswer } from '../scripted-engine.ts';

const september = Date.UTC(2026, 8, 30, 12) * 1000;
const october = Date.UTC(2026, 9, 1, 12) * 1000;
const change = (id: string, at = september, more: object = {}): string =>
  JSON.stringify({
    eventID: id,
    eventName: 'INSERT',
    tableName: 'things',
    dynamodb: {
      ApproximateCreationDateTime: at,
      ApproximateCreationDateTimePrecision: 'MICROSECOND',
      Keys: { id: { S: id } },
      NewImage: { id: { S: id }, price: { N: '12.50' } },
    },
    ...more,
  });

async function writing(
  records: KinesisStreamRecord[],
  answer: (asked: Asked) => ScriptedAnswer | 'no answer',
  put: (key: string, body: string) => Promise<void> = async () => undefined,
) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const parked: string[] = [];
  const client = new SearchClient('http://engine', fetch, clock);
  const store = new RejectStore(async (key, body) => {
    await put(key, body);
    parked.push(body);
  }, 'rejected/history-writer/');
  const writer = new HistoryWriter((index) => new BulkWriter(client, index, clock), store);
  return { ...(await writer.write(records, deadlineIn(20_000, clock))), asked, parked };
}

it('writes each change under its id and version, into the index of its month, without the record that it came in', async () => {
  const records = [streamRecord(change('c1')), streamRecord(change('c2', october))];
  const { asked, counts, response } = await writing(records, bulk);
  expect(asked.map(({ path }) => path)).toEqual([`/${historyName}-2026-09/_bulk`, `/${historyName}-2026-10/_bulk`]);
  const [action, document] = asked[0]!.body.split('\n');
  expect(JSON.parse(action!)).toEqual({
    index: { _id: 'c1', version: String(september), version_type: 'external_gte' },
  });
  expect(JSON.parse(document!)).toEqual({
    change_id: 'c1',
    change_type: 'INSERT',
    changed_at: '2026-09-30T12:00:00.000000Z',
    version: september,
    table_name: 'things',
    expired: false,
    item_key: '{"id":"c1"}',
    item: '{"id":"c1","price":12.50}',
  });
  expect([counts, response]).toEqual([{ written: 2, rejected: 0, failed: 0 }, { batchItemFailures: [] }]);
});

it('writes a change once that a batch has twice', async () => {
  const { asked, counts } = await writing([streamRecord(change('c1')), streamRecord(change('c1'))], bulk);
  expect(asked[0]!.body.trim().split('\n')).toHaveLength(2);
  expect(counts.written).toBe(2);
});

it('parks what is no change, and what the index refuses, and writes the rest', async () => {
  const records = [streamRecord('poison'), streamRecord(change('bad')), streamRecord(change('good'))];
  const { counts, parked, reasons, response } = await writing(records, (asked) => bulk(asked, { bad: 400 }));
  expect(counts).toEqual({ written: 1, rejected: 2, failed: 0 });
  expect(response).toEqual({ batchItemFailures: [] });
  const lines = parked
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { reason: string; data: string });
  expect(lines.map(({ data }) => data)).toEqual(records.slice(0, 2).map(({ kinesis }) => kinesis.data));
  expect(lines[0]!.reason).toContain('unreadable: it is not a JSON object');
  // the log does not quote a document
  expect(JSON.stringify(reasons)).not.toContain('because of bad');
});

it('leaves to the next delivery what may get through later, from the lowest on', async () => {
  const records = [streamRecord(change('a'), '5'), streamRecord(change('b'), '7'), streamRecord(change('c'), '6')];
  const { counts, response } = await writing(records, (asked) => bulk(asked, { b: 503, c: 429 }));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '6' }] });
  expect(counts).toEqual({ written: 1, rejected: 0, failed: 2 });
});

it('is not done with what it could not park', async () => {
  const refusing = () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  const { counts, response, reasons } = await writing([streamRecord('poison', '9')], bulk, refusing);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '9' }] });
  expect(counts).toEqual({ written: 0, rejected: 0, failed: 1 });
  expect(reasons).toContainEqual(expect.objectContaining({ outcome: 'not parked' }));
});
