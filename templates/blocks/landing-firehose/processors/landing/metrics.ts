/** The metrics of landing, for those who emit them and those who watch them. Counts of records of the topic. */
export const landingMetrics = {
  /** Records whose row Firehose has got. */
  landed: 'EventsLanded',
  /** Records without a value: nothing lands of them. */
  tombstones: 'TombstonesDropped',
  /** Records parked in the failure store, as they can be no event. */
  parked: 'RecordsParked',
  /** Records answered ProcessingFailed: Firehose writes their values to the error prefix. */
  unprocessed: 'RecordsUnprocessed',
} as const;

/** Milliseconds. */
export const landingTimes = {
  /** From the arrival of the oldest record of a batch until its row is made. Firehose collects records before, and rows after that. */
  lag: 'LandingLag',
} as const;
