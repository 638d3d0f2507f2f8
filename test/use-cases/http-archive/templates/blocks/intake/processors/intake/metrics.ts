/** The metrics of the intake, for those who emit them and those who watch them. */
export const intakeMetrics = {
  accepted: 'ReadingsAccepted',
  /** Bodies that are no reading: answered with 400. */
  refused: 'ReadingsRefused',
  /** Readings that the stream did not take: answered with 503. */
  failed: 'ReadingsFailed',
} as const;
