import type { GetItemCommandInput, GetItemCommandOutput, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { gunzipSync, gzipSync } from 'node:zlib';

/** A row of the detector's table. */
export interface Row<Body> {
  /** Grows with every change of the row: who writes names the version that it has read. */
  version: string;
  body: Body;
}

export interface RowKey {
  pk: string;
  sk: string;
}

/** Reads and writes rows; a write that comes second loses. */
export interface Rows {
  /** The row as of all writes that were acknowledged. */
  get<Body>(key: RowKey): Promise<Row<Body> | undefined>;
  /**
   * Writes a row over the version `was`: undefined where there is to be none yet. False where the table has another
   * one. `expires` is in seconds of Unix time; DynamoDB removes the row within days of it.
   */
  put<Body>(
    key: RowKey,
    row: Row<Body>,
    condition: { was: string | undefined; expires: number | undefined },
  ): Promise<boolean>;
}

export interface TableCalls {
  get(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  put(input: PutItemCommandInput): Promise<unknown>;
}

/** Rows as items of a DynamoDB table, whose bodies are compressed. */
export class TableRows implements Rows {
  readonly #calls: TableCalls;
  readonly #table: string;

  constructor(calls: TableCalls, table: string) {
    this.#calls = calls;
    this.#table = table;
  }

  async get<Body>({ pk, sk }: RowKey): Promise<Row<Body> | undefined> {
    const { Item } = await this.#calls.get({
      TableName: this.#table,
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    });
    const { version, body } = Item ?? {};
    if (version?.S === undefined || body?.B === undefined) return undefined;
    return { version: version.S, body: JSON.parse(gunzipSync(body.B).toString('utf8')) as Body };
  }

  async put<Body>(
    { pk, sk }: RowKey,
    { version, body }: Row<Body>,
    { was, expires }: { was: string | undefined; expires: number | undefined },
  ): Promise<boolean> {
    try {
      await this.#calls.put({
        TableName: this.#table,
        Item: {
          pk: { S: pk },
          sk: { S: sk },
          version: { S: version },
          body: { B: gzipSync(JSON.stringify(body)) },
          ...(expires === undefined ? {} : { expires: { N: String(expires) } }),
        },
        ...(was === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :was',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':was': { S: was } },
            }),
      });
      return true;
    } catch (error) {
      if ((error as Error).name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }
}
