interface Source {
  readonly source: string;
}
/** A number as it is written in JSON, where JavaScript would round or reformat it. */
export interface WrittenNumber {
  readonly rawJSON: string;
}
/** In Node since 21, not yet in TypeScript's library. */
const json = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
  rawJSON(text: string): WrittenNumber;
};

/** A number that JavaScript may print otherwise: long, with an exponent, with zeros at the end, tiny, or minus zero. */
const unusualNumber = /[:,[]\s*-?(?:\d[\d.]{16}|9\d{15}|\d+\.\d*0(?!\d)|0\.00000|[\d.]+[eE])|[:,[]\s*-0(?![.\d])/;

/** Parses JSON; a number that JavaScript would print otherwise stays as it is written, and is printed so by `JSON.stringify`. */
export function parseExact(text: string): unknown {
  // a reviver is slow, and hardly ever needed
  if (!unusualNumber.test(text) && !/^\s*[-\d]/.test(text)) return JSON.parse(text);
  return json.parse(text, (_, value, context) =>
    typeof value === 'number' && String(value) !== context.source ? json.rawJSON(context.source) : value,
  );
}

/** For JSON.stringify: an integer beyond 2^53, or a number as it is written. */
export const printedAs = (number: bigint | string): WrittenNumber => json.rawJSON(number.toString());

export const isWrittenNumber = (value: unknown): value is WrittenNumber =>
  typeof value === 'object' && value !== null && 'rawJSON' in value;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isWrittenNumber(value);

/** A scalar as text: numbers as written. What is no scalar shows as JSON. */
export const textOfScalar = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');

/** A whole number, given as number or as text; undefined for anything else. */
export function wholeNumber(value: unknown): bigint | undefined {
  const text = textOfScalar(value);
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}
