import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { itemKey } from '../contract/derived/item-table.ts';
import type { ClientSettings } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { dynamodbItem } from '../processors/lib/dynamodb-item.ts';
import { markAttribute, type MarkedItem } from './marked-items.ts';

/** The table of a stage. No item of anybody else is ever changed or removed. */
export function markedTable(TableName: string, client: ClientSettings, run: string) {
  const dynamodb = new DynamoDBClient(client);
  const isOurs = {
    ConditionExpression: '#mark.#run = :run',
    ExpressionAttributeNames: { '#mark': markAttribute, '#run': 'run' },
    ExpressionAttributeValues: { ':run': { S: run } },
  };
  // a first write that is repeated because its answer was lost meets itself
  const isFree = {
    ...isOurs,
    ConditionExpression: `attribute_not_exists(#key) OR ${isOurs.ConditionExpression}`,
    ExpressionAttributeNames: { ...isOurs.ExpressionAttributeNames, '#key': itemKey[0]!.name },
  };
  return {
    write: async (item: MarkedItem, change: 'written' | 'updated'): Promise<void> => {
      const condition = change === 'written' ? isFree : isOurs;
      await dynamodb.send(new PutItemCommand({ TableName, Item: dynamodbItem(item[change]), ...condition }));
    },
    remove: async ({ key }: MarkedItem): Promise<void> => {
      try {
        await dynamodb.send(new DeleteItemCommand({ TableName, Key: dynamodbItem(key), ...isOurs }));
      } catch (error) {
        // it is not there, or it is somebody else's
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      }
    },
  };
}
