import { isObject, isWrittenNumber, textOfScalar } from '../exact-json.ts';
import { notModelled, Problem } from '../problem.ts';
import { dateSpan, isCalendarDate, NoYear, type DateSpan } from './date-text.ts';
import { javaDouble, javaWhole } from './java-numbers.ts';

export const fieldTypes = [
  'text',
  'keyword',
  'date',
  'long',
  'integer',
  'double',
  'float',
  'boolean',
  'binary',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A field that queries can name: mapped directly, or as a multi-field of another (`name.keyword`). */
export interface Field {
  readonly path: string;
  readonly type: FieldType;
  /** Where its values stand in a document. */
  readonly source: string;
  /** Indexed, or readable by document: the second is slower, and works for all but text and binary fields. */
  readonly searchable: boolean;
  /** Has terms of its own. */
  readonly indexed: boolean;
  /** Readable by document, which sorting and aggregations need. */
  readonly stored: boolean;
  /** Longer values are not indexed (they stay in the source). */
  readonly ignoreAbove: number;
}

/** What a field holds after conversion: dates are epoch milliseconds, whole numbers beyond 2^53 have all their digits. */
export type FieldValue = string | number | boolean | bigint;

/** Undefined for numbers that are not whole. */
const numberRanges: Partial<Record<FieldType, readonly [bigint, bigint] | undefined>> = {
  double: undefined,
  float: undefined,
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
};

/** From what to what a whole number may be; undefined for other fields. */
export const rangeOf = (type: FieldType): readonly [bigint, bigint] | undefined => numberRanges[type];

/** A bound of a range of doubles, which may be no number, or beyond all. */
export const realRangeOf = (text: string): number => parsedDouble(text);

/** Why a value does not fit its field. */
class Unfit extends Error {
  readonly type: string;

  constructor(
    type: 'illegal_state_exception' | 'input_coercion_exception' | 'number_format_exception' | 'date_time_exception',
    message: string,
  ) {
    super(message);
    this.type = type;
  }
}

/** The value as the field's type has it; none for an empty text in a number field. Throws an Error that says why it does not fit. */
export function convert(type: FieldType, raw: unknown): FieldValue | undefined {
  if (isObject(raw)) throw objectIn(type);
  const text = textOfScalar(raw);
  switch (type) {
    case 'text':
    case 'keyword':
    case 'binary':
      return text;
    case 'boolean':
      return booleanOf(raw, text);
    case 'date':
      return dateOf(text).from;
    default:
      return numberOf(type, raw, text);
  }
}

/** Text and dates are read as text, which an object is not; the others look at the token. Of binary fields nothing is read. */
function objectIn(type: FieldType): Error {
  if (type === 'binary') return notModelled('an object in a field of type [binary]');
  if (type === 'boolean') return coercion('START_OBJECT', 'of boolean type');
  if (type in numberRanges) return coercion('START_OBJECT', 'numeric, cannot use numeric value accessors');
  return new Unfit('illegal_state_exception', "Can't get text on a START_OBJECT");
}

const coercion = (token: string, what: string): Unfit =>
  new Unfit('input_coercion_exception', `Current token (${token}) not ${what}`);

function booleanOf(raw: unknown, text: string): boolean {
  if (typeof raw === 'number' || isWrittenNumber(raw))
    throw coercion(/^-?\d+$/.test(text) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT', 'of boolean type');
  if (text === 'true') return true;
  if (text === 'false' || text === '') return false;
  throw new Error(`Failed to parse value [${text}] as only [true] or [false] are allowed.`);
}

function numberOf(type: FieldType, raw: unknown, text: string): number | bigint | undefined {
  if (text === '') return undefined;
  if (typeof raw === 'boolean')
    throw coercion(`VALUE_${text.toUpperCase()}`, 'numeric, cannot use numeric value accessors');
  const range = numberRanges[type];
  // a whole number in JSON has no sign of zero
  if (range === undefined) return realOf(type, raw !== '-0' && text === '-0' ? '0' : text);
  const whole = typeof raw !== 'string' ? wholeOfNumber(type, text, range) : wholeOfText(type, text, range);
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

/** `double`, and `float`, which is held with fewer digits. */
function realOf(type: FieldType, text: string): number {
  const parsed = parsedDouble(text);
  const number = type === 'float' ? Math.fround(parsed) : parsed;
  if (!Number.isFinite(number)) throw new Error(`[${type}] supports only finite values, but got [${number}]`);
  return number;
}

function parsedDouble(text: string): number {
  const number = javaDouble(text);
  if (number !== undefined) return number;
  throw new Unfit('number_format_exception', text.trim() === '' ? 'empty String' : `For input string: "${text}"`);
}

/** A number in JSON: digits behind the point are cut off once it is in range. */
function wholeOfNumber(type: FieldType, text: string, [least, most]: readonly [bigint, bigint]): bigint {
  const isWhole = /^-?\d+$/.test(text);
  const number = Number(text);
  const fits = isWhole
    ? BigInt(text) >= least && BigInt(text) <= most
    : // compared as doubles, of which the greatest long is none
      number >= Number(least) && number <= Number(most);
  if (!fits) {
    const java = type === 'integer' ? 'int' : type;
    throw new Unfit(
      'input_coercion_exception',
      `Numeric value (${text}) out of range of \`${java}\` (${least} - ${most})`,
    );
  }
  const whole = isWhole ? BigInt(text) : BigInt(Math.trunc(number));
  return whole > most ? most : whole;
}

/** A number in a text: a long is read with all its digits, an integer by way of a double. */
function wholeOfText(type: FieldType, text: string, [least, most]: readonly [bigint, bigint]): bigint {
  const outOfRange = () => new Error(`Value [${text}] is out of range for a${type === 'integer' ? 'n' : ''} ${type}`);
  if (type === 'integer') {
    const number = parsedDouble(text);
    if (number < Number(least) || number > Number(most)) throw outOfRange();
    return Number.isNaN(number) ? 0n : BigInt(Math.trunc(number));
  }
  const whole = javaWhole(text);
  if (whole === undefined) throw new Error(`For input string: "${text}"`);
  if (whole < least || whole > most) throw outOfRange();
  return whole;
}

/** From when to when a date is, as the engine has it. Throws where it is none. */
export function dateOf(text: string): DateSpan {
  if (text === '') throw new Error('cannot parse empty date');
  try {
    const span = dateSpan(text);
    if (span) return span;
  } catch (error) {
    throw error instanceof NoYear ? new Unfit('date_time_exception', error.message) : error;
  }
  throw new Error(`failed to parse date field [${text}] with format [strict_date_optional_time||epoch_millis]`);
}

/** Whether dynamic mapping takes a text for a date: not where it is a number. */
export const looksLikeDate = (text: string): boolean => javaDouble(text) === undefined && isCalendarDate(text);

/** As Java prints a map. */
const javaText = (value: unknown): string =>
  isObject(value)
    ? `{${Object.entries(value)
        .map(([name, inner]) => `${name}=${javaText(inner)}`)
        .join(', ')}}`
    : textOfScalar(value);

/** The error of one document, or of one bulk item, whose value does not fit the mapping. */
export function mappingConflict(
  field: Pick<Field, 'path' | 'type'>,
  id: string,
  raw: unknown,
  cause: unknown,
): Problem {
  const preview = javaText(raw);
  return new Problem(
    400,
    'mapper_parsing_exception',
    `failed to parse field [${field.path}] of type [${field.type}] in document with id '${id}'. Preview of field's value: '${preview}'`,
    {
      type: cause instanceof Unfit ? cause.type : 'illegal_argument_exception',
      reason: cause instanceof Error ? cause.message : String(cause),
    },
  );
}
