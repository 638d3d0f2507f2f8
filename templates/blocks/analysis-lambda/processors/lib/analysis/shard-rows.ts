import type {
  PutItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { writtenIf } from './written-if.ts';

/** How far a shard is. Milliseconds of Unix time. */
export interface ShardProgress {
  /** When its last record that is analysed arrived in the stream; 0 before the first. */
  arrived: number;
  /** When that was analysed; of a shard that is new, when it was first seen. */
  analysed: number;
}

export interface ShardCalls {
  put(input: PutItemCommandInput): Promise<unknown>;
  update(input: UpdateItemCommandInput): Promise<unknown>;
  query(input: QueryCommandInput): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>;
}

const partition = { S: 'shards' };
/** Seconds that a shard is remembered after its last record: a closed one is forgotten. */
const kept = 3 * 86_400;

/** Milliseconds after which a shard is told of again: DynamoDB may have removed it. */
const freshFor = 10 * 60_000;

const expiresAfter = (now: number) => ({ N: String(Math.ceil(now / 1000) + kept) });

/** The shards of the stream, in the table of the analysis: the analysis writes them, the closer reads them. */
export class ShardRows {
  readonly #calls: ShardCalls;
  readonly #table: string;
  /** When each was last told of. */
  readonly #registered = new Map<string, number>();

  constructor(calls: ShardCalls, table: string) {
    this.#calls = calls;
    this.#table = table;
  }

  /** Before anything of a batch is analysed: the closer must not go ahead of a shard that it does not know. */
  async register(shard: string, now: number): Promise<void> {
    if (now - (this.#registered.get(shard) ?? -Infinity) < freshFor) return;
    await writtenIf(
      this.#calls.put({
        TableName: this.#table,
        Item: {
          pk: partition,
          sk: { S: shard },
          arrived: { N: '0' },
          analysed: { N: String(now) },
          expires: expiresAfter(now),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    this.#registered.set(shard, now);
  }

  /** After everything of a batch is analysed. */
  async reached(shard: string, { arrived, analysed }: ShardProgress): Promise<void> {
    await this.#calls.update({
      TableName: this.#table,
      Key: { pk: partition, sk: { S: shard } },
      UpdateExpression: 'SET arrived = :arrived, analysed = :analysed, expires = :expires',
      ExpressionAttributeValues: {
        ':arrived': { N: String(arrived) },
        ':analysed': { N: String(analysed) },
        ':expires': expiresAfter(analysed),
      },
    });
  }

  async all(): Promise<ShardProgress[]> {
    const shards: ShardProgress[] = [];
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { Items = [], LastEvaluatedKey } = await this.#calls.query({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :shards',
        ExpressionAttributeValues: { ':shards': partition },
        ConsistentRead: true,
        ExclusiveStartKey,
      });
      shards.push(
        ...Items.map(({ arrived, analysed }) => ({ arrived: Number(arrived?.N), analysed: Number(analysed?.N) })),
      );
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return shards;
  }
}
