import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Click } from '../processors/lib/analysis/click.ts';
import { readSettings } from '../processors/lib/analysis/settings.ts';
import type { Aggregate, AggregateRow } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { analysedClicks, clicksToKeep, clicksWithLeftOut, isKept, type LeftOutClick } from './analysed-clicks.ts';
import { analysisOf, isToKeep, type Analysed } from './analysis-reference.ts';
import { identityOf, type EnteredEvent } from './entered-event.ts';
import { closingTime, openSessions, type SessionSoFar } from './open-sessions.ts';
import { resultsIn, type OfferResult, type SessionResult } from './results.ts';

const file = join(import.meta.dirname, '..', 'analytics', 'settings.json');
export const settings = readSettings(JSON.parse(readFileSync(file, 'utf8')));

/** How much later than the specification says a session may be in the table: a shard that is silent, and the schedule. Milliseconds. */
const patience = 15 * 60_000;

const isDue = ({ end }: { end: number }, now: number): boolean =>
  end + settings.gap + settings.lateness + patience < now;

/** What the analysis should come to, by its specification. */
function referenceOf(place: Place, events: readonly EnteredEvent[]): Analysed {
  const wanted = new Set(events.map(identityOf));
  return analysisOf(
    analysedClicks(place, (identity) => wanted.has(identity)),
    settings,
  );
}

const sessionName = ({ user, start }: { user: string; start: number }): string =>
  `session of ${user} from ${new Date(start).toISOString()}`;
const offerName = ({ user, rule, window, subject }: OfferResult): string =>
  `offer ${rule} to ${user} of ${new Date(window).toISOString()} ${subject}`.trimEnd();

const leftOutName = ({ identity }: LeftOutClick): string => `event ${identity}, left out`;
const leftOutOf = (place: Place, isWanted: (identity: string) => boolean): LeftOutClick[] =>
  clicksToKeep(place, isWanted, (click) => isToKeep(click, settings));

/**
 * Sessions, whether they are over or not: every event that the stream has is in one of them, or is kept because it came too late. Those
 * that have to be over are in the table of results; others may still be where the analysis remembers them.
 */
export const sessionsSink = (place: Place): Aggregate<EnteredEvent> => ({
  kind: 'aggregate',
  counts: 'events',
  reference: (events) => {
    const closed = new Set(resultsIn(place).sessions.map(sessionName));
    const wanted = new Set(events.map(identityOf));
    return new Map([
      ...referenceOf(place, events).sessions.map(
        (session) =>
          [
            sessionName(session),
            closed.has(sessionName(session)) || isDue(session, closingTime(place))
              ? closedRow(session)
              : openRow(session),
          ] as const,
      ),
      ...leftOutOf(place, (identity) => wanted.has(identity)).map((each) => [leftOutName(each), keptRow] as const),
    ]);
  },
  held: () => {
    const closed = resultsIn(place).sessions.map((session) => [sessionName(session), closedRow(session)] as const);
    const names = new Set(closed.map(([name]) => name));
    const open = openSessions(place)
      .filter((session) => !isDue(session, closingTime(place)) && !names.has(sessionName(session)))
      .map((session) => [sessionName(session), openRow(session)] as const);
    const wasKept = isKept(place);
    const kept = leftOutOf(place, () => true)
      .filter(({ line }) => wasKept(line))
      .map((each) => [leftOutName(each), keptRow] as const);
    return [...closed, ...open, ...kept];
  },
});

/** Offers in the table of results: each once. Those of a session that is not over yet are not asked for. */
export const offersSink = (place: Place): Aggregate<EnteredEvent> => ({
  kind: 'aggregate',
  reference: (events) => {
    const { sessions, offers } = referenceOf(place, events);
    const closed = new Set(resultsIn(place).sessions.map(sessionName));
    const isOpen = new Set(
      sessions
        .filter((session) => !closed.has(sessionName(session)) && !isDue(session, closingTime(place)))
        .map(sessionName),
    );
    const atEnd = new Set(settings.rules.filter(({ when }) => when === 'sessionEnds').map(({ id }) => id));
    return new Map(
      offers
        .filter(({ user, rule, window }) => !atEnd.has(rule) || !isOpen.has(sessionName({ user, start: window })))
        .map((offer) => [offerName(offer), { offers: 1 }]),
    );
  },
  held: () => {
    const { offers } = resultsIn(place);
    const mayBeThere = maybeOffered(place);
    return (
      offers
        // somebody has made it on the page of the run
        .filter(({ rule }) => rule !== 'by-hand')
        .map(offerName)
        .filter((name) => !mayBeThere(name))
        .map((name) => [name, { offers: 1 }] as const)
    );
  },
});

/**
 * Whether an offer may be there or not. Who is killed after it has written an offer and before it has written the user comes to the same
 * offer again, unless the sessions of the user are closed meanwhile: then the event is late, and is kept, and its offer stays.
 */
function maybeOffered(place: Place): (name: string) => boolean {
  const all = clicksWithLeftOut(place);
  if (!all) return () => false;
  const namesOf = (clicks: readonly Click[]) => new Set(analysisOf(clicks, settings).offers.map(offerName));
  const counted = namesOf(analysedClicks(place, () => true));
  const withLeftOut = namesOf(all);
  return (name) => withLeftOut.has(name) && !counted.has(name);
}

const keptRow: AggregateRow = { events: 1 };
const openRow = ({ end, events, types }: SessionSoFar | SessionResult): AggregateRow => ({
  end,
  events,
  ...named('type', types),
});
const closedRow = (session: SessionResult): AggregateRow => ({
  ...openRow(session),
  ...named('before', session.before),
});

const named = (prefix: string, counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${prefix} ${name}`, count]));
