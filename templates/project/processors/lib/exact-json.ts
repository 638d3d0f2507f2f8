/**
 * JSON whose numbers keep all their digits. DynamoDB has 38 of them, JavaScript's numbers 15 to 17: one that would not come
 * back the same is carried as its digits (JSON.rawJSON, in Node.js since version 22).
 */
interface ExactJson {
  rawJSON(digits: string): Digits;
  isRawJSON(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}
const exact = JSON as unknown as ExactJson;

/** A number that JavaScript's numbers cannot hold. */
export interface Digits {
  readonly rawJSON: string;
}

export const isDigits = (value: unknown): value is Digits => exact.isRawJSON(value);

/** Digits that every number of JavaScript keeps, at least. */
const kept = 15;
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A number, or its digits where JavaScript cannot hold it. Throws a SyntaxError for what is no JSON number. */
export function exactNumber(digits: string): number | Digits {
  const number = Number(digits);
  if (digits.length <= kept && plain.test(digits)) return number;
  return String(number) === digits && Number.isFinite(number) ? number : exact.rawJSON(digits);
}

/**
 * What a number looks like that JavaScript may not keep, wherever it stands: 17 digits with their point, 16 that begin with a 9, or
 * a long exponent. Texts may look like that too.
 */
const unsafe = /[\d.]{17}|9\d{15}|\d[eE][+-]?\d{3}/;

/** Parsed JSON. The numbers are looked at one by one only where the text may hold one that needs it. */
export const parseExact = (text: string): unknown =>
  unsafe.test(text)
    ? exact.parse(text, (_key, value, { source }) =>
        typeof value === 'number' && source !== undefined ? exactNumber(source) : value,
      )
    : JSON.parse(text);

/** The same text for the same value, whatever the order of its members. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    isPlainObject(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
