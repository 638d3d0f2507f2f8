import type {
  AttributeValue,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { dueSlots } from './due-index.ts';
import type { Seen } from './place.ts';
import type { UserState } from './user-state.ts';
import { writtenIf } from './written-if.ts';

/** What is remembered of a user. */
export interface UserRow {
  /** How often the row was written. */
  version: number;
  state: UserState;
  seen: Seen;
}

export interface TableCalls {
  get(input: GetItemCommandInput): Promise<Pick<GetItemCommandOutput, 'Item'>>;
  put(input: PutItemCommandInput): Promise<unknown>;
}

/** Milliseconds after which a user who does nothing is forgotten: longer than any rule looks back. */
const kept = 4 * 86_400_000;

/** Where a user is in the table of the analysis. */
export const userKey = (user: string) => ({ pk: { S: `user#${user}` }, sk: { S: '-' } });

/** The user of an item. */
export const userIn = ({ pk }: Record<string, AttributeValue>): string => pk!.S!.slice('user#'.length);

/** Users as items of a DynamoDB table. What is remembered is compressed; `due` says when a session of theirs is over. */
export class UserRows {
  readonly #calls: TableCalls;
  readonly #table: string;

  constructor(calls: TableCalls, table: string) {
    this.#calls = calls;
    this.#table = table;
  }

  /** The row as of all writes that were acknowledged. */
  async get(user: string): Promise<UserRow | undefined> {
    const { Item } = await this.#calls.get({
      TableName: this.#table,
      Key: userKey(user),
      ConsistentRead: true,
    });
    const { version, body } = Item ?? {};
    if (version?.N === undefined || body?.B === undefined) return undefined;
    const { state, seen } = JSON.parse(gunzipSync(body.B).toString('utf8')) as Omit<UserRow, 'version'>;
    return { version: Number(version.N), state, seen };
  }

  /**
   * Writes a row over version `was`: 0 where there is to be none yet. False where the table has another one. `due`: the watermark at
   * which a session is over.
   */
  async put(user: string, { state, seen }: Omit<UserRow, 'version'>, was: number, due?: number): Promise<boolean> {
    const slot = createHash('sha256').update(user).digest()[0]! % dueSlots;
    return await writtenIf(
      this.#calls.put({
        TableName: this.#table,
        Item: {
          ...userKey(user),
          version: { N: String(was + 1) },
          body: { B: gzipSync(JSON.stringify({ state, seen })) },
          expires: { N: String(Math.ceil((Math.max(state.watermark, due ?? 0) + kept) / 1000)) },
          ...(due === undefined ? {} : { slot: { N: String(slot) }, due: { N: String(due) } }),
        },
        ...(was === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :was',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':was': { N: String(was) } },
            }),
      }),
    );
  }
}
