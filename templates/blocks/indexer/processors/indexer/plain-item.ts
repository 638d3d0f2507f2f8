import { exactNumber } from '../lib/exact-json.ts';
import type { AttributeMap, AttributeValue, BinaryForm } from './dynamodb-json.ts';

/** An item, or a part of it, as JSON has it. Numbers that JavaScript cannot hold are their digits (`exactNumber`). */
export type PlainItem = Record<string, unknown>;

/**
 * An item as JSON has it: numbers with all their digits, sets as lists, binary values as base64. Throws an error for a type
 * that DynamoDB does not have.
 */
export function plainItem(item: AttributeMap, binary: BinaryForm): PlainItem {
  const plain: PlainItem = {};
  for (const name in item) setMember(plain, name, plainValue(item[name]!, binary));
  return plain;
}

/** Sets a member whatever its name is: an assignment to `__proto__` sets none. */
export function setMember(object: PlainItem, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else object[name] = value;
}

function plainValue(attribute: AttributeValue, binary: BinaryForm): unknown {
  // the first member: an attribute value has one
  for (const type in attribute) {
    const value = (attribute as Record<string, unknown>)[type];
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
  throw new TypeError('an attribute has no type');
}
