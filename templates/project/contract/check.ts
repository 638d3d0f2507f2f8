import { hasFormat } from './formats.ts';

/** Finds what is wrong with a value: sentences with the path of the field, never its value. */
export type Check = (value: unknown, path?: string) => readonly string[];

/** Shared: a check runs for every event, and nearly every value is right. */
const nothing: readonly string[] = [];

interface Member {
  check: Check;
  required: boolean;
}

export const required = (check: Check): Member => ({ check, required: true });
export const optional = (check: Check): Member => ({ check, required: false });

export const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? nothing : check(value, path);

export const string =
  (
    limits: {
      values?: readonly string[];
      pattern?: RegExp;
      format?: string;
      minLength?: number;
      maxLength?: number;
    } = {},
  ): Check =>
  (value, path = '') => {
    if (typeof value !== 'string') return [`${path}: expected text`];
    const { minLength = 0, maxLength = Infinity } = limits;
    if (value.length < 2 * minLength && characters(value) < minLength)
      return [`${path}: expected at least ${minLength} characters`];
    if (value.length > maxLength && characters(value) > maxLength)
      return [`${path}: expected at most ${maxLength} characters`];
    if (limits.values && !limits.values.includes(value))
      return [`${path}: expected one of ${limits.values.join(', ')}`];
    if (limits.pattern && !limits.pattern.test(value)) return [`${path}: expected text that matches ${limits.pattern}`];
    if (limits.format && !hasFormat(limits.format, value)) return [`${path}: expected the format ${limits.format}`];
    return nothing;
  };

/** A character outside the Basic Multilingual Plane takes two places of a text. */
const characters = (text: string): number => [...text].length;

export interface NumberLimits {
  values?: readonly number[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
}

export const number =
  (limits: NumberLimits & { integer?: boolean } = {}): Check =>
  (value, path = '') => {
    const amount = isDigits(value) ? Number(value.rawJSON) : value;
    if (typeof amount !== 'number' || Number.isNaN(amount)) return [`${path}: expected a number`];
    const { values, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
    if (limits.integer && !Number.isInteger(amount)) return [`${path}: expected a whole number`];
    if (values && !values.includes(amount)) return [`${path}: expected one of ${values.join(', ')}`];
    if (amount < (minimum ?? -Infinity)) return [`${path}: expected at least ${minimum}`];
    if (amount > (maximum ?? Infinity)) return [`${path}: expected at most ${maximum}`];
    if (exclusiveMinimum !== undefined && amount <= exclusiveMinimum)
      return [`${path}: expected more than ${exclusiveMinimum}`];
    if (exclusiveMaximum !== undefined && amount >= exclusiveMaximum)
      return [`${path}: expected less than ${exclusiveMaximum}`];
    if (multipleOf !== undefined && !isMultiple(amount, multipleOf))
      return [`${path}: expected a multiple of ${multipleOf}`];
    return nothing;
  };

/** As far as floating-point numbers can tell: 0.07 is a multiple of 0.01. */
function isMultiple(amount: number, of: number): boolean {
  const times = amount / of;
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
}

/** What JavaScript's numbers cannot hold exactly travels as its digits (JSON.rawJSON). */
const isDigits = (value: unknown): value is { rawJSON: string } =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null && 'rawJSON' in value;

export const boolean =
  (limits: { values?: readonly boolean[] } = {}): Check =>
  (value, path = '') => {
    if (typeof value !== 'boolean') return [`${path}: expected true or false`];
    if (limits.values && !limits.values.includes(value)) return [`${path}: expected ${limits.values.join(' or ')}`];
    return nothing;
  };

/** Any value: the contract does not say which. */
export const anything: Check = () => nothing;

export interface ListLimits {
  minItems?: number;
  maxItems?: number;
  /** Whether all entries differ. */
  uniqueItems?: boolean;
}

export const array =
  (items: Check, limits: ListLimits = {}): Check =>
  (value, path = '') => {
    if (!Array.isArray(value)) return [`${path}: expected a list`];
    if (value.length < (limits.minItems ?? 0)) return [`${path}: expected at least ${limits.minItems} entries`];
    if (value.length > (limits.maxItems ?? Infinity)) return [`${path}: expected at most ${limits.maxItems} entries`];
    if (limits.uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
      return [`${path}: expected entries that all differ`];
    let problems = nothing;
    for (const [at, item] of value.entries()) problems = joined(problems, items(item, `${path}[${at}]`));
    return problems;
  };

export const object = (members: Record<string, Member>, limits: { closed?: boolean } = {}): Check => {
  // every object inherits some names, such as `constructor`
  const known = Object.entries(members).map(([name, member]) => ({ name, ...member, inherited: name in {} }));
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [`${path || 'value'}: expected an object`];
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const strangers = limits.closed ? Object.keys(value).filter((name) => !Object.hasOwn(members, name)) : nothing;
    let problems = strangers.map((name) => `${at(name)}: is not a field of the contract`) as readonly string[];
    for (const { name, check, required, inherited } of known) {
      const own = inherited && !Object.hasOwn(value, name) ? undefined : (value as Record<string, unknown>)[name];
      if (own !== undefined) problems = joined(problems, check(own, at(name)));
      else if (required) problems = [...problems, `${at(name)}: is missing`];
    }
    return problems;
  };
};

const joined = (some: readonly string[], more: readonly string[]): readonly string[] =>
  more.length === 0 ? some : [...some, ...more];
