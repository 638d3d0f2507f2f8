import type { AttributeValue, GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { tableKey, type AttributeMap } from './dynamodb-json.ts';

/** Reads the item of a key, as the change stream has it, from the table; undefined when the table does not have it. */
export type ItemReader = (key: AttributeMap) => Promise<AttributeMap | undefined>;

/** GetItem of DynamoDB. */
export type GetItem = (input: GetItemCommandInput) => Promise<{ Item?: AttributeMap | undefined }>;

/** Consistent: a read that does not see the last change would decide for the one before. */
export const itemReader =
  (getItem: GetItem, tableName: string): ItemReader =>
  async (key) =>
    (
      await getItem({
        TableName: tableName,
        Key: tableKey(key) as Record<string, AttributeValue>,
        ConsistentRead: true,
      })
    ).Item;
