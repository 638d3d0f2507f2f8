/** The metrics of landing, for those who emit them and those who watch them. Counts of records of the topic, unless they say otherwise. */
export const landingMetrics = {
  /** Records that Firehose has acknowledged. */
  landed: 'EventsLanded',
  /** Records without a value: nothing lands of them. */
  tombstones: 'TombstonesDropped',
  /** Records parked in the failure store, as they can be no event. */
  parked: 'RecordsParked',
  /** Records that the failure store did not take: they come again. */
  unparked: 'RecordsNotParked',
  /** Partitions of a batch that are not done: what they lack comes again. */
  left: 'PartitionsLeft',
} as const;

/** Milliseconds. */
export const landingTimes = {
  /** From the time of the oldest record of a partition until Firehose has all of its batch. */
  lag: 'LandingLag',
} as const;
