import { DeleteItemCommand, DynamoDBClient, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { itemKey } from '../../contract/derived/item-table.ts';
import { dynamodbItem } from '../table/dynamodb-item.ts';
import { markAttribute, type MarkedItem } from './marked-items.ts';

/** The table of a stage. No item of anybody else is ever changed or removed. */
export class MarkedTable {
  readonly #name: string;
  readonly #run: string;
  readonly #dynamodb: DynamoDBClient;

  constructor(name: string, region: string, run: string) {
    this.#name = name;
    this.#run = run;
    this.#dynamodb = new DynamoDBClient({ region });
  }

  async write(item: MarkedItem, change: 'written' | 'updated'): Promise<void> {
    const isFree = {
      ConditionExpression: 'attribute_not_exists(#key) OR #mark.#run = :run',
      ExpressionAttributeNames: { '#key': itemKey[0]!.name, '#mark': markAttribute, '#run': 'run' },
    };
    await this.#dynamodb.send(
      new PutItemCommand({
        TableName: this.#name,
        Item: dynamodbItem(item[change]),
        // a first write that is repeated because its answer was lost meets itself
        ...(change === 'written' ? isFree : this.#isOurs),
        ExpressionAttributeValues: this.#ours,
      }),
    );
  }

  async remove({ key }: MarkedItem): Promise<void> {
    try {
      await this.#dynamodb.send(
        new DeleteItemCommand({
          TableName: this.#name,
          Key: dynamodbItem(key),
          ...this.#isOurs,
          ExpressionAttributeValues: this.#ours,
        }),
      );
    } catch (error) {
      // it is not there, or it is somebody else's
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    }
  }

  get #ours(): Record<string, AttributeValue> {
    return { ':run': { S: this.#run } };
  }

  get #isOurs() {
    return {
      ConditionExpression: '#mark.#run = :run',
      ExpressionAttributeNames: { '#mark': markAttribute, '#run': 'run' },
    };
  }
}
