import type { FailureStoreDescription } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { everySink } from './every-sink.ts';
import { ingestStores } from './ingest-stores.ts';
import { analysisGivenUp } from './kept-by-analysis.ts';

/** What does not come in, by the name of the store. */
export const failureStores: Readonly<Record<string, FailureStoreDescription>> = ingestStores({
  sinks: everySink,
  others: (outputs) => [analysisGivenUp(outputs)],
});
