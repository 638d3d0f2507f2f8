/** The metrics of ingest, for those who emit them and those who watch them. Counts of log lines, unless they say otherwise. */
export const ingestMetrics = {
  /** Events that the stream has acknowledged. */
  written: 'EventsWritten',
  /** Lines that a rule leaves out: flow logs without data. */
  dropped: 'LinesDropped',
  /** Lines parked in the failure store because they cannot be read. */
  parked: 'LinesParked',
  /** Objects that end before they should, or cannot be decompressed: what came before the damage is written. */
  damaged: 'ObjectsDamaged',
  /** Messages left to the next delivery. */
  failed: 'MessagesLeft',
  /** Objects that the next invocation goes on with. */
  continued: 'ObjectsContinued',
} as const;

/** Milliseconds from the notification of S3 until the stream has the events of the object. */
export const ingestLag = 'IngestLag';
