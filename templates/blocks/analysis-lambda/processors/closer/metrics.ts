/** The metrics of the closer, for those who emit them and those who watch them. */
export const closerMetrics = {
  /** Count: sessions that closed because time went on, without a further event of their user. */
  sessions: 'SessionsClosed',
  /** Count: offers that these sessions have made. */
  offers: 'OffersMade',
  /** Count: users whose session is left to the next run. */
  left: 'UsersLeft',
} as const;

/** Milliseconds. */
export const closerTimes = {
  /** How far the common watermark is behind the clock. */
  delay: 'WatermarkDelay',
} as const;

export type CloserCount = keyof typeof closerMetrics;
