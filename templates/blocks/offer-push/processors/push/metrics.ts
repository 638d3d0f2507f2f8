/** The metrics of the push, for those who emit them and those who watch them. Counts of offers, unless they say otherwise. */
export const pushMetrics = {
  /** Offers that AppSync has taken for those who subscribe. */
  pushed: 'OffersPushed',
  /** Offers left out on purpose: they are older than anybody wants to hear of them. The table has them. */
  tooOld: 'OffersTooOld',
  /** Offers left out on purpose: the id of their user cannot be the name of a channel. The table has them. */
  noChannel: 'OffersWithoutChannel',
  /** Offers parked in the failure store: AppSync takes others, and refuses these. */
  refused: 'OffersRefused',
  /** Offers that were to be parked, and that the failure store did not take: they come again. */
  unparked: 'OffersNotParked',
  /** Offers left to the next delivery of the batch. */
  failed: 'OffersNotPushed',
} as const;

/** Milliseconds. */
export const pushTimes = {
  /** From the time of the event that completed an offer, by the clock of its device, until AppSync has taken the offer. */
  event: 'EventToPush',
  /** The same from the arrival of the event in the stream. */
  stream: 'StreamToPush',
} as const;

export type PushCount = keyof typeof pushMetrics;
export type PushTime = keyof typeof pushTimes;
