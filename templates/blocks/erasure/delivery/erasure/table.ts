import { DeleteItemCommand, DynamoDBClient, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import type { ItemsOfUser } from './erase-items.ts';

type Key = Record<string, AttributeValue>;

/** The items of a table of a stage with one value of its partition key. */
export function itemsIn(
  { client }: OpenStage,
  TableName: string,
  [partition, sort]: readonly [string, string],
  value: string,
): ItemsOfUser<Key> {
  const dynamodb = new DynamoDBClient(client);
  return {
    async *keys() {
      let ExclusiveStartKey: Key | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamodb.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: '#partition = :value',
            ProjectionExpression: '#partition, #sort',
            ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
            ExpressionAttributeValues: { ':value': { S: value } },
            ConsistentRead: true,
            ExclusiveStartKey,
          }),
        );
        yield* Items;
        ExclusiveStartKey = LastEvaluatedKey;
      } while (ExclusiveStartKey);
    },
    remove: async (Key) => {
      await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
    },
  };
}
