import type { Click, Fate } from './click.ts';
import { Hours } from './hours.ts';
import { OpenSessions } from './open-sessions.ts';
import type { CountRule, SessionRule, Settings } from './settings.ts';
import { newUser, type Offer, type OpenSession, type Session, type UserState } from './user-state.ts';
import { WindowCounts } from './window-counts.ts';

/** Clocks of devices differ; a time further after its arrival than this is none. Milliseconds. */
export const furthestAhead = 5 * 60_000;
/** Taken events that are remembered of a user: nobody clicks as often. */
const mostRecent = 5_000;
/** Kinesis calls its arrival times approximate. Milliseconds. */
const slack = 1_000;

/** The watermark of a shard whose latest record arrived at `arrival`: no event that is taken later is older. */
export const watermarkOf = (arrival: number, { lateness }: Settings): number => arrival - lateness - slack;

/** What one user did, as analytics/specification.md says. Does no input or output. */
export class UserAnalysis {
  readonly #user: string;
  readonly #settings: Settings;
  readonly #recent: Map<string, number>;
  readonly #sessions: OpenSessions;
  readonly #windows: WindowCounts;
  readonly #hours: Hours;
  #watermark: number;

  constructor(user: string, settings: Settings, state: UserState = newUser()) {
    this.#user = user;
    this.#settings = settings;
    this.#watermark = state.watermark;
    this.#recent = new Map(state.recent);
    this.#sessions = new OpenSessions(settings.gap, state.sessions);
    this.#windows = new WindowCounts(settings.rules.filter(isCountRule), state.windows);
    this.#hours = new Hours(state.hours);
  }

  /** Takes an event, or says why not. `offers` are the offers that the event completes. */
  take(click: Click): { fate: Fate; offers: Offer[] } {
    const fate = this.#fateOf(click);
    if (fate !== 'taken') return { fate, offers: [] };
    const { id, type, time, consent } = click;
    const { purposes } = this.#settings;
    const countsForOffers = consent.includes(purposes.offers);
    this.#recent.set(id, time);
    if (consent.includes(purposes.sessions)) {
      this.#sessions.add(time, type, { countsForOffers });
      this.#hours.add(time, type);
    }
    const completed = countsForOffers ? this.#windows.add(click) : [];
    return { fate, offers: completed.map((each) => ({ user: this.#user, ...each, because: id })) };
  }

  /** Closes the sessions that are over at a watermark. An earlier one than before changes nothing. */
  advance(watermark: number): { sessions: Session[]; offers: Offer[] } {
    if (watermark <= this.#watermark) return { sessions: [], offers: [] };
    this.#watermark = watermark;
    const over = this.#sessions.close(watermark);
    const sessions = over.map(({ offerTypes: _, ...session }) => ({
      user: this.#user,
      ...session,
      before: this.#hours.before(session.start),
    }));
    const offers = over.flatMap((session) => this.#offersAtEndOf(session));
    this.#forget();
    return { sessions, offers };
  }

  /** The watermark at which a session closes next; undefined where none is open. */
  nextEnd(): number | undefined {
    return this.#sessions.nextEnd();
  }

  toState(): UserState {
    return {
      watermark: this.#watermark,
      recent: [...this.#recent],
      sessions: this.#sessions.toState(),
      windows: this.#windows.toState(),
      hours: this.#hours.toState(),
    };
  }

  #fateOf({ id, time, arrival, consent }: Click): Fate {
    const { lateness, purposes } = this.#settings;
    if (time > arrival + furthestAhead) return 'ahead';
    if (time < arrival - lateness || time < this.#watermark) return 'late';
    if (!consent.includes(purposes.sessions) && !consent.includes(purposes.offers)) return 'withoutConsent';
    if (this.#recent.has(id)) return 'repeated';
    return this.#recent.size < mostRecent ? 'taken' : 'flood';
  }

  #offersAtEndOf({ start, offerTypes }: OpenSession): Offer[] {
    const has = (type: string): boolean => Object.hasOwn(offerTypes, type);
    return this.#settings.rules
      .filter(isSessionRule)
      .filter((rule) => rule.has.every(has) && !rule.hasNot.some(has))
      .map(({ id }) => ({ user: this.#user, rule: id, window: start, subject: '', because: '' }));
  }

  #forget(): void {
    for (const [id, time] of this.#recent) if (time < this.#watermark) this.#recent.delete(id);
    this.#windows.forget(this.#watermark);
    this.#hours.forget(Math.min(this.#sessions.firstStart() ?? this.#watermark, this.#watermark));
  }
}

const isCountRule = (rule: CountRule | SessionRule): rule is CountRule => rule.when === 'count';
const isSessionRule = (rule: CountRule | SessionRule): rule is SessionRule => rule.when === 'sessionEnds';
