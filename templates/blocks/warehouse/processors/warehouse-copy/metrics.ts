/** The metrics of the transform before COPY, for those who emit them and those who watch them. Counts of records. */
export const copyMetrics = {
  /** Rows handed to Firehose. */
  transformed: 'WarehouseRowsMade',
  /** Left out: none is. */
  dropped: 'WarehouseRowsDropped',
  /** Answered ProcessingFailed: they lie in the failure store. */
  failed: 'WarehouseRowsNotMade',
  /** Of these, the ones that the answer had no room for. */
  overflowed: 'WarehouseAnswerFull',
} as const;
