/** The metrics of the purge, for those who emit them and those who watch them. */
export const purgeMetrics = {
  /** Tombstones removed from the index. */
  removed: 'TombstonesRemoved',
} as const;
