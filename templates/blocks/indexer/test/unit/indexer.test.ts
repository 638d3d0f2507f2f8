import { expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { BaseTime } from '../../processors/indexer/base-time.ts';
import { readChange } from '../../processors/indexer/change.ts';
import { DocumentWriter } from '../../processors/indexer/document-writer.ts';
import { Indexer } from '../../processors/indexer/indexer.ts';
import { StoredDocuments } from '../../processors/indexer/stored-documents.ts';
import { RejectStore, type PutObject } from '../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { removed, written } from '../change-records.ts';
import {
  bulk,
  deadlineIn,
  fastClock,
  idsIn,
  scriptedEngine,
  type Asked,
  type ScriptedAnswer,
} from '../scripted-engine.ts';

const base = 1_720_046_486_486_729;
const records = [
  written(sampleItem(0), { at: base - 1, sequenceNumber: '11' }),
  removed(sampleItem(1), { at: base, sequenceNumber: '12' }),
  written(sampleItem(2), { at: base + 1, sequenceNumber: '13' }),
];

/** What the engine answers when it is asked for the mapping of an index that was built at the base time. */
const builtAtBase = { status: 200, body: { 'things-2': { mappings: { _meta: { baseTime: String(base) } } } } };

/**
 * What comes of records where the engine answers so when it is asked for the mapping and when it is to write, with the ids of
 * what is written and the keys of what is parked.
 */
async function indexed(
  mapping: ScriptedAnswer,
  given: readonly KinesisStreamRecord[] = records,
  answer: (request: Asked) => ScriptedAnswer = bulk,
  milliseconds = 60_000,
  put: PutObject = async () => {},
) {
  const { fetch, asked } = scriptedEngine((request) => (request.path.endsWith('_mapping') ? mapping : answer(request)));
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  const writer = new DocumentWriter(
    new BulkWriter(client, 'things', clock),
    new StoredDocuments(client, 'things'),
    async () => undefined,
  );
  const parked: string[] = [];
  const rejects = new RejectStore(async (key, body) => {
    await put(key, body);
    parked.push(key);
  }, 'rejected/');
  const indexer = new Indexer(writer, new BaseTime(client, 'things', clock), rejects, clock);
  const batch = await indexer.index(given, deadlineIn(milliseconds, clock));
  return { ...batch, ids: asked.filter(({ path }) => path.endsWith('_bulk')).flatMap(idsIn), parked };
}

it('takes changes up to the base time for superseded, and writes those after it only', async () => {
  const { response, counts, ids } = await indexed(builtAtBase);
  expect(response).toEqual({ batchItemFailures: [] });
  expect(counts).toMatchObject({ superseded: 2, indexed: 1, failed: 0 });
  expect(ids).toEqual([readChange(records[2]!).id]);
});

it('writes nothing while the base time is unknown, and leaves every change to the next delivery', async () => {
  const { response, counts, ids, reasons } = await indexed({ status: 503 });
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
  expect(reasons).toEqual([{ outcome: 'failed', reason: 'GET /things/_mapping: 503', records: 3 }]);
  expect(counts).toMatchObject({ superseded: 0, indexed: 0, failed: 3 });
  expect(ids).toEqual([]);
});

it('counts changes as blocked where the engine forbids the question for the base time, or every write', async () => {
  const asked = await indexed({ status: 403, body: {} });
  expect(asked.counts).toMatchObject({ blocked: 3, failed: 3 });
  const wrote = await indexed(builtAtBase, records.slice(2), () => ({ status: 403, body: {} }));
  expect(wrote.counts).toMatchObject({ blocked: 1, failed: 1, indexed: 0 });
  expect((await indexed({ status: 503 })).counts).toMatchObject({ blocked: 0, failed: 3 });
});

it('counts what the failure store does not take, and leaves it to the next delivery', async () => {
  const refuses = (): ScriptedAnswer => ({ status: 400, body: { error: { type: 'mapper_parsing_exception' } } });
  const store = () => Promise.reject(new Error('AccessDenied'));
  const { response, counts } = await indexed(builtAtBase, records.slice(2), refuses, 60_000, store);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '13' }] });
  expect(counts).toMatchObject({ unparked: 1, rejected: 0, failed: 1 });
  const parked = await indexed(builtAtBase, records.slice(2), refuses);
  expect(parked.counts).toMatchObject({ unparked: 0, rejected: 1, failed: 0 });
});

