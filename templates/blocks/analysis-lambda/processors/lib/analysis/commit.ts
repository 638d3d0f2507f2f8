import type { MadeOffer } from './made-offer.ts';
import type { Results } from './results.ts';
import type { UserAnalysis } from './user-analysis.ts';
import type { UserRow, UserRows } from './user-rows.ts';
import type { Session } from './user-state.ts';

/** What became of a user, to be written. */
export interface Outcome {
  user: string;
  /** The version of the row that it follows from; 0 for none. */
  was: number;
  analysis: UserAnalysis;
  seen: UserRow['seen'];
  sessions: readonly Session[];
  offers: readonly MadeOffer[];
}

/** How many were new. */
export interface Written {
  sessions: number;
  offers: number;
}

/**
 * Writes results, and then the row that they follow from. Who is stopped between both comes to the same results again, and writes them
 * over themselves. Undefined where another invocation has written the row meanwhile: what it follows from is no longer so.
 */
export async function commit(
  { user, was, analysis, seen, sessions, offers }: Outcome,
  rows: Pick<UserRows, 'put'>,
  results: Pick<Results, 'writeSession' | 'writeOffer'>,
): Promise<Written | undefined> {
  const written: Written = { sessions: 0, offers: 0 };
  for (const session of sessions) if (await results.writeSession(session)) written.sessions++;
  for (const offer of offers) if (await results.writeOffer(offer)) written.offers++;
  const isWritten = await rows.put(user, { state: analysis.toState(), seen }, was, analysis.nextEnd());
  return isWritten ? written : undefined;
}
