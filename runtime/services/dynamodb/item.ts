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
