/** The metrics of the API of offers, for those who emit them and those who watch them. Counts of requests. */
export const offersApiMetrics = {
  /** Requests answered. */
  served: 'RequestsServed',
  /** Requests for what does not exist: 400, 401, 404. */
  refused: 'RequestsRefused',
  /** Requests that the table could not answer at that time: 503, come back. */
  busy: 'RequestsAskedToWait',
  /** Requests that failed for a reason that is ours. */
  failed: 'RequestsFailed',
} as const;

/** Milliseconds. */
export const offersApiTimes = {
  /** Of the requests answered. */
  latency: 'RequestLatency',
} as const;

export type RequestOutcome = keyof typeof offersApiMetrics;
export const requestOutcomes = Object.keys(offersApiMetrics) as RequestOutcome[];
