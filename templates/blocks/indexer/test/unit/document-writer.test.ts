import { describe, expect, it } from '@jest/globals';
import { readChange } from '../../processors/indexer/change.ts';
import { byDocument } from '../../processors/indexer/collapse.ts';
import { DocumentWriter } from '../../processors/indexer/document-writer.ts';
import { documentOf, documentOfTable } from '../../processors/indexer/document.ts';
import type { ItemReader } from '../../processors/indexer/item-reader.ts';
import { StoredDocuments } from '../../processors/indexer/stored-documents.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { keyOf, sampleItem } from '../../tools/local/sample-items.ts';
import { dynamodbItem, removed, written } from '../change-records.ts';
import { bulk, deadlineIn, fastClock, scriptedEngine } from '../scripted-engine.ts';

const item = sampleItem(0);
const ofTable = dynamodbItem({ ...sampleItem(1), ...keyOf(item) });
const write = readChange(written(item, { at: 42 }));
const removal = readChange(removed(item, { at: 42 }));

/**
 * Writes a change that meets a conflict: what comes of it where the index then answers `stored` for its document, and the bulk
 * requests that settle it, in lines.
 */
async function afterConflict(change: typeof write, stored: object, readItem: ItemReader) {
  const { fetch, asked } = scriptedEngine((request, nth) =>
    request.path.endsWith('_mget')
      ? { status: 200, body: { docs: [{ _id: change.id, ...stored }] } }
      : bulk(request, nth === 1 ? { [change.id]: 409 } : {}),
  );
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  const writer = new DocumentWriter(
    new BulkWriter(client, 'things', clock),
    new StoredDocuments(client, 'things'),
    readItem,
  );
  const results = await writer.write(byDocument([change]), deadlineIn(60_000, clock));
  const [, ...settling] = asked.filter(({ path }) => path.endsWith('_bulk')).map(({ body }) => body.trim().split('\n'));
  return { results, settling };
}

const action = { index: { _id: write.id, version: '42', version_type: 'external_gte' } };

describe.each([
  ['is gone', { found: false }],
  ['is there at an older version', { found: true, _version: 41, _source: {} }],
])('a conflict with a document that %s', (_what, stored) => {
  it('is settled with the item of the table', async () => {
    const { results, settling } = await afterConflict(write, stored, async () => ofTable);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), documentOfTable(ofTable, 42n)]]);
  });

  it('is settled with the tombstone of a removed item that the table does not have', async () => {
    const { results, settling } = await afterConflict(removal, stored, async () => undefined);
    expect(results).toEqual([{ kind: 'indexed', ties: 1 }]);
    expect(settling).toEqual([[JSON.stringify(action), documentOf(removal)]]);
  });

  it.each<[string, ItemReader]>([
    ['does not have the item that was written', async () => undefined],
    ['cannot be read', () => Promise.reject(new Error('throttled'))],
  ])('is left to the next delivery while the table %s', async (_why, readItem) => {
    const { results, settling } = await afterConflict(write, stored, readItem);
    expect(results).toEqual([{ kind: 'failed', ties: 0 }]);
    expect(settling).toEqual([]);
  });
});
