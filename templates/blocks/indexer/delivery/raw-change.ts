import { unmarshall } from '@aws-sdk/util-dynamodb';
import { itemKey } from '../contract/derived/item-table.ts';

/** An item or a part of it in DynamoDB JSON. */
export type Image = Record<string, object>;

/** A change as a record of the stream has it. */
export interface RawChange {
  /** The same in every repetition of the change; undefined where the record has none. */
  id: string | undefined;
  /** INSERT, MODIFY or REMOVE. */
  kind: string;
  /** Names the item, for people too. */
  item: string;
  key: Image;
  /** When DynamoDB made the change, in microseconds of Unix time. */
  micros: number;
  /** The item after the change; undefined when it was removed. */
  image?: Image;
  /** The item before the change; undefined when it was new. */
  before?: Image;
  /** DynamoDB's time to live removed it. */
  expired: boolean;
}

/** As the DynamoDB developer guide describes it ("Kinesis Data Streams record"). */
interface Written {
  eventID?: unknown;
  eventName?: unknown;
  userIdentity?: { type?: unknown; principalId?: unknown } | null;
  dynamodb?: {
    ApproximateCreationDateTime?: unknown;
    ApproximateCreationDateTimePrecision?: unknown;
    Keys?: Image;
    NewImage?: Image;
    OldImage?: Image;
  };
}

/**
 * Reads a record of the change stream without any code of the processors: a run that read it with theirs would make their
 * mistakes too, and find everything in order. Undefined for what is no change of the table.
 */
export function rawChange(data: Uint8Array): RawChange | undefined {
  const { eventID, eventName, userIdentity, dynamodb } = written(data) ?? {};
  const time = dynamodb?.ApproximateCreationDateTime;
  if (!dynamodb?.Keys || !Number.isSafeInteger(time)) return undefined;
  const { Keys, NewImage, OldImage, ApproximateCreationDateTimePrecision: precision } = dynamodb;
  if (itemKey.some(({ name, type }) => !(type in (Keys[name] ?? {})))) return undefined;
  const removed = eventName === 'REMOVE';
  if (!removed && !NewImage) return undefined;
  return {
    id: typeof eventID === 'string' ? eventID : undefined,
    kind: String(eventName),
    item: nameOf(plainImage(Keys))!,
    key: Keys,
    micros: Number(time) * (precision === 'MICROSECOND' ? 1 : 1000),
    ...(removed ? {} : { image: NewImage }),
    ...(OldImage ? { before: OldImage } : {}),
    expired: removed && userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com',
  };
}

function written(data: Uint8Array): Written | undefined {
  try {
    const value = JSON.parse(Buffer.from(data).toString()) as Written | null;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A number, by its digits: JavaScript's numbers would lose some of them. Two ways to write it are the same number. */
export class Digits {
  readonly number: string;
  readonly #written: string;

  constructor(digits: string) {
    this.number = canonicalNumber(digits);
    this.#written = digits;
  }

  toString(): string {
    return this.#written;
  }

  toJSON(): string {
    return this.number;
  }
}

/** DynamoDB's numbers have at most 126 digits in front of the point. */
const longest = 150;

/** 100 for 1E2 and 100.0; 15e-1 for 1.5; -1e-10 for -0.0000000001. */
function canonicalNumber(digits: string): string {
  if (/^-?[1-9]\d*$/.test(digits) && digits.length <= longest) return digits;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(digits) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const coefficient = all.replace(/0+$/, '');
  if (coefficient === '') return '0';
  const power = Number(exponent) - fraction.length + all.length - coefficient.length;
  const number = (sign === '-' ? '-' : '') + coefficient;
  return power >= 0 && number.length + power <= longest ? number + '0'.repeat(power) : `${number}e${power}`;
}

/** An item as an index should have it: sets as lists, binary values as base64, numbers as Digits. */
export type Plain = Record<string, unknown>;

/** The name of an item, by its key. Undefined for what does not have one. */
export function nameOf(item: Plain): string | undefined {
  const values = itemKey.map(({ name }) => item[name]);
  if (values.some((value) => typeof value !== 'string' && !(value instanceof Digits))) return undefined;
  return values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
}

/** An item, as a read of the table gives it. */
export const plainItem = (item: Image): Plain =>
  withoutBytes(unmarshall(item as never, { wrapNumbers: (digits) => new Digits(digits) })) as Plain;

/** An image of the stream, where binary values are encoded twice. */
export const plainImage = (image: Image): Plain =>
  plainItem(
    JSON.parse(JSON.stringify(image), (tag, value: unknown) => {
      if (tag === 'B' && typeof value === 'string') return onceEncoded(value);
      return tag === 'BS' && Array.isArray(value) ? value.map(onceEncoded) : value;
    }) as Image,
  );

const onceEncoded = (twice: unknown): Uint8Array =>
  Buffer.from(Buffer.from(String(twice), 'base64').toString(), 'base64');

/** JSON as it was written. */
export const plainJson = (source: string): Plain =>
  (JSON.parse as ParseWithSource)(source, (_name, value, { source: text }) =>
    typeof value === 'number' ? new Digits(text!) : value,
  ) as Plain;

/** In Node.js since version 22; TypeScript does not know it yet. */
type ParseWithSource = (
  text: string,
  reviver: (name: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set) return [...value].map(withoutBytes);
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null || value instanceof Digits) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBytes(member)]));
}
