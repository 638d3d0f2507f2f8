/** The metrics of the bridge, for those who emit them and those who watch them. Counts of records of the topic, unless they say otherwise. */
export const bridgeMetrics = {
  /** Records that the stream has acknowledged, those without a value among them. */
  events: 'EventsWritten',
  /** Records without a value that the stream has acknowledged. */
  tombstones: 'TombstonesWritten',
  /** Records parked in the failure store, as they can be no event. */
  parked: 'RecordsParked',
  /** Records that the failure store did not take: they come again. */
  unparked: 'RecordsNotParked',
  /** Partitions of a batch that are not done: what they lack comes again. */
  left: 'PartitionsLeft',
  /** Records of the stream, each with the events of one key. */
  written: 'RecordsWritten',
} as const;

/** Milliseconds. */
export const bridgeTimes = {
  /** From the time of the oldest record of a partition until the stream has all of its batch. */
  lag: 'BridgeLag',
} as const;
