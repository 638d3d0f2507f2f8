import type { Fate } from '../lib/analysis/click.ts';
import type { Outcome } from '../lib/analysis/commit.ts';
import { offersAtEnd } from '../lib/analysis/made-offer.ts';
import { wasSeen, withSeen } from '../lib/analysis/place.ts';
import type { Settings } from '../lib/analysis/settings.ts';
import { UserAnalysis } from '../lib/analysis/user-analysis.ts';
import type { UserRow } from '../lib/analysis/user-rows.ts';
import type { Placed } from './batch.ts';
import type { LeftOut } from './left-out.ts';

/** What the events of a batch come to for one user. */
export interface UserBatch extends Outcome {
  fates: Partial<Record<Fate, number>>;
  leftOut: LeftOut[];
}

/** Applies the events of one user in a batch, whose shard is at `watermark` after it. Writes nothing. */
export function applied(
  user: string,
  placed: readonly Placed[],
  watermark: number,
  row: UserRow | undefined,
  settings: Settings,
): UserBatch {
  const analysis = new UserAnalysis(user, settings, row?.state);
  const before = row?.seen ?? [];
  const batch: UserBatch = {
    user,
    was: row?.version ?? 0,
    analysis,
    seen: before,
    sessions: [],
    offers: [],
    fates: {},
    leftOut: [],
  };
  const sessions: Outcome['sessions'][number][] = [];
  const offers: Outcome['offers'][number][] = [];
  const advance = (to: number): void => {
    const closed = analysis.advance(to);
    sessions.push(...closed.sessions);
    offers.push(...offersAtEnd(closed, settings.gap));
  };
  const count = (fate: Fate): void => void (batch.fates[fate] = (batch.fates[fate] ?? 0) + 1);
  for (const { click, place, watermark: there, line } of placed) {
    if (wasSeen(before, place)) {
      count('repeated');
      continue;
    }
    advance(there);
    const { fate, offers: made } = analysis.take(click);
    count(fate);
    offers.push(...made.map((offer) => ({ ...offer, happened: click.time, arrived: click.arrival })));
    if (fate === 'late' || fate === 'ahead' || fate === 'flood')
      batch.leftOut.push({ fate, arrival: click.arrival, line });
    batch.seen = withSeen(batch.seen, place);
  }
  advance(watermark);
  return { ...batch, sessions, offers };
}
