import type { Place, Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { openSessions } from './open-sessions.ts';
import { resultsIn } from './results.ts';

/** The newest so many results of a user. */
const shown = 20;

/** What applications find of a user, and the sessions that are not over yet. */
export const resultsProbe = (place: Place): Probe => ({
  id: 'results',
  title: 'Results',
  label: 'A user; leave it empty for one with an offer',
  placeholder: 'shopper-1',
  action: 'Look up',
  ask: async (_, input) => {
    const { sessions, offers } = resultsIn(place);
    const open = openSessions(place);
    const user = input === '' ? (offers.at(-1) ?? open.at(-1) ?? sessions.at(-1))?.user : input;
    const isTheirs = (each: { user: string }) => each.user === user;
    const rows = [
      ...offers
        .filter(isTheirs)
        .map(({ rule, window, subject }) => ({ at: window, what: `offer ${rule}`, about: subject })),
      ...sessions
        .filter(isTheirs)
        .map(({ start, events }) => ({ at: start, what: 'session', about: `${events} events` })),
      ...open
        .filter(isTheirs)
        .map(({ start, events }) => ({ at: start, what: 'open session', about: `${events} events` })),
    ]
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, ...row }) => ({ from: new Date(at).toISOString(), ...row }));
    const summary = user === undefined ? 'no results yet' : `${rows.length} results of ${user}`;
    return { summary, failed: false, rows: rows.slice(-shown), raw: rows };
  },
  problems: async () => [],
});
