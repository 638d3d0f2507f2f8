/** A decimal number in Java's notation: digits of any script, an exponent, no suffix. */
const decimal = /^([+-]?)(\p{Nd}*)(?:\.(\p{Nd}*))?(?:[eE]([+-]?\p{Nd}+))?$/u;
const binary64 = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/;

/** What `Double.parseDouble` makes of a text; undefined where it throws. Hexadecimal numbers, which need a `p`, are left out. */
export function javaDouble(text: string): number | undefined {
  // it trims everything up to a blank
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, '');
  return binary64.test(trimmed) ? Number(trimmed.replace(/(?<=[\d.])[fFdD]$/, '')) : undefined;
}

/** The whole part of what `BigDecimal` makes of a text; undefined where it throws. */
export function javaWhole(text: string): bigint | undefined {
  const [, sign, before = '', after = '', exponent = '0'] = decimal.exec(text) ?? [];
  if (sign === undefined || before + after === '') return undefined;
  const places = Number(plainDigits(exponent));
  // beyond any range that a field has
  if (Math.abs(places) > 1000) return places > 0 && /[^0]/.test(plainDigits(before + after)) ? 10n ** 1000n : 0n;
  const digits = plainDigits(before + after);
  const point = plainDigits(before).length + places;
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  return BigInt(whole) * (sign === '-' ? -1n : 1n);
}

/** Digits of any script as those of ASCII: every script has its ten in a row, and the first of them has a code that tells them. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    if (digit >= '0' && digit <= '9') return digit;
    let value = 0;
    for (let code = digit.codePointAt(0)!; value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)); code--) value++;
    return String(value);
  });
}
