import { isObject, textOfScalar } from '../exact-json.ts';
import { Problem } from '../problem.ts';

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
  /** Longer values are not indexed (they stay in the source). */
  readonly ignoreAbove: number;
}

/** What a field holds after conversion: dates are epoch milliseconds, whole numbers beyond 2^53 have all their digits. */
export type FieldValue = string | number | boolean | bigint;

const numberRanges: Partial<Record<FieldType, readonly [bigint, bigint]>> = {
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
};

/** Why a value does not fit its field. */
class Unfit extends Error {
  readonly type: string;

  constructor(type: 'illegal_argument_exception' | 'input_coercion_exception', message: string) {
    super(message);
    this.type = type;
  }
}

/** The value as the field's type has it; none for an empty text in a number field. Throws an Error that says why it does not fit. */
export function convert(type: FieldType, raw: unknown): FieldValue | undefined {
  if (isObject(raw)) throw new Error(`Can't get text on a START_OBJECT`);
  const text = textOfScalar(raw);
  switch (type) {
    case 'text':
    case 'keyword':
    case 'binary':
      return text;
    case 'boolean':
      if (text === 'true') return true;
      if (text === 'false' || text === '') return false;
      throw new Error(`Failed to parse value [${text}] as only [true] or [false] are allowed.`);
    case 'date':
      return dateOf(raw, text);
    default:
      return numberOf(type, raw, text);
  }
}

function numberOf(type: FieldType, raw: unknown, text: string): number | bigint | undefined {
  if (text === '') return undefined;
  const number = Number(text);
  if (typeof raw === 'boolean') {
    const token = text.toUpperCase();
    throw new Unfit(
      'input_coercion_exception',
      `Current token (VALUE_${token}) not numeric, cannot use numeric value accessors`,
    );
  }
  if (text.trim() === '' || (Number.isNaN(number) && text !== 'NaN')) throw new Error(`For input string: "${text}"`);
  if (!Number.isFinite(number)) throw new Error(`[${type}] supports only finite values, but got [${number}]`);
  const range = numberRanges[type];
  if (range === undefined) return number;
  const whole = /^-?\d+$/.test(text) ? BigInt(text) : BigInt(Math.trunc(number));
  if (whole < range[0] || whole > range[1]) {
    if (typeof raw === 'string')
      throw new Error(`Value [${text}] is out of range for a${type === 'integer' ? 'n' : ''} ${type}`);
    const java = type === 'integer' ? 'int' : type;
    throw new Unfit(
      'input_coercion_exception',
      `Numeric value (${text}) out of range of \`${java}\` (${range.join(' - ')})`,
    );
  }
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

/** `strict_date_optional_time`, to the day, the minute or parts of a second; UTC where no offset is given. */
const isoDate = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/;

function dateOf(raw: unknown, text: string): number {
  if (typeof raw !== 'boolean' && /^-?\d{5,}$/.test(text)) return Number(text);
  const parts = isoDate.exec(text);
  const time = parts ? Date.parse(`${parts[1]}${parts[2] ?? 'T00:00'}${parts[3] ?? 'Z'}`) : NaN;
  if (Number.isNaN(time)) {
    throw new Error(`failed to parse date field [${text}] with format [strict_date_optional_time||epoch_millis]`);
  }
  return time;
}

export const looksLikeDate = (text: string): boolean =>
  isoDate.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));

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
