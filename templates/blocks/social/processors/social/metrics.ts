/** The metrics of the social events, for those who emit them and those who watch them. Counts of events. */
export const socialMetrics = {
  /** The brokers have acknowledged them. */
  written: 'SocialEventsWritten',
  /** Not acknowledged in the time of the run: Lambda repeats it. */
  unwritten: 'SocialEventsNotWritten',
  /** No broker takes them: too large. */
  refused: 'SocialEventsRefused',
} as const;
