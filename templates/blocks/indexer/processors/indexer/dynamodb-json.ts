import { exactNumber } from '../lib/exact-json.ts';

/** An attribute value as DynamoDB writes it: one member, named after its type, such as { S: 'text' }. */
export type AttributeValue = object;
export type AttributeMap = Record<string, AttributeValue>;

/** How binary values arrive: the change stream encodes them twice (DynamoDB developer guide), a read of the table gives bytes. */
export type BinaryForm = (value: unknown) => string;

export const fromChangeStream: BinaryForm = (value) => Buffer.from(String(value), 'base64').toString();
export const fromTable: BinaryForm = (value) => Buffer.from(value as Uint8Array).toString('base64');

/** A key of the change stream as DynamoDB's operations take it: binary values as bytes. */
export const tableKey = (key: AttributeMap): AttributeMap =>
  Object.fromEntries(
    Object.entries(key).map(([name, value]) => [
      name,
      'B' in value ? { B: Buffer.from(fromChangeStream(value.B), 'base64') } : value,
    ]),
  );

/**
 * An item as the JSON that is indexed: numbers with all their digits, sets as lists, binary values as base64. Throws an
 * error for a type that DynamoDB does not have.
 */
export const plainItem = (item: AttributeMap, binary: BinaryForm): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value, binary)]));

function plainValue(attribute: AttributeValue, binary: BinaryForm): unknown {
  const [type, value] = Object.entries(attribute)[0] ?? ['nothing', undefined];
  switch (type) {
    case 'S':
    case 'BOOL':
      return value;
    case 'N':
      return exactNumber(value as string);
    case 'B':
      return binary(value);
    case 'NULL':
      return null;
    case 'SS':
      return value;
    case 'NS':
      return (value as string[]).map(exactNumber);
    case 'BS':
      return (value as unknown[]).map(binary);
    case 'L':
      return (value as AttributeValue[]).map((entry) => plainValue(entry, binary));
    case 'M':
      return plainItem(value as AttributeMap, binary);
    default:
      throw new TypeError(`an attribute has the type ${type}, which DynamoDB does not have`);
  }
}
