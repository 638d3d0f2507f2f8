import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Duration } from 'aws-cdk-lib';
import samples from '../contract/derived/item-samples.json' with { type: 'json' };
import { output, type Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { dynamodbItem } from '../processors/lib/dynamodb-item.ts';

/** Puts the sample items of the contract into the table. */
export const seeding: Seeding<{ latencyObjective: Duration }> = {
  does: 'Writes the sample items of the contract to the table of a stage.',
  confirm: {
    option: 'existing',
    because:
      'This project does not own the table, which may hold real items: samples would be added to them and overwrite items with the same key.',
  },
  seed: async ({ client, outputs, settings }) => {
    const TableName = output(outputs, 'TableName');
    const dynamodb = new DynamoDBClient(client);
    for (const item of samples) await dynamodb.send(new PutItemCommand({ TableName, Item: dynamodbItem(item) }));
    const seconds = settings.latencyObjective.toSeconds();
    return `Wrote ${samples.length} items to ${TableName}. Searches find them within ${seconds} s.`;
  },
};
