import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { AccessWriter } from '../../../processors/access-writer/access-writer.ts';
import type { Clock } from '../../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../../processors/lib/deadline.ts';
import { RejectStore } from '../../../processors/lib/reject-store.ts';
import { BulkWriter } from '../../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../../processors/lib/search/search-client.ts';

/** What the writer under test may use. */
export interface WriterPorts {
  fetch: typeof fetch;
  putObject(key: string, body: string): Promise<void>;
  clock: Clock;
  /** As the function has it: SEARCH_KEEP_SECONDS. */
  keepSeconds: string;
}
export type CreateWriter = (
  ports: WriterPorts,
) => (event: KinesisStreamEvent, context: Context) => Promise<KinesisStreamBatchResponse>;

/** The writer of this project, wired as its handler wires it. */
export const createWriter: CreateWriter = ({ fetch, putObject, clock, keepSeconds }) => {
  const client = new SearchClient('https://search.example', fetch, clock);
  const writer = new AccessWriter({
    keep: Number(keepSeconds) * 1000,
    bulkOf: (index) => new BulkWriter(client, index, clock),
    rejects: new RejectStore(putObject, 'rejected/access-writer/'),
    clock,
  });
  return async ({ Records }, context) =>
    (await writer.write(Records, deadlineOf(context, margins.toParkAndAnswer))).response;
};
