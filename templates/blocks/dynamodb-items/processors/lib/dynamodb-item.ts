import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { convertToAttr } from '@aws-sdk/util-dynamodb';
import { itemKey } from '../../contract/derived/item-table.ts';

/** An item, or its key, as DynamoDB takes it: bytes of the key, which are base64 in the contract, are bytes in the table. */
export const dynamodbItem = (item: Readonly<Record<string, unknown>>): Record<string, AttributeValue> => ({
  // one by one: marshall() fails for an item with an attribute `constructor`
  ...Object.fromEntries(Object.entries(item).map(([name, value]) => [name, convertToAttr(value)])),
  ...Object.fromEntries(
    itemKey
      .filter(({ type }) => type === 'B')
      .map(({ name }) => [name, { B: Uint8Array.from(Buffer.from(String(item[name]), 'base64')) }]),
  ),
});
