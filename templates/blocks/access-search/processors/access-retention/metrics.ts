/** The metrics of the retention, for those who emit them and those who watch them. */
export const retentionMetrics = {
  /** Indexes of access events that were deleted. */
  removed: 'SearchIndexesRemoved',
} as const;
