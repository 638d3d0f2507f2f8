import { convert, dateOf, rangeOf, realRangeOf, type Field, type FieldValue } from '../documents/field.ts';
import type { DateSpan } from '../documents/date-text.ts';
import { javaDouble } from '../documents/java-numbers.ts';
import { compareValues, identityOf } from '../documents/order.ts';
import { isWrittenNumber, textOfScalar } from '../exact-json.ts';
import { EarlyFailure, notModelled, Problem, ShardFailure } from '../problem.ts';
import { cannotQuery } from './clause.ts';

/** Whether a value of a field is one that a clause looks for. */
export type Wanted = (value: FieldValue) => boolean;

/** A number in a query is read as a number of Java, and then compared as that prints it: 1.50 as 1.5, and 100.0 for 1e2. */
export function queryText(value: unknown): string {
  if (typeof value !== 'number' && !isWrittenNumber(value)) return textOfScalar(value);
  const written = textOfScalar(value);
  return /^-?\d+$/.test(written) ? String(BigInt(written)) : javaText(Number(written));
}

/** `Double.toString`. */
function javaText(number: number): string {
  if (!Number.isFinite(number)) return String(number);
  const size = Math.abs(number);
  if (number === 0) return Object.is(number, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(number) ? `${number}.0` : String(number);
  const [mantissa = '', exponent = ''] = number.toExponential().split('e');
  return `${mantissa}${mantissa.includes('.') ? '' : '.0'}E${Number(exponent)}`;
}

/** The values that `term` and `terms` mean: a date is all of its day, its month, or its year. */
export function wantedBy(field: Field, values: readonly unknown[]): Wanted {
  const texts = values.map(queryText);
  if (field.type === 'date') {
    const spans = texts.map((text) => asked(field, text, () => dateOf(withoutMath(text))));
    return (value) => spans.some(({ from, to }) => compareValues(value, from) >= 0 && compareValues(value, to) <= 0);
  }
  const wanted = new Set(texts.flatMap((text) => asked(field, text, () => equalTo(field, text))).map(identityOf));
  return (value) => wanted.has(identityOf(value));
}

/** None where a field of whole numbers is asked for one that is not whole. */
function equalTo(field: Field, text: string): FieldValue[] {
  if (rangeOf(field.type) !== undefined && !isWhole(text)) return [];
  return [valueOf(field, text)];
}

function valueOf(field: Field, text: string): FieldValue {
  if (field.type === 'boolean' && text === '') throw new Error('empty String');
  const value = convert(field.type, text);
  if (value === undefined) throw new Error('empty String');
  return value;
}

/** Throws where Java cannot read the text as a double. */
function isWhole(text: string): boolean {
  const number = javaDouble(text);
  if (number === undefined) throw new Error(text === '' ? 'empty String' : `For input string: "${text}"`);
  return number % 1 === 0;
}

export type Side = 'gt' | 'gte' | 'lt' | 'lte';

/** Values on one side of a bound. */
export function wantedOn(field: Field, side: Side, bound: unknown): Wanted {
  const text = queryText(bound);
  const limit = early(field, () => asked(field, text, () => limitOf(field, side, text)));
  const isLower = side === 'gt' || side === 'gte';
  return (value) => {
    const order = compareValues(value, limit.value);
    return (limit.isInside && order === 0) || (isLower ? order > 0 : order < 0);
  };
}

/** Dates of a range are read when the engine looks whether the index has any of them. */
function early<T>(field: Field, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (field.type !== 'date' || !(error instanceof ShardFailure)) throw error;
    throw new EarlyFailure(error.status, error.type, error.message);
  }
}

interface Limit {
  readonly value: FieldValue;
  readonly isInside: boolean;
}

function limitOf(field: Field, side: Side, text: string): Limit {
  const isInside = side === 'gte' || side === 'lte';
  if (field.type === 'date') {
    // OpenSearch guide, range: what a date leaves out is taken at its end by `gt` and `lte`, at its beginning by `gte` and `lt`
    const { from, to } = spanOf(side, withoutMath(text));
    return { value: side === 'gt' || side === 'lte' ? to : from, isInside };
  }
  if (rangeOf(field.type) !== undefined && !isWhole(text))
    return { value: roundedInto(side, valueOf(field, text), text), isInside: true };
  if (field.type === 'double') return { value: realRangeOf(text), isInside };
  return { value: valueOf(field, text), isInside };
}

/** Rounded up, a day that its month does not have is the last that it has (seen on OpenSearch 3.8). */
function spanOf(side: Side, text: string): DateSpan {
  const roundsUp = side === 'gt' || side === 'lte';
  try {
    return roundsUp ? dateOf(withRealDay(text)) : dateOf(text);
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('Invalid value for Year')) throw error;
    throw roundsUp ? notModelled(`the date [${text}]`) : new ShardFailure(500, 'date_time_exception', message);
  }
}

const withRealDay = (text: string): string =>
  text.replace(/^(\d{4})-(\d\d)-(29|30|31)(?!\d)/, (whole: string, year: string, month: string) => {
    const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
    return Number(whole.slice(-2)) > last && Number(month) >= 1 && Number(month) <= 12
      ? `${year}-${month}-${last}`
      : whole;
  });

/** The first whole number on the side of one that is none: it was cut off towards zero. */
function roundedInto(side: Side, cut: FieldValue, text: string): FieldValue {
  const isLower = side === 'gt' || side === 'gte';
  const moves = isLower ? javaDouble(text)! > 0 : javaDouble(text)! < 0;
  return moves ? Number(cut) + (isLower ? 1 : -1) : cut;
}

function withoutMath(text: string): string {
  if (/^now|\|\|/.test(text)) throw notModelled(`date math [${text}]`);
  return text;
}

/** What the engine says of a value that the field cannot have. */
function asked<T>(field: Field, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { message } = error as Error;
    if (field.type === 'boolean') throw cannotQuery(`Can't parse boolean value [${text}], expected [true] or [false]`);
    if (field.type !== 'date' || message.startsWith('Invalid value for Year')) throw cannotQuery(message);
    throw new ShardFailure(400, 'parse_exception', `${message}: [${message}]`);
  }
}
