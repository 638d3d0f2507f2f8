import type { IndexerPorts, IndexerUnderTest } from './indexer-ports.ts';
import { deadlineOf, margins } from '../../processors/lib/deadline.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { BaseTime } from '../../processors/indexer/base-time.ts';
import { DocumentWriter } from '../../processors/indexer/document-writer.ts';
import { Indexer } from '../../processors/indexer/indexer.ts';
import { itemReader } from '../../processors/indexer/item-reader.ts';
import { StoredDocuments } from '../../processors/indexer/stored-documents.ts';

/** The indexer as its handler wires it, with the services of a test in place of those of AWS. */
export function createSubject({ alias, fetch, clock, getItem, putObject }: IndexerPorts): IndexerUnderTest {
  const client = new SearchClient('https://search.example', fetch, clock);
  const indexer = new Indexer(
    new DocumentWriter(
      new BulkWriter(client, alias, clock),
      new StoredDocuments(client, alias),
      itemReader(getItem, 'items'),
    ),
    new BaseTime(client, alias, clock),
    new RejectStore(putObject, 'rejected/indexer/'),
    clock,
  );
  return async ({ Records }, context) =>
    (await indexer.index(Records, deadlineOf(context, margins.toParkAndAnswer))).response;
}
