import type { TypeCounts } from './counts.ts';

/** A session that is not over yet. Times are milliseconds of Unix time. */
export interface OpenSession {
  start: number;
  end: number;
  events: number;
  types: TypeCounts;
  /** Of these events, how many of each type have consent to offers. */
  offerTypes: TypeCounts;
}

/** How often a rule has counted something in a window. */
export type WindowCount = [rule: string, start: number, subject: string, count: number];

/** What is remembered of a user, as JSON. */
export interface UserState {
  /** Up to where sessions are closed. */
  watermark: number;
  /** Taken events that may still come again, with their times. */
  recent: [id: string, time: number][];
  /** In the order of their times. */
  sessions: OpenSession[];
  windows: WindowCount[];
  /** Events by hour: hours since 1970, and how many of each type. */
  hours: [hour: number, types: TypeCounts][];
}

export const newUser = (): UserState => ({ watermark: 0, recent: [], sessions: [], windows: [], hours: [] });

/** A session that is over. */
export interface Session {
  user: string;
  start: number;
  end: number;
  events: number;
  types: TypeCounts;
  /** Of the 24 hours before the hour in which the session starts. */
  before: TypeCounts;
}

/** What a rule offers to a user: `user`, `rule`, `window` and `subject` identify it. */
export interface Offer {
  user: string;
  rule: string;
  window: number;
  subject: string;
  because: string;
}
