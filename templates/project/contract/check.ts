/** Finds what is wrong with a value: sentences with the path of the field, never its value. */
export type Check = (value: unknown, path?: string) => string[];

interface Member {
  check: Check;
  required: boolean;
}

export const required = (check: Check): Member => ({ check, required: true });
export const optional = (check: Check): Member => ({ check, required: false });

export const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? [] : check(value, path);

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
    const length = [...value].length;
    if (length < (limits.minLength ?? 0)) return [`${path}: expected at least ${limits.minLength} characters`];
    if (length > (limits.maxLength ?? Infinity)) return [`${path}: expected at most ${limits.maxLength} characters`];
    if (limits.values && !limits.values.includes(value))
      return [`${path}: expected one of ${limits.values.join(', ')}`];
    if (limits.pattern && !limits.pattern.test(value)) return [`${path}: expected text that matches ${limits.pattern}`];
    if (limits.format?.startsWith('date') && Number.isNaN(Date.parse(value)))
      return [`${path}: expected a ${limits.format}`];
    return [];
  };

export const number =
  (limits: { integer?: boolean; minimum?: number; maximum?: number } = {}): Check =>
  (value, path = '') => {
    const amount = isDigits(value) ? Number(value.rawJSON) : value;
    if (typeof amount !== 'number' || Number.isNaN(amount)) return [`${path}: expected a number`];
    if (limits.integer && !Number.isInteger(amount)) return [`${path}: expected a whole number`];
    if (amount < (limits.minimum ?? -Infinity)) return [`${path}: expected at least ${limits.minimum}`];
    if (amount > (limits.maximum ?? Infinity)) return [`${path}: expected at most ${limits.maximum}`];
    return [];
  };

/** What JavaScript's numbers cannot hold exactly travels as its digits (JSON.rawJSON). */
const isDigits = (value: unknown): value is { rawJSON: string } =>
  typeof value === 'object' && value !== null && 'rawJSON' in value;

export const boolean: Check = (value, path = '') =>
  typeof value === 'boolean' ? [] : [`${path}: expected true or false`];

export const array =
  (items: Check): Check =>
  (value, path = '') =>
    Array.isArray(value) ? value.flatMap((item, at) => items(item, `${path}[${at}]`)) : [`${path}: expected a list`];

export const object =
  (members: Record<string, Member>): Check =>
  (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [`${path || 'value'}: expected an object`];
    return Object.entries(members).flatMap(([name, member]) => {
      const at = path ? `${path}.${name}` : name;
      const own = (value as Record<string, unknown>)[name];
      if (own === undefined) return member.required ? [`${at}: is missing`] : [];
      return member.check(own, at);
    });
  };
