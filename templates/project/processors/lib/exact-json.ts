/**
 * JSON whose numbers keep all their digits. DynamoDB has 38 of them, JavaScript's numbers 15 to 17: one that would not come
 * back the same is carried as its digits (JSON.rawJSON, in Node.js since version 22).
 */
interface ExactJson {
  rawJSON(digits: string): object;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}
const exact = JSON as unknown as ExactJson;

/** A number, or its digits where JavaScript cannot hold it. Throws a SyntaxError for what is no JSON number. */
export function exactNumber(digits: string): unknown {
  const number = Number(digits);
  return String(number) === digits ? number : exact.rawJSON(digits);
}

export const parseExact = (text: string): unknown =>
  exact.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(source) : value,
  );

/** The same text for the same value, whatever the order of its members. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    isPlainObject(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
