import { expect, it } from '@jest/globals';
import { BaseTime } from '../../processors/indexer/base-time.ts';
import { readChange } from '../../processors/indexer/change.ts';
import { DocumentWriter } from '../../processors/indexer/document-writer.ts';
import { Indexer } from '../../processors/indexer/indexer.ts';
import { StoredDocuments } from '../../processors/indexer/stored-documents.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { sampleItem } from '../../tools/local/sample-items.ts';
import { removed, written } from '../change-records.ts';
import { bulk, deadlineIn, fastClock, idsIn, scriptedEngine, type ScriptedAnswer } from '../scripted-engine.ts';

const base = 1_720_046_486_486_729;
const records = [
  written(sampleItem(0), { at: base - 1, sequenceNumber: '11' }),
  removed(sampleItem(1), { at: base, sequenceNumber: '12' }),
  written(sampleItem(2), { at: base + 1, sequenceNumber: '13' }),
];

/** What comes of the records where the engine answers so when it is asked for the mapping, and the ids of what is written. */
async function indexed(mapping: ScriptedAnswer) {
  const { fetch, asked } = scriptedEngine((request) => (request.path.endsWith('_mapping') ? mapping : bulk(request)));
  const clock = fastClock();
  const client = new SearchClient('http://engine', fetch, clock);
  const writer = new DocumentWriter(
    new BulkWriter(client, 'things', clock),
    new StoredDocuments(client, 'things'),
    async () => undefined,
  );
  const rejects = new RejectStore(async () => {}, 'rejected/');
  const indexer = new Indexer(writer, new BaseTime(client, 'things', clock), rejects, clock);
  const batch = await indexer.index(records, deadlineIn(60_000, clock));
  return { ...batch, ids: asked.filter(({ path }) => path.endsWith('_bulk')).flatMap(idsIn) };
}

it('takes changes up to the base time for superseded, and writes those after it only', async () => {
  const { response, counts, ids } = await indexed({
    status: 200,
    body: { 'things-2': { mappings: { _meta: { baseTime: String(base) } } } },
  });
  expect(response).toEqual({ batchItemFailures: [] });
  expect(counts).toMatchObject({ superseded: 2, indexed: 1, failed: 0 });
  expect(ids).toEqual([readChange(records[2]!).id]);
});

it('writes nothing while the base time is unknown, and leaves every change to the next delivery', async () => {
  const { response, counts, ids } = await indexed({ status: 503 });
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
  expect(counts).toMatchObject({ superseded: 0, indexed: 0, failed: 3 });
  expect(ids).toEqual([]);
});
