import type { Offer, Session } from './user-state.ts';

/** When what an offer is for has happened, for those who measure how long it took. Milliseconds of Unix time. */
export interface OfferTimes {
  /** The time of the event that completed the offer, by the clock of its device; or when the session was over. */
  happened: number;
  /** When that event arrived in the stream; left out where a session has ended. */
  arrived?: number;
}

export type MadeOffer = Offer & OfferTimes;

/** The offers of sessions that have ended. A session is over when nothing has come for `gap` milliseconds. */
export const offersAtEnd = (
  { sessions, offers }: { sessions: readonly Session[]; offers: readonly Offer[] },
  gap: number,
): MadeOffer[] =>
  offers.map((offer) => {
    const { end } = sessions.find(({ start }) => start === offer.window)!;
    return { ...offer, happened: end + gap };
  });
