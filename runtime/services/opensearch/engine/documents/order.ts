import type { FieldValue } from './field.ts';

/** The order of Lucene: texts by their UTF-8, and minus zero before zero. Of two numbers of one field, one may be a bigint. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  // what is no number comes after all that are
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Object.is(b, -0)) - Number(Object.is(a, -0));
}

/** What a set or a map holds as the same. */
export const identityOf = (value: FieldValue): FieldValue => (Object.is(value, -0) ? '-0' : value);

/** UTF-8 sorts as code points do; UTF-16 puts the surrogates of high ones before U+E000. */
function compareTexts(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return isSurrogate(one) === isSurrogate(other) ? one - other : isSurrogate(one) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000;
