import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClick } from '../../processors/lib/analysis/click-reader.ts';
import { readSettings } from '../../processors/lib/analysis/settings.ts';
import { UserAnalysis, watermarkOf } from '../../processors/lib/analysis/user-analysis.ts';
import type { Offer, Session } from '../../processors/lib/analysis/user-state.ts';

const folder = join(import.meta.dirname, '..', '..', 'analytics', 'vectors');

interface Vector {
  about: string;
  settings: unknown;
  /** In the order of their arrival. */
  records: { arrival: number; event: object }[];
  /** What becomes of each record. */
  fates: string[];
  /** Once every session is closed. */
  sessions: Session[];
  offers: Offer[];
}

const vectors = readdirSync(folder).map((name) => {
  const vector = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector;
  return [name, vector.about, vector] as const;
});

/** In an order that does not depend on how they were made. */
const sorted = <T extends object>(all: readonly T[]): string[] =>
  all.map((each) => JSON.stringify(each, Object.keys(each).toSorted())).toSorted();

it.each(vectors)('%s: %s', (_, about, { settings: written, records, fates, sessions, offers }) => {
  const settings = readSettings(written);
  const users = new Map<string, UserAnalysis>();
  const made: { fates: string[]; sessions: Session[]; offers: Offer[] } = { fates: [], sessions: [], offers: [] };
  for (const { arrival, event } of records) {
    const click = readClick(JSON.stringify(event), arrival)!;
    const user = users.get(click.user) ?? new UserAnalysis(click.user, settings);
    users.set(click.user, user);
    const closed = user.advance(watermarkOf(arrival, settings));
    const { fate, offers: completed } = user.take(click);
    made.fates.push(fate);
    made.sessions.push(...closed.sessions);
    made.offers.push(...closed.offers, ...completed);
  }
  for (const user of users.values()) {
    const closed = user.advance(Number.MAX_SAFE_INTEGER);
    made.sessions.push(...closed.sessions);
    made.offers.push(...closed.offers);
  }
  expect(about).not.toBe('');
  expect(made.fates).toEqual(fates);
  expect(made.sessions.map(({ user, start }) => [user, start]).toSorted()).toEqual(
    sessions.map(({ user, start }) => [user, start]).toSorted(),
  );
  expect(new Set(made.sessions)).toEqual(new Set(sessions));
  expect(sorted(made.offers)).toEqual(sorted(offers));
});
