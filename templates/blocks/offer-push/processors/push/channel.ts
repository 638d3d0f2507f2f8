/** The namespace that has a channel for each user. */
export const namespace = 'offers';

/** What AppSync allows between two slashes of a channel (AppSync developer guide, "Understanding channels"). */
const segment = /^[A-Za-z0-9-]{1,50}$/;

/**
 * The channel of a user: their id, as it is. Undefined for an id that cannot be part of a channel. No other id stands in its place:
 * infra/offer-push/on-subscribe.js compares the channel with the `sub` of the user who asks, and that is always such an id.
 */
export const channelOf = (user: string): string | undefined =>
  segment.test(user) ? `/${namespace}/${user}` : undefined;
