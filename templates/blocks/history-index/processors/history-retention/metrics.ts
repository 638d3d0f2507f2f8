/** The metrics of the retention, for those who emit them and those who watch them. */
export const retentionMetrics = {
  /** Indexes of the history that were deleted. */
  removed: 'HistoryIndexesRemoved',
} as const;
