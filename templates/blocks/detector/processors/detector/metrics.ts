/** The metrics of the detector, for those who emit them and those who watch them. Counts. */
export const detectorMetrics = {
  /** Events counted in their window. */
  counted: 'EventsCounted',
  /** Events of a batch that came again, and that were counted before. */
  repeated: 'EventsCountedBefore',
  /** Events left out: they came after the fence of their window. */
  late: 'EventsLate',
  /** Events left out: their time is more than five minutes in the future. */
  ahead: 'EventsAhead',
  /** Records with lines that are no access events: parked, whole. */
  rejected: 'RecordsUnreadable',
  /** Records that were to be parked, and that the failure store did not take: they come again. */
  unparked: 'RecordsNotParked',
  /** Records left to the next delivery of the batch. */
  failed: 'RecordsNotCounted',
} as const;

export type DetectorCount = keyof typeof detectorMetrics;
