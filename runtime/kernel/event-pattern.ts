type Json = ReturnType<typeof JSON.parse>;

/** Whether a value, as JSON has it, fits a pattern. */
export type Matches = (event: unknown) => boolean;

/** As Lambda answers a pattern that it cannot read (recorded on AWS: `test_dynamodb_invalid_event_filter`). */
const invalid = (why: string): Error => new Error(`Invalid filter pattern definition. ${why}`);

/**
 * An event pattern, as filters of event source mappings have it (Lambda guide, invocation-eventfiltering): every key has to fit,
 * and of the list of a key one rule. Throws for a pattern that Lambda refuses, and for an operator that it does not document.
 */
export function eventPattern(pattern: unknown): Matches {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw invalid('A pattern is an object with a key.');
  const parts = Object.entries(pattern).map(([key, rules]) =>
    key === '$or' ? anyOf(rules) : inside(key, Array.isArray(rules) ? leaf(key, rules) : eventPattern(rules)),
  );
  return (event) => parts.every((matches) => matches(event));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function anyOf(patterns: unknown): Matches {
  if (!Array.isArray(patterns) || patterns.length < 2) throw invalid('[$or] needs a list of patterns.');
  const choices = patterns.map(eventPattern);
  return (event) => choices.some((matches) => matches(event));
}

/** A list in an event fits where one of its elements does. */
function inside(key: string, matches: Matches): Matches {
  return (event) => {
    if (Array.isArray(event)) return event.some((element) => isObject(element) && matches(element[key]));
    return matches(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
  };
}

function leaf(key: string, rules: readonly unknown[]): Matches {
  if (rules.length === 0) throw invalid(`The list of [${key}] is empty.`);
  const all = rules.map((rule) => (isObject(rule) ? operator(key, rule) : exactly(key, rule)));
  return (value) => all.some((matches) => matches(value));
}

function exactly(key: string, expected: unknown): Matches {
  if (Array.isArray(expected)) throw invalid(`A list stands in the list of [${key}].`);
  return each((value) => value === expected);
}

/** Of a list, each element; an object is no value, and has no rule of this kind. */
const each =
  (holds: (value: Json) => boolean): Matches =>
  (value) =>
    value !== undefined && [value].flat().some((one) => !isObject(one) && holds(one));

const ofText = (holds: (text: string) => boolean): Matches =>
  each((value) => typeof value === 'string' && holds(value));

function operator(key: string, rule: Record<string, unknown>): Matches {
  const [[name, given] = [], ...more] = Object.entries(rule);
  if (name === undefined || more.length > 0) throw invalid(`A rule of [${key}] has exactly one operator.`);
  const text = (): string => {
    if (typeof given === 'string') return given;
    throw invalid(`[${name}] of [${key}] needs a text.`);
  };
  switch (name) {
    case 'exists':
      if (typeof given !== 'boolean') throw invalid(`[exists] of [${key}] needs true or false.`);
      // "Exists" is about leaves: an object is none
      return (value) => (value !== undefined && !isObject(value)) === given;
    case 'prefix':
      return startingWith(text());
    case 'suffix':
      return endingWith(text());
    case 'equals-ignore-case':
      return ignoringCase(text());
    case 'anything-but':
      return anythingBut(key, given);
    case 'numeric':
      return numeric(key, given);
    default:
      throw invalid(`[${name}] of [${key}] is not an operator.`);
  }
}

const startingWith = (prefix: string): Matches => ofText((text) => text.startsWith(prefix));
const endingWith = (suffix: string): Matches => ofText((text) => text.endsWith(suffix));
const ignoringCase = (text: string): Matches => ofText((value) => value.toLowerCase() === text.toLowerCase());

function anythingBut(key: string, given: unknown): Matches {
  const excluded = [given].flat();
  const known = excluded.every((one) => typeof one === 'string' || typeof one === 'number');
  if (!known || excluded.length === 0) throw invalid(`[anything-but] of [${key}] needs texts or numbers.`);
  return each((value) => !excluded.includes(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** Numbers only: the value of an attribute of type `N` is a text (recorded on AWS: `[numeric_filter]`). */
function numeric(key: string, given: unknown): Matches {
  const list = Array.isArray(given) ? given : [];
  if (list.length !== 2 && list.length !== 4) throw invalid(`[numeric] of [${key}] needs one comparison, or two.`);
  const bounds = [0, 2].slice(0, list.length / 2).map((at) => {
    const [sign, bound] = [String(list[at]), list[at + 1] as unknown];
    const compare = Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined;
    if (compare === undefined || typeof bound !== 'number') throw invalid(`[numeric] of [${key}] cannot be read.`);
    return (value: number) => compare(value, bound);
  });
  return each((value) => typeof value === 'number' && bounds.every((holds) => holds(value)));
}
