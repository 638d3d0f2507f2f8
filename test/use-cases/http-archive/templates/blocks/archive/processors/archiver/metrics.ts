/** The metrics of the archiver, for those who emit them and those who watch them. Counts of readings. */
export const archiverMetrics = {
  /** Readings written to every layout. */
  archived: 'ReadingsArchived',
  /** Heartbeats, which a rule leaves out. */
  dropped: 'ReadingsDropped',
  /** Records parked in the failure store because they are no reading. */
  rejected: 'ReadingsRejected',
  /** Records left to the next delivery of the batch. */
  failed: 'ReadingsLeft',
} as const;
