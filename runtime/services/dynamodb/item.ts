import type { AttributeValue, Item } from './types.ts';

/** DynamoDB JSON as a change record carries it: an attribute's type, then its value. */
export type Image = { [attribute: string]: ImageValue };
type ImageValue = { [type: string]: unknown };

export function imageOf(item: Item): Image {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, imageValueOf(value)]));
}

/** One text per item, whatever the order of its attributes. */
export const textOf = (item: Item): string => JSON.stringify(sorted(imageOf(item)));

/** What a caller keeps and changes must not be what the table holds. */
export function copyOf(item: Item): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, copyOfValue(value)]));
}

/**
 * Bytes of an item as DynamoDB counts them: names and values (DynamoDB guide, CapacityUnitCalculations, "DynamoDB item sizes").
 * Recorded on AWS: a text is its UTF-8, the number 42 takes 2, a boolean 1, binary its bytes.
 */
export const sizeOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value), 0);

function sizeOfValue(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return sizeOfNumber(value.N);
  if ('B' in value) return value.B.length;
  if ('SS' in value) return sumOf(value.SS.map((text) => Buffer.byteLength(text)));
  if ('NS' in value) return sumOf(value.NS.map(sizeOfNumber));
  if ('BS' in value) return sumOf(value.BS.map(({ length }) => length));
  // lists and maps: 3 bytes, and 1 for each element
  if ('L' in value) return 3 + sumOf(value.L.map((one) => 1 + sizeOfValue(one)));
  if ('M' in value) return 3 + Object.keys(value.M).length + sizeOf(value.M);
  return 1;
}

/** One byte for every two significant digits, and one; a negative number takes one more. */
function sizeOfNumber(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa
    .replace(/[-+.]/g, '')
    .replace(/^0+/, '')
    .replace(mantissa.includes('.') ? /0+$/ : /0*$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

const sumOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

function imageValueOf(value: AttributeValue): ImageValue {
  if ('B' in value) return { B: base64Twice(value.B) };
  if ('BS' in value) return { BS: value.BS.map(base64Twice) };
  if ('M' in value) return { M: imageOf(value.M) };
  if ('L' in value) return { L: value.L.map(imageValueOf) };
  return value;
}

/** DynamoDB guide, kds_gettingstarted: "Binary values in the record are base64-encoded twice". */
const base64Twice = (bytes: Uint8Array): string =>
  Buffer.from(Buffer.from(bytes).toString('base64')).toString('base64');

function copyOfValue(value: AttributeValue): AttributeValue {
  if ('B' in value) return { B: Uint8Array.from(value.B) };
  if ('BS' in value) return { BS: value.BS.map((bytes) => Uint8Array.from(bytes)) };
  if ('M' in value) return { M: copyOf(value.M) };
  if ('L' in value) return { L: value.L.map(copyOfValue) };
  if ('SS' in value) return { SS: [...value.SS] };
  if ('NS' in value) return { NS: [...value.NS] };
  return { ...value };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
