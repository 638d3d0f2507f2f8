import type { GroupWindow } from './group-window.ts';
import type { SignalName } from './signals.ts';
import { countOf, pooledWindows, shareOf } from './signals.ts';

/** What people are told about. */
export type AnomalyKind =
  'failing' | 'silent' | 'denied' | 'new-clients-denied' | 'one-client' | 'one-client-bytes' | 'slowly-failing';

/** A window with its signals, each with what was expected of it. */
export interface Judged {
  window: GroupWindow;
  signals: Record<SignalName, { value: number; expected: number; deviation: number }>;
}

/** When a group is unusual, as a function of its last windows, the newest last. */
export interface Rule {
  kind: AnomalyKind;
  signal: SignalName;
  applies(judged: readonly Judged[]): boolean;
}

/** Robust standard deviations that each of the last windows has to be outside of what is usual. */
const far = { two: 5, three: 4, none: 3.3, six: 1.5, pooled: 3, joint: 5 };

/** Whether each of the last windows is so. The newest is asked first: nearly always it is not. */
function last(judged: readonly Judged[], count: number, test: (each: Judged) => boolean): boolean {
  if (judged.length < count) return false;
  for (let at = judged.length - 1; at >= judged.length - count; at--) if (!test(judged[at]!)) return false;
  return true;
}
const above =
  (name: SignalName, least: number) =>
  ({ signals }: Judged) =>
    signals[name].deviation >= least;
const below =
  (name: SignalName, least: number) =>
  ({ signals }: Judged) =>
    signals[name].deviation <= -least;
const both = (one: (each: Judged) => boolean, other: (each: Judged) => boolean) => (each: Judged) =>
  one(each) && other(each);

/**
 * A deployment fails a few requests for less than a minute, which may be the end of a window and the beginning of the
 * next.
 */
const failsMuch = ({ window }: Judged) => window.failed >= 0.3 * window.requests;
/** A day off has less traffic; an outage has next to none. */
const fallsTo =
  (share: number) =>
  ({ window, signals }: Judged) =>
    window.requests < share * countOf(signals.traffic.expected);
/** More than one client has: many new ones are a crowd, not a scraper. */
const isOneClient = ({ window, signals }: Judged) =>
  window.heaviest >= 0.2 * window.requests && window.heaviest >= 2.5 * countOf(signals.heaviest.expected);
const isDeniedMore = ({ window, signals }: Judged) =>
  window.denied >= (shareOf(signals.denied.expected) + 0.1) * window.requests;

export const rules: readonly Rule[] = [
  {
    kind: 'failing',
    signal: 'failed',
    applies: (judged) =>
      last(judged, 2, both(above('failed', far.two), failsMuch)) || last(judged, 3, above('failed', far.three)),
  },
  {
    kind: 'silent',
    signal: 'traffic',
    applies: (judged) =>
      last(judged, 2, both(below('traffic', far.two), fallsTo(0.4))) ||
      last(judged, 2, both(below('traffic', far.none), fallsTo(0.25))) ||
      last(judged, 3, both(below('traffic', far.three), fallsTo(0.4))) ||
      // few requests: each window alone says little
      last(judged, 6, both(below('traffic', far.six), fallsTo(0.4))),
  },
  {
    kind: 'denied',
    signal: 'denied',
    applies: (judged) => last(judged, 2, both(above('denied', far.two), isDeniedMore)),
  },
  {
    kind: 'new-clients-denied',
    signal: 'newClients',
    applies: (judged) =>
      last(judged, 3, both(isDeniedMore, both(above('denied', 2), both(above('newClients', 2), areJointlyFar)))),
  },
  {
    kind: 'one-client',
    signal: 'heaviest',
    applies: (judged) => last(judged, 2, both(above('heaviest', far.two), isOneClient)),
  },
  {
    kind: 'one-client-bytes',
    signal: 'bytes',
    applies: (judged) => last(judged, 3, both(above('bytes', far.two), takesMostBytes)),
  },
  { kind: 'slowly-failing', signal: 'failing', applies: failsSlowly },
];

function areJointlyFar({ signals }: Judged): boolean {
  return (signals.denied.deviation + signals.newClients.deviation) / Math.SQRT2 >= far.joint;
}

function takesMostBytes({ window }: Judged): boolean {
  return window.heaviestBytes >= 0.5 * window.bytes;
}

/** Three pools of 15 windows that do not overlap: a failure of a minute is in one of them, or in two. */
function failsSlowly(judged: readonly Judged[]): boolean {
  return [0, 1, 2].every((back) => {
    const at = judged.at(-1 - back * pooledWindows);
    return at !== undefined && above('failing', far.pooled)(at);
  });
}
