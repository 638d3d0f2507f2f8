import type { DeleteItemCommandInput, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { dynamodbItem } from '../lib/dynamodb-item.ts';
import { canaryMark, type CanaryItem } from './canary-item.ts';

/** PutItem and DeleteItem of DynamoDB. */
export interface TableCalls {
  put(input: PutItemCommandInput): Promise<unknown>;
  delete(input: DeleteItemCommandInput): Promise<unknown>;
}

/** The canary's item in the table. No item of anybody else is ever changed or removed. */
export class CanaryTable {
  readonly #calls: TableCalls;
  readonly #tableName: string;
  readonly #item: CanaryItem;

  constructor(calls: TableCalls, tableName: string, item: CanaryItem) {
    this.#calls = calls;
    this.#tableName = tableName;
    this.#item = item;
  }

  /** Writes the change of a run. `expiry`: seconds of Unix time. */
  async write(run: string, expiry: number): Promise<void> {
    try {
      await this.#calls.put({
        TableName: this.#tableName,
        Item: dynamodbItem(this.#item.written(run, expiry)),
        ConditionExpression: 'attribute_not_exists(#key) OR attribute_exists(#mark)',
        ExpressionAttributeNames: { '#key': Object.keys(this.#item.key)[0]!, '#mark': canaryMark },
      });
    } catch (error) {
      if (!isConditional(error)) throw error;
      throw new Error('an item of somebody else has the key of the canary', { cause: error });
    }
  }

  async remove(): Promise<void> {
    try {
      await this.#calls.delete({
        TableName: this.#tableName,
        Key: dynamodbItem(this.#item.key),
        ConditionExpression: 'attribute_exists(#mark)',
        ExpressionAttributeNames: { '#mark': canaryMark },
      });
    } catch (error) {
      // it is not there, or it is somebody else's
      if (!isConditional(error)) throw error;
    }
  }
}

const isConditional = (error: unknown) => (error as Error).name === 'ConditionalCheckFailedException';
