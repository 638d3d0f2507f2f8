import { badRequest } from './errors.ts';

/** AppSync Events guide, "Understanding channel namespaces": one to five segments of 1 to 50 letters, digits and dashes. */
const segment = /^[A-Za-z0-9-]{1,50}$/;
const mostSegments = 5;
const anything = '*';

export interface Channel {
  /** With a slash at its beginning, and none at its end: `/offers/ann`. */
  readonly path: string;
  readonly segments: readonly string[];
  /** The first segment. */
  readonly namespace: string;
}

/** A channel to publish to. Slashes at the ends are optional. Throws BadRequestException for what is none. */
export const channelOf = (text: unknown): Channel => parsed(text, false);

/** A channel to subscribe to: `*` as its last segment stands for all channels that begin with the others. */
export const patternOf = (text: unknown): Channel => parsed(text, true);

/** Whether what is published to a channel goes to who has subscribed to a pattern. */
export function reaches(channel: Channel, pattern: Channel): boolean {
  if (pattern.segments.at(-1) !== anything) return channel.path === pattern.path;
  const fixed = pattern.segments.slice(0, -1);
  return channel.segments.length > fixed.length && fixed.every((each, at) => each === channel.segments[at]);
}

function parsed(text: unknown, isPattern: boolean): Channel {
  const segments = typeof text === 'string' ? text.replace(/^\//, '').replace(/\/$/, '').split('/') : [];
  const last = segments.length - 1;
  const isRight =
    segments.length >= 1 &&
    segments.length <= mostSegments &&
    segments.every((each, at) => segment.test(each) || (isPattern && at > 0 && at === last && each === anything));
  if (!isRight) throw badRequest(`The channel is not valid: 1 to ${mostSegments} segments of 1 to 50 characters`);
  return { path: `/${segments.join('/')}`, segments, namespace: segments[0]! };
}
