import { isDigits } from '../lib/exact-json.ts';
import { isEngineDate } from '../lib/search/engine-date.ts';

/** Whether the engine takes a value that is neither null nor a list. It refuses a whole document for one that it does not take. */
type Takes = (value: unknown) => boolean;

/** As the engine reads a number from a text. */
const numberText = /^-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?$/;

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/** A fraction is cut off. */
function isLong(value: unknown): boolean {
  if (typeof value === 'number') return value >= -(2 ** 63) && value < 2 ** 63;
  const digits = digitsOf(value);
  if (digits === undefined) return false;
  if (!/^-?\d+$/.test(digits)) return Math.abs(Number(digits)) < Number.MAX_SAFE_INTEGER;
  const whole = BigInt(digits);
  return whole >= least && whole <= most;
}

function isDouble(value: unknown): boolean {
  if (typeof value === 'number') return true;
  const digits = digitsOf(value);
  return digits !== undefined && Number.isFinite(Number(digits));
}

function digitsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return numberText.test(value) ? value : undefined;
  return isDigits(value) ? value.rawJSON : undefined;
}

/** The years 1 to 9999, in milliseconds of Unix time. A number of four digits would be a year. */
const isEpochMilliseconds = (value: unknown): boolean =>
  Number.isInteger(value) &&
  Math.abs(value as number) > 9999 &&
  (value as number) >= -62_135_596_800_000 &&
  (value as number) < 253_402_300_800_000;

const isText: Takes = (value) => typeof value !== 'object' || isDigits(value);

/** By the types of a mapping (OpenSearch guide, "Supported field types"). */
export const fieldTypes: Readonly<Record<string, Takes>> = {
  text: isText,
  keyword: isText,
  boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  long: isLong,
  double: isDouble,
  date: (value) => (typeof value === 'string' ? isEngineDate(value) : isEpochMilliseconds(value)),
  binary: (value) => typeof value === 'string',
};
