import type { PipelineStage } from '../infra/config.ts';
import type { FailureStores } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { everySink } from './every-sink.ts';
import { ingestStores } from './ingest-stores.ts';
import { analysisGivenUp } from './kept-by-analysis.ts';
import { lakeFailureStores } from './parked-before-lake.ts';
import { pushGivenUpPrefix } from './parked-offers.ts';
import { pushFailureStores } from './push-failure-stores.ts';

/** What does not get into the stream, or from there into the lake, by the name of the store. */
export const failureStores: FailureStores<PipelineStage> = {
  ...ingestStores({
    sinks: everySink,
    others: (outputs) => [...analysisGivenUp(outputs), pushGivenUpPrefix(outputs)],
  }),
  ...pushFailureStores,
  ...lakeFailureStores,
};
