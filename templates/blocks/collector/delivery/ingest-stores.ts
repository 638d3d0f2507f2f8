import type { FailureStores, OpenStage } from '../.stream-pipeline/toolkit/toolkit.cjs';

export interface IngestStores {
  /** The sinks of what comes in. */
  sinks: readonly string[];
  /** Prefixes where Lambda parks what functions read. */
  others(outputs: OpenStage['outputs']): readonly string[];
}

/** The collector parks nothing: what it does not accept stays with the client, which tries again. */
export const ingestStores = (_: IngestStores): FailureStores => ({});
