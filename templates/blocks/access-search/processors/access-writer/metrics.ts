/** The metrics of the writer, for those who emit them and those who watch them. Counts of events. */
export const accessWriterMetrics = {
  /** In the index. */
  written: 'EventsIndexed',
  /** Left out, because the index does not keep the day that they say. */
  outOfRange: 'EventsOutOfRange',
  /** Parked, with a reason. */
  rejected: 'EventsUnindexable',
  /** Left to the next delivery of their batch. */
  failed: 'EventsNotIndexed',
} as const;

export type AccessWriterCount = keyof typeof accessWriterMetrics;
