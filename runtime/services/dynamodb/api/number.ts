import { invalid } from './problem.ts';

/** DynamoDB guide, HowItWorks.NamingRulesDataTypes: "up to 38 digits of precision", 1E-130 to 9.9999999999999999999999999999999999999E+125. */
const precision = 38;
const largestExponent = 125;
const smallestExponent = -130;

/** digits x 10^exponent, without trailing zeros in the digits. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The one text by which DynamoDB knows a number: "leading and trailing zeroes are trimmed". */
export const normalNumber = (text: string): string => textOf(read(text));

export const addNumbers = (a: string, b: string): string => textOf(checked(sum(read(a), read(b))));
export const subtractNumbers = (a: string, b: string): string => textOf(checked(sum(read(a), negative(read(b)))));

/** Below zero, zero or above, as in sorting. */
export function compareNumbers(a: string, b: string): number {
  const { digits } = sum(read(a), negative(read(b)));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

function read(text: string): Decimal {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || whole + fraction === '') {
    throw invalid('The parameter cannot be converted to a numeric value: ' + text);
  }
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return checked(trimmed({ digits, exponent: Number(exponent) - fraction.length }));
}

function trimmed({ digits, exponent }: Decimal): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  let [rest, place] = [digits, exponent];
  while (rest % 10n === 0n) {
    rest /= 10n;
    place++;
  }
  return { digits: rest, exponent: place };
}

const lengthOf = (digits: bigint): number => String(digits < 0n ? -digits : digits).length;

function checked(number: Decimal): Decimal {
  const length = lengthOf(number.digits);
  if (length > precision) {
    throw invalid(`Attempting to store more than ${precision} significant digits in a Number`);
  }
  const magnitude = number.exponent + length - 1;
  if (magnitude > largestExponent) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (magnitude < smallestExponent) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  return number;
}

const negative = ({ digits, exponent }: Decimal): Decimal => ({ digits: -digits, exponent });

function sum(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const at = (number: Decimal) => number.digits * 10n ** BigInt(number.exponent - exponent);
  return trimmed({ digits: at(a) + at(b), exponent });
}

function textOf({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return String(digits) + '0'.repeat(exponent);
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0');
  return `${sign}${all.slice(0, exponent)}.${all.slice(exponent)}`;
}
