import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Click } from '../../processors/lib/analysis/click.ts';
import { readSettings } from '../../processors/lib/analysis/settings.ts';
import { UserAnalysis, watermarkOf } from '../../processors/lib/analysis/user-analysis.ts';
import { analysisOf, type Analysed } from '../../delivery/analysis-reference.ts';
import { clicksOf } from '../random-clicks.ts';

const settings = readSettings(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'analytics', 'settings.json'), 'utf8')),
);
const seeds = Array.from({ length: 100 }, (_, nth) => nth + 1);

/** Everything that the analysis makes of events that arrive in this order; `every`: how often the state is written and read again. */
function analysed(clicks: readonly Click[], every: number): Analysed {
  const users = new Map<string, UserAnalysis>();
  const result: Analysed = { fates: [], sessions: [], offers: [] };
  let latest = 0;
  clicks.forEach((click, nth) => {
    latest = Math.max(latest, click.arrival);
    const user = users.get(click.user) ?? new UserAnalysis(click.user, settings);
    users.set(click.user, user);
    const closed = user.advance(watermarkOf(latest, settings));
    const { fate, offers } = user.take(click);
    result.sessions.push(...closed.sessions);
    result.offers.push(...closed.offers, ...offers);
    result.fates.push(fate);
    if (nth % every === 0) {
      const state = JSON.parse(JSON.stringify(user.toState())) as ReturnType<typeof user.toState>;
      users.set(click.user, new UserAnalysis(click.user, settings, state));
    }
  });
  for (const user of users.values()) {
    const { sessions, offers } = user.advance(Number.MAX_SAFE_INTEGER);
    result.sessions.push(...sessions);
    result.offers.push(...offers);
  }
  return result;
}

const inOrder = ({ fates, sessions, offers }: Analysed) => ({
  fates,
  sessions: sessions.toSorted((a, b) => (`${a.user} ${a.start}` < `${b.user} ${b.start}` ? -1 : 1)),
  offers: offers.map((offer) => JSON.stringify(Object.entries(offer).toSorted())).toSorted(),
});

describe('the analysis of a user', () => {
  it.each(seeds)('comes to what the whole history says, in whatever order its events arrive: seed %d', (seed) => {
    const clicks = clicksOf(seed, settings);
    expect(inOrder(analysed(clicks, 3))).toEqual(inOrder(analysisOf(clicks, settings)));
  });

  it('has every fate, sessions that were joined, and offers of every rule in those seeds', () => {
    const all = seeds.map((seed) => analysisOf(clicksOf(seed, settings), settings));
    const fates = new Set(all.flatMap(({ fates }) => fates));
    expect([...fates].toSorted()).toEqual(['ahead', 'late', 'repeated', 'taken', 'withoutConsent']);
    const offered = new Set(all.flatMap(({ offers }) => offers.map(({ rule }) => rule)));
    expect([...offered].toSorted()).toEqual(settings.rules.map(({ id }) => id).toSorted());
    expect(all.some(({ sessions }) => sessions.some(({ before }) => Object.keys(before).length > 0))).toBe(true);
  });

  it('remembers nothing of a user who has been away for two days', () => {
    const clicks = clicksOf(1, settings).filter(({ user }, _, [first]) => user === first!.user);
    const user = new UserAnalysis(clicks[0]!.user, settings);
    for (const click of clicks) user.take(click);
    const { watermark, ...left } = afterDays(user, clicks.at(-1)!.arrival, 2).toState();
    expect(watermark).toBeGreaterThan(0);
    expect(left).toEqual({ recent: [], sessions: [], windows: [], hours: [] });
  });

  it('takes 5,000 events whose repetitions may still come, and calls the next a flood', () => {
    const user = new UserAnalysis('bot', settings);
    const arrival = 1_790_000_000_000;
    const click = (nth: number): Click => ({
      id: String(nth),
      user: 'bot',
      type: `type_${nth % 40}`,
      time: arrival + nth,
      arrival: arrival + nth,
      consent: ['analytics'],
      same: { product_id: String(nth) },
    });
    const fates = Array.from({ length: 5_001 }, (_, nth) => user.take(click(nth)).fate);
    expect(fates.filter((fate) => fate === 'taken')).toHaveLength(5_000);
    expect(fates.at(-1)).toBe('flood');
    const [session] = user.advance(arrival + 86_400_000).sessions;
    expect(Object.keys(session!.types)).toHaveLength(33);
    expect(session!.types['other']).toBe(1_000);
  });
});

function afterDays(user: UserAnalysis, arrival: number, days: number): UserAnalysis {
  user.advance(watermarkOf(arrival + days * 86_400_000, settings));
  return user;
}
