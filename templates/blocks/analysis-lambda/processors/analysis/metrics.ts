/** The metrics of the analysis, for those who emit them and those who watch them. Counts. */
export const analysisMetrics = {
  /** Events that sessions or rules have taken. */
  taken: 'EventsTaken',
  /** Events that came again, and were taken before. */
  repeated: 'EventsTakenBefore',
  /** Events left out and kept: they came later than the allowed lateness. */
  late: 'EventsLate',
  /** Events left out and kept: their time is more than five minutes after their arrival. */
  ahead: 'EventsAhead',
  /** Events left out and kept: their user has more events at once than any person. */
  flood: 'EventsOfAFlood',
  /** Events left out on purpose: their user has not agreed to what the analysis is for. */
  withoutConsent: 'EventsWithoutConsent',
  /** Tombstones of a topic: no events. */
  tombstones: 'Tombstones',
  /** Sessions that closed. */
  sessions: 'SessionsClosed',
  /** Offers made. */
  offers: 'OffersMade',
  /** Records with lines that are no events: parked, whole. */
  rejected: 'RecordsUnreadable',
  /** Records that were to be parked or kept, and that the failure store did not take: they come again. */
  unparked: 'RecordsNotParked',
  /** Records left to the next delivery of the batch. */
  failed: 'RecordsNotAnalysed',
} as const;

export type AnalysisCount = keyof typeof analysisMetrics;
