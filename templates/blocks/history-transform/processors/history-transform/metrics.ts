/** The metrics of the transform, for those who emit them and those who watch them. Counts of records. */
export const historyMetrics = {
  /** Rows handed to Firehose. */
  transformed: 'HistoryTransformed',
  /** Left out. */
  dropped: 'HistoryDropped',
  /** Answered ProcessingFailed: they lie in the error prefix. */
  failed: 'HistoryNotTransformed',
  /** Of these, the ones that the answer had no room for. */
  overflowed: 'HistoryAnswerFull',
} as const;
