/** The metrics of the writer, for those who emit them and those who watch them. Counts of changes. */
export const historyWriterMetrics = {
  /** In the history. */
  written: 'HistoryWritten',
  /** Parked, with a reason. */
  rejected: 'HistoryRejected',
  /** Left to the next delivery of their batch. */
  failed: 'HistoryFailed',
} as const;

export type HistoryWriterCount = keyof typeof historyWriterMetrics;
