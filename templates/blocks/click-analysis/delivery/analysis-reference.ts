import type { Click, Fate } from '../processors/lib/analysis/click.ts';
import type { Settings } from '../processors/lib/analysis/settings.ts';
import type { Offer, Session } from '../processors/lib/analysis/user-state.ts';

export interface Analysed {
  /** What became of each event. */
  fates: Fate[];
  sessions: Session[];
  offers: Offer[];
}

const hour = 3_600_000;

/**
 * What analytics/specification.md says of events in the order of their arrival: computed from all of them at once, without any
 * state. Leaves out the limits that nobody reaches (types, values of a rule, a flood).
 */
export function analysisOf(clicks: readonly Click[], settings: Settings): Analysed {
  const fates: Fate[] = [];
  const taken: Click[] = [];
  const seen = new Set<string>();
  for (const click of clicks) {
    const fate = fateOf(click, seen, settings);
    fates.push(fate);
    if (fate !== 'taken') continue;
    seen.add(`${click.user} ${click.id}`);
    taken.push(click);
  }
  const users = [...new Set(taken.map(({ user }) => user))];
  const analyses = users.map((user) =>
    userOf(
      user,
      taken.filter((click) => click.user === user),
      settings,
    ),
  );
  return {
    fates,
    sessions: analyses.flatMap(({ sessions }) => sessions),
    offers: analyses.flatMap(({ offers }) => offers),
  };
}

const hasPurpose = ({ consent }: Click, { purposes }: Settings): boolean =>
  Object.values(purposes).some((purpose) => consent.includes(purpose));

/** Whether no session takes an event because of its time alone: it is to be kept for people. */
export const isToKeep = (click: Click, settings: Settings): boolean =>
  hasPurpose(click, settings) && ['late', 'ahead'].includes(fateOf(click, new Set(), settings));

function fateOf(click: Click, seen: Set<string>, settings: Settings): Fate {
  const { user, id, time, arrival } = click;
  if (time > arrival + 300_000) return 'ahead';
  if (time < arrival - settings.lateness) return 'late';
  if (!hasPurpose(click, settings)) return 'withoutConsent';
  return seen.has(`${user} ${id}`) ? 'repeated' : 'taken';
}

function userOf(user: string, taken: readonly Click[], { gap, purposes, rules }: Settings) {
  const forSessions = taken
    .filter(({ consent }) => consent.includes(purposes.sessions))
    .toSorted((one, other) => one.time - other.time);
  const groups: Click[][] = [];
  for (const click of forSessions) {
    const last = groups.at(-1);
    if (last && click.time - last.at(-1)!.time < gap) last.push(click);
    else groups.push([click]);
  }
  const sessions = groups.map((group): Session => {
    const start = group[0]!.time;
    const until = start - (start % hour);
    const before = forSessions.filter(({ time }) => time >= until - 24 * hour && time < until);
    return {
      user,
      start,
      end: group.at(-1)!.time,
      events: group.length,
      types: typesOf(group),
      before: typesOf(before),
    };
  });
  const isForOffers = ({ consent }: Click): boolean => consent.includes(purposes.offers);
  const offers = rules.flatMap((rule): Offer[] => {
    if (rule.when === 'sessionEnds')
      return groups.flatMap((group) => {
        const types = group.filter(isForOffers).map(({ type }) => type);
        return rule.has.every((type) => types.includes(type)) && !rule.hasNot.some((type) => types.includes(type))
          ? [{ user, rule: rule.id, window: group[0]!.time, subject: '', because: '' }]
          : [];
      });
    const counted = taken.filter(
      (click) => isForOffers(click) && rule.types.includes(click.type) && subjectOf(click, rule.same) !== undefined,
    );
    const groupsOfRule = Map.groupBy(counted, (click) =>
      JSON.stringify([Math.floor(click.time / rule.window) * rule.window, subjectOf(click, rule.same)]),
    );
    return [...groupsOfRule].flatMap(([key, group]) => {
      const [window, subject] = JSON.parse(key) as [number, string];
      const completing = group[rule.atLeast - 1];
      return completing ? [{ user, rule: rule.id, window, subject, because: completing.id }] : [];
    });
  });
  return { sessions, offers };
}

const subjectOf = ({ same }: Click, field: keyof Click['same'] | undefined): string | undefined =>
  field === undefined ? '' : same[field];

function typesOf(clicks: readonly Click[]): Record<string, number> {
  const types: Record<string, number> = {};
  for (const { type } of clicks) types[type] = (types[type] ?? 0) + 1;
  return types;
}
