import { count, countAll } from './counts.ts';
import type { OpenSession } from './user-state.ts';

/** The sessions of a user that are not over, in the order of their times. */
export class OpenSessions {
  readonly #gap: number;
  #sessions: OpenSession[];

  /** `gap`: milliseconds without an event after which a session is over. */
  constructor(gap: number, sessions: readonly OpenSession[]) {
    this.#gap = gap;
    this.#sessions = structuredClone([...sessions]);
  }

  /** Adds an event. It begins a session, lengthens one, or joins two. */
  add(time: number, type: string, { countsForOffers }: { countsForOffers: boolean }): void {
    const session: OpenSession = { start: time, end: time, events: 1, types: {}, offerTypes: {} };
    count(session.types, type);
    if (countsForOffers) count(session.offerTypes, type);
    const isNear = ({ start, end }: OpenSession): boolean => time - end < this.#gap && start - time < this.#gap;
    const joined = [...this.#sessions.filter(isNear), session].reduce(together);
    this.#sessions = [...this.#sessions.filter((each) => !isNear(each)), joined].toSorted((a, b) => a.start - b.start);
  }

  /** Removes the sessions that are over at a watermark. */
  close(watermark: number): OpenSession[] {
    const isOver = ({ end }: OpenSession): boolean => end + this.#gap <= watermark;
    const over = this.#sessions.filter(isOver);
    if (over.length > 0) this.#sessions = this.#sessions.filter((each) => !isOver(each));
    return over;
  }

  /** The watermark at which the next session is over; undefined where none is open. */
  nextEnd(): number | undefined {
    const ends = this.#sessions.map(({ end }) => end + this.#gap);
    return ends.length > 0 ? Math.min(...ends) : undefined;
  }

  firstStart(): number | undefined {
    return this.#sessions[0]?.start;
  }

  toState(): OpenSession[] {
    return this.#sessions;
  }
}

function together(one: OpenSession, other: OpenSession): OpenSession {
  countAll(one.types, other.types);
  countAll(one.offerTypes, other.offerTypes);
  const { types, offerTypes } = one;
  return {
    start: Math.min(one.start, other.start),
    end: Math.max(one.end, other.end),
    events: one.events + other.events,
    types,
    offerTypes,
  };
}
