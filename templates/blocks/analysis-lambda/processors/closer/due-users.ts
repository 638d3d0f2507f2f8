import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { dueIndex, dueSlots } from '../lib/analysis/due-index.ts';
import { userIn } from '../lib/analysis/user-rows.ts';

export type Query = (input: QueryCommandInput) => Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;

/** Users that are read at once. */
const page = 200;

/** Users with a session that is over at a watermark, some pages of each slot at a time: the longest over first. */
export async function* dueUsers(query: Query, table: string, watermark: number): AsyncGenerator<string[]> {
  for (let slot = 0; slot < dueSlots; slot++) {
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { Items = [], LastEvaluatedKey } = await query({
        TableName: table,
        IndexName: dueIndex,
        KeyConditionExpression: 'slot = :slot AND due <= :watermark',
        ExpressionAttributeValues: { ':slot': { N: String(slot) }, ':watermark': { N: String(watermark) } },
        Limit: page,
        ExclusiveStartKey,
      });
      if (Items.length > 0) yield Items.map(userIn);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}
