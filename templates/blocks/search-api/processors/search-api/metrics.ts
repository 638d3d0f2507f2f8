/** The metrics of the search API, for those who emit them and those who watch them. */
export const searchApiMetrics = {
  /** Searches answered. */
  served: 'SearchesServed',
  /** Searches that asked for what does not exist: 400. */
  refused: 'SearchesRefused',
  /** Searches that the engine could not answer at that time: 503, come back. */
  waking: 'SearchesAskedToWait',
  /** Searches that failed for a reason that is ours. */
  failed: 'SearchesFailed',
  /** Milliseconds, of the searches answered. */
  latency: 'SearchLatency',
} as const;

export type SearchOutcome = Exclude<keyof typeof searchApiMetrics, 'latency'>;

/** How a search can end. */
export const searchOutcomes = Object.keys(searchApiMetrics).filter((name) => name !== 'latency') as SearchOutcome[];
