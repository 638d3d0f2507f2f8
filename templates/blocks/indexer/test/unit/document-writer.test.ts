import { describe, expect, it } from '@jest/globals';
import { readChange } from '../../processors/indexer/change.ts';
import { byDocument } from '../../processors/indexer/collapse.ts';
import { DocumentWriter } from '../../processors/indexer/document-writer.ts';
import { indexDocument } from '../../processors/indexer/document.ts';
import { fromTable } from '../../processors/indexer/dynamodb-json.ts';
import type { ItemReader } from '../../processors/indexer/item-reader.ts';
import { plainItem } from '../../processors/indexer/plain-item.ts';
import { canonicalDocument, revisionOf } from '../../processors/indexer/revision.ts';
import { canonical } from '../../processors/lib/exact-json.ts';
import { StoredDocuments } from '../../processors/indexer/stored-documents.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { keyOf, sampleItem } from '../../delivery/sample-items.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { removed, written } from '../change-records.ts';
import { bulk, deadlineIn, fastClock, scriptedEngine } from '../scripted-engine.ts';

const item = sampleItem(0);
const ofTable = dynamodbItem({ ...sampleItem(1), ...keyOf(item) });
const revision = (...[record]: Parameters<typeof readChange>) => revisionOf(readChange(record)).revision;
const write = revision(written(item, { at: 42 }));
const removal = revision(removed(item, { at: 42 }));
const documentOfTable = canonical(indexDocument(plainItem(ofTable as never, fromTable), 42n, false));

/** Writes changes to an engine that answers as told: what comes of them, and the bulk requests after the first, in lines. */
async function afterWriting(
  changes: (typeof write)[],
  answer: Parameters<typeof scriptedEngine>[0],
  readItem: ItemReader,
) {
  const { fetch, asked } = scriptedEngine(answer);
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  const writer = new DocumentWriter(
    new BulkWriter(client, 'things', clock),
    new StoredDocuments(client, 'things'),
    readItem,
  );
  const results = await writer.write(byDocument(changes), deadlineIn(60_000, clock));
  const [, ...settling] = asked.filter(({ path }) => path.endsWith('_bulk')).map(({ body }) => body.trim().split('\n'));
  return { results, settling };
}

/** A change that meets a conflict, where the index then answers `stored` for its document. */
const afterConflict = (change: typeof write, stored: object, readItem: ItemReader) =>
  afterWriting(
    [change],
    (request, nth) =>
      request.path.endsWith('_mget')
        ? { status: 200, body: { docs: [{ _id: change.id, ...stored }] } }
        : bulk(request, nth === 1 ? { [change.id]: 409 } : {}),
    readItem,
  );

it.each([
  ['blocked', 403],
  ['failed', 503],
] as const)('a change that meets a conflict is %s where the index is not read: status %d', async (kind, status) => {
  const answer: Parameters<typeof scriptedEngine>[0] = (request) =>
    request.path.endsWith('_mget') ? { status, body: {} } : bulk(request, { [write.id]: 409 });
  const { results } = await afterWriting([write], answer, async () => undefined);
  expect(results).toEqual([{ kind, reason: expect.stringContaining(String(status)), ties: 0 }]);
});

/** A change that the index does not take, and others of its time. */
const afterRefusal = (changes: (typeof write)[], readItem: ItemReader) =>
  afterWriting(changes, (request, nth) => bulk(request, nth === 1 ? { [write.id]: 400 } : {}), readItem);

const refused = { kind: 'refused', reason: '400 some_exception', words: expect.stringContaining('because of') };
const action = { index: { _id: write.id, version: '42', version_type: 'external_gte' } };

describe.each([
  ['is gone', { found: false }],
  ['is there at an older version', { found: true, _version: 41, _source: {} }],
])('a conflict with a document that %s', (_what, stored) => {
  it('is settled with the item of the table', async () => {
    const { results, settling } = await afterConflict(write, stored, async () => ofTable);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), documentOfTable]]);
  });

  it('is settled with the tombstone of a removed item that the table does not have', async () => {
    const { results, settling } = await afterConflict(removal, stored, async () => undefined);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), canonicalDocument(removal)]]);
  });

  it.each<[string, ItemReader, string]>([
    ['does not have the item that was written', async () => undefined, 'the table does not have the item'],
    ['cannot be read', () => Promise.reject(new Error('throttled')), 'the table could not be read: Error: throttled'],
  ])('is left to the next delivery while the table %s', async (_why, readItem, reason) => {
    const { results, settling } = await afterConflict(write, stored, readItem);
    expect(results).toEqual([{ kind: 'failed', reason: expect.stringContaining(reason), ties: 0 }]);
    expect(settling).toEqual([]);
  });
});

describe('a change that the index refuses', () => {
  const corrected = revision(written({ ...sampleItem(1), ...keyOf(item) }, { at: 42 }));

  it('gives way to one of the same time that the table has', async () => {
    const { results, settling } = await afterRefusal([write, corrected], async () => ofTable);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), documentOfTable]]);
  });

  it('gives way to a removal of the same time', async () => {
    const { results, settling } = await afterRefusal([write, removal], async () => undefined);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), canonicalDocument(removal)]]);
  });

  it.each<[string, ItemReader]>([
    ['has it too', async () => dynamodbItem(item)],
    ['does not have the item any more', async () => undefined],
  ])('stays refused, and those of its time with it, where the table %s', async (_what, readItem) => {
    const { results, settling } = await afterRefusal([write, corrected], readItem);
    expect(results).toEqual([{ ...refused, ties: 1 }]);
    expect(settling).toEqual([]);
  });

  it('is left to the next delivery while the table cannot be read', async () => {
    const { results } = await afterRefusal([write, corrected], () => Promise.reject(new Error('throttled')));
    expect(results).toEqual([{ kind: 'failed', reason: 'the table could not be read: Error: throttled', ties: 0 }]);
  });

  it('is refused without a look at the table where no other has its time', async () => {
    const { results } = await afterRefusal([write], () => Promise.reject(new Error('not to be read')));
    expect(results).toEqual([{ ...refused, ties: 0 }]);
  });
});
