/** What `analytics/settings.json` says, which Lambda and Flink read alike. */
export interface Settings {
  /** Milliseconds without an event after which a session is over. */
  gap: number;
  /** Milliseconds that an event may take from the device to the stream. */
  lateness: number;
  /** To what a user agrees whose events count for sessions, and for offers. */
  purposes: { sessions: string; offers: string };
  rules: readonly Rule[];
}

/** What an offer says to its user: what the owner writes, carried as it is. */
export type OfferText = Readonly<Record<string, string>>;

export interface CountRule {
  id: string;
  when: 'count';
  types: readonly string[];
  /** The field in which the events that are counted together agree; undefined for all events of the window. */
  same: SameField | undefined;
  atLeast: number;
  /** Milliseconds. */
  window: number;
  offer: OfferText;
}

export interface SessionRule {
  id: string;
  when: 'sessionEnds';
  has: readonly string[];
  hasNot: readonly string[];
  offer: OfferText;
}

export type Rule = CountRule | SessionRule;

export const sameFields = ['product_id', 'product_category'] as const;
export type SameField = (typeof sameFields)[number];

/** Limits of settings: state is kept of each user for the longest of these. */
export const limits = { gapMinutes: 240, latenessMinutes: 1440, windowMinutes: 1440, rules: 50, atLeast: 1000 };

const minute = 60_000;

/** Reads settings. Throws an error that says where a value is wrong, what it is, and what is allowed. */
export function readSettings(value: unknown): Settings {
  const top = objectAt(value, 'settings', ['gapMinutes', 'latenessMinutes', 'purposes', 'rules']);
  const purposes = objectAt(top['purposes'], 'purposes', ['sessions', 'offers']);
  const rules = listAt(top['rules'], 'rules', limits.rules).map(readRule);
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) < at);
  if (twice !== undefined) throw new Error(`rules: two of them are called "${twice}". Give each an id of its own`);
  return {
    gap: wholeAt(top['gapMinutes'], 'gapMinutes', limits.gapMinutes) * minute,
    lateness: wholeAt(top['latenessMinutes'], 'latenessMinutes', limits.latenessMinutes) * minute,
    purposes: {
      sessions: nameAt(purposes['sessions'], 'purposes.sessions'),
      offers: nameAt(purposes['offers'], 'purposes.offers'),
    },
    rules,
  };
}

function readRule(value: unknown, nth: number): Rule {
  const place = `rules[${nth}]`;
  const when = (value as { when?: unknown } | null | undefined)?.when;
  if (when === 'count') {
    const rule = objectAt(value, place, ['id', 'when', 'types', 'same', 'atLeast', 'windowMinutes', 'offer']);
    return {
      id: nameAt(rule['id'], `${place}.id`),
      when,
      types: namesAt(rule['types'], `${place}.types`, 1),
      same: rule['same'] === undefined ? undefined : sameAt(rule['same'], `${place}.same`),
      atLeast: wholeAt(rule['atLeast'], `${place}.atLeast`, limits.atLeast),
      window: wholeAt(rule['windowMinutes'], `${place}.windowMinutes`, limits.windowMinutes) * minute,
      offer: offerAt(rule['offer'], `${place}.offer`),
    };
  }
  if (when === 'sessionEnds') {
    const rule = objectAt(value, place, ['id', 'when', 'has', 'hasNot', 'offer']);
    return {
      id: nameAt(rule['id'], `${place}.id`),
      when,
      has: namesAt(rule['has'], `${place}.has`, 1),
      hasNot: rule['hasNot'] === undefined ? [] : namesAt(rule['hasNot'], `${place}.hasNot`, 0),
      offer: offerAt(rule['offer'], `${place}.offer`),
    };
  }
  throw wrong(`${place}.when`, when, '"count" or "sessionEnds"');
}

function objectAt(value: unknown, place: string, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, value, 'an object');
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new Error(`${place}: "${unknown}" is not known. Allowed are ${keys.map((key) => `"${key}"`).join(', ')}`);
  return value as Record<string, unknown>;
}

function listAt(value: unknown, place: string, most: number): unknown[] {
  if (!Array.isArray(value) || value.length > most) throw wrong(place, value, `a list of at most ${most}`);
  return value;
}

function namesAt(value: unknown, place: string, least: number): string[] {
  const names = listAt(value, place, limits.rules);
  if (names.length < least) throw wrong(place, value, 'a list with at least one name');
  return names.map((name, nth) => nameAt(name, `${place}[${nth}]`));
}

function nameAt(value: unknown, place: string): string {
  if (typeof value === 'string' && /^[a-z][a-z0-9_-]{0,63}$/.test(value)) return value;
  throw wrong(place, value, 'a name of 1 to 64 lower case letters, digits, "_" and "-" that begins with a letter');
}

function sameAt(value: unknown, place: string): SameField {
  const field = sameFields.find((each) => each === value);
  if (field === undefined) throw wrong(place, value, sameFields.map((each) => `"${each}"`).join(' or '));
  return field;
}

function wholeAt(value: unknown, place: string, most: number): number {
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most) return value as number;
  throw wrong(place, value, `a whole number from 1 to ${most}`);
}

function offerAt(value: unknown, place: string): OfferText {
  const isOffer =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string') &&
    JSON.stringify(value).length <= 4_000;
  if (!isOffer) throw wrong(place, value, 'an object of texts, together at most 4,000 characters');
  return value as OfferText;
}

const wrong = (place: string, seen: unknown, allowed: string): Error =>
  new Error(`${place} is ${seen === undefined ? 'missing' : JSON.stringify(seen)}. It has to be ${allowed}`);
