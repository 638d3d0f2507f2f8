import type { ColumnType } from './table.ts';

/**
 * A JSON value as a value of a column, in the form that the writer of Parquet takes. Throws for a value that is none of the type
 * (Firehose guide, record-format-conversion, "when the data doesn't match the schema").
 */
export function valueOf(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'string':
      if (typeof value === 'object') throw mismatch('a text', value);
      return String(value).slice(0, type.most);
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw mismatch('a boolean', value);
    case 'int':
      return Number(integerOf(value, 31n));
    case 'bigint':
      return integerOf(value, 63n);
    case 'float':
    case 'double':
      return numberOf(value);
    case 'decimal':
      return decimalOf(value, type.precision, type.scale);
    case 'timestamp':
      return timestampOf(value);
    case 'date':
      return dateOf(value);
    case 'binary':
      if (typeof value !== 'string') throw mismatch('base64', value);
      return new Uint8Array(Buffer.from(value, 'base64'));
    case 'array':
      if (!Array.isArray(value)) throw mismatch('an array', value);
      return value.map((each: unknown) => valueOf(type.of, each));
  }
}

const mismatch = (wanted: string, value: unknown): Error =>
  new Error(`The data does not match the schema: ${typeof value} is not ${wanted}.`);

function integerOf(value: unknown, bits: bigint): bigint {
  const text = String(value);
  if (typeof value === 'object' || !/^-?\d+$/.test(text)) throw mismatch('an integer', value);
  const integer = BigInt(typeof value === 'number' ? BigInt(value) : text);
  if (integer >= 1n << bits || integer < -(1n << bits)) throw mismatch(`an integer of ${bits + 1n} bits`, value);
  return integer;
}

function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw mismatch('a number', value);
  return number;
}

/** As the unscaled integer. Digits beyond the scale are rounded half up; more digits than the precision are refused. */
function decimalOf(value: unknown, precision: number, scale: number): bigint {
  const parts = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(value));
  if (!parts || typeof value === 'object' || `${parts[2]}${parts[3] ?? ''}` === '') throw mismatch('a decimal', value);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = scale - fraction.length + Number(exponent);
  if (Math.abs(shift) > 400) throw mismatch('a decimal', value);
  const digits = BigInt(whole + fraction);
  const unscaled =
    shift >= 0 ? digits * 10n ** BigInt(shift) : (digits + 5n * 10n ** BigInt(-shift - 1)) / 10n ** BigInt(-shift);
  if (unscaled >= 10n ** BigInt(precision)) throw mismatch(`a decimal of ${precision} digits`, value);
  return sign === '-' ? -unscaled : unscaled;
}

const zoned = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;
const local = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?$/;

/** Firehose guide, record-format-conversion, "OpenX JSON SerDe": the forms of a timestamp. Milliseconds are kept. */
function timestampOf(value: unknown): Date {
  const date = typeof value === 'string' ? textTimestamp(value) : epochTimestamp(value);
  if (Number.isNaN(date.getTime())) throw mismatch('a timestamp', value);
  return date;
}

function textTimestamp(text: string): Date {
  const utc = zoned.exec(text);
  if (utc) return new Date(`${utc[1]}T${utc[2]}.${millisOf(utc[3])}Z`);
  const plain = local.exec(text);
  if (plain) {
    const [, year, month, day, time, fraction] = plain;
    return new Date(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}T${time}.${millisOf(fraction)}Z`);
  }
  return /^\d+(\.\d+)?$/.test(text) ? epochTimestamp(Number(text)) : new Date(NaN);
}

const millisOf = (fraction = ''): string => fraction.padEnd(3, '0').slice(0, 3);

/** Seconds, with fractions or without, or milliseconds: thirteen digits are milliseconds. */
function epochTimestamp(value: unknown): Date {
  if (typeof value !== 'number') return new Date(NaN);
  return new Date(value >= 1e12 ? value : Math.round(value * 1000));
}

function dateOf(value: unknown): Date {
  const date = new Date(typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : NaN);
  if (Number.isNaN(date.getTime())) throw mismatch('a date', value);
  return date;
}