/** Changes of two items, of which the older ones of the second came first and last. */
const ofTwoItems = [
  written(sampleItem(1), { at: base + 1, sequenceNumber: '21' }),
  written(sampleItem(0), { at: base + 2, sequenceNumber: '22' }),
  removed(sampleItem(1), { at: base + 4, sequenceNumber: '23' }),
  written(sampleItem(1), { at: base + 3, sequenceNumber: '24' }),
];
const { id: ofTheSecond } = readChange(ofTwoItems[0]!);

it.each([
  ['on an item', (request: Asked) => bulk(request, { [ofTheSecond]: 403 }), { indexed: 1, blocked: 1, failed: 3 }],
  ['for the whole request', () => ({ status: 403 }), { indexed: 0, blocked: 2, failed: 4 }],
])('leaves what the engine blocks to the next delivery and parks nothing: 403 %s', async (_where, answer, expected) => {
  const { response, counts, parked, reasons } = await indexed(builtAtBase, ofTwoItems, answer);
  expect(reasons).toEqual([{ outcome: 'blocked', reason: expect.stringMatching(/^403/), records: expected.failed }]);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '21' }] });
  expect(counts).toMatchObject({ ...expected, superseded: 0, rejected: 0 });
  expect(parked).toEqual([]);
});

it('leaves every change of a document that fails to the next delivery, the older ones too', async () => {
  const { response, counts, parked, reasons } = await indexed(builtAtBase, ofTwoItems, (request) =>
    bulk(request, { [ofTheSecond]: 503 }),
  );
  expect(reasons).toEqual([{ outcome: 'failed', reason: '503 some_exception', records: 3 }]);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '21' }] });
  expect(counts).toMatchObject({ indexed: 1, superseded: 0, failed: 3, blocked: 0, rejected: 0 });
  expect(parked).toEqual([]);
});

it('leaves what there was no time to write to the next delivery', async () => {
  const { response, counts, ids, reasons } = await indexed(builtAtBase, ofTwoItems, bulk, 0);
  expect(reasons).toEqual([{ outcome: 'failed', reason: 'the time was up before it was sent', records: 4 }]);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '21' }] });
  expect(counts).toMatchObject({ indexed: 0, superseded: 0, failed: 4 });
  expect(ids).toEqual([]);
});

/** What nobody may find in a log: the values of an item. */
const secret = 'a value that a customer typed';

it('says why the index does not take a change, without quoting it', async () => {
  const preview = `failed to parse field [price] of type [double] in document with id '7'. Preview of field's value: '${secret}'`;
  const error = {
    type: 'mapper_parsing_exception',
    reason: preview,
    caused_by: { type: 'number_format', reason: secret },
  };
  const item = { index: { status: 400, error } };
  const { counts, reasons } = await indexed(builtAtBase, ofTwoItems, (request) => ({
    status: 200,
    body: { items: idsIn(request).map(() => item) },
  }));
  expect(counts).toMatchObject({ rejected: 4 });
  const reason = '400 mapper_parsing_exception: field [price] of type [double]; number_format';
  expect(reasons).toEqual([{ outcome: 'parked', reason, records: 4 }]);
});

it('says why a record cannot be read, without quoting it', async () => {
  const unreadable = {
    ...records[0]!,
    kinesis: { ...records[0]!.kinesis, data: btoa(JSON.stringify({ it: secret })) },
  };
  const { reasons } = await indexed(builtAtBase, [unreadable]);
  expect(reasons).toEqual([
    { outcome: 'parked', reason: expect.stringMatching(/^unreadable: it has no key/), records: 1 },
  ]);
  expect(JSON.stringify(reasons)).not.toContain(secret);
});

it('says why nothing could be parked, and leaves it to the next delivery', async () => {
  const denied = Object.assign(new Error('not authorized to perform: s3:PutObject'), { name: 'AccessDenied' });
  const { response, reasons } = await indexed(
    builtAtBase,
    ofTwoItems,
    (request) => bulk(request, { [ofTheSecond]: 400 }),
    60_000,
    () => Promise.reject(denied),
  );
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '21' }] });
  const reason = 'AccessDenied: not authorized to perform: s3:PutObject';
  expect(reasons).toEqual([{ outcome: 'not parked', reason, records: 3 }]);
});
