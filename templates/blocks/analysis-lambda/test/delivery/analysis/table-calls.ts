import type {
  AttributeValue,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { createTable } from '../../../.stream-pipeline/runtime/runtime.cjs';
import { dueIndex } from '../../../processors/lib/analysis/due-index.ts';

type Table = ReturnType<typeof createTable>;
type Item = Record<string, AttributeValue>;

/** What the analysis and the closer ask of DynamoDB, on the tables of a run. Throws for any other expression. */
export interface TableCalls {
  get(input: GetItemCommandInput): Promise<{ Item: Item | undefined }>;
  put(input: PutItemCommandInput): Promise<void>;
  update(input: UpdateItemCommandInput): Promise<void>;
  query(input: QueryCommandInput): Promise<{ Items: Item[] }>;
}

/** `strike` is called before and after each call, and throws to let it fail. */
export function tableCalls(tables: Readonly<Record<string, Table>>, strike: () => void): TableCalls {
  const named = (name: string | undefined): Table => tables[name!]!;
  const called = async <T>(call: () => Promise<T>): Promise<T> => {
    strike();
    const answer = await call();
    strike();
    return answer;
  };
  return {
    get: ({ TableName, Key, ConsistentRead }) =>
      called(async () => ({
        Item: (await named(TableName).read(Key as never, { consistent: ConsistentRead === true })) as Item | undefined,
      })),
    put: ({ TableName, Item: item, ConditionExpression, ExpressionAttributeValues }) =>
      called(async () => {
        const table = named(TableName);
        const key = Object.fromEntries(table.key.map((name) => [name, item![name]!]));
        await table.update(key as never, (before) => {
          if (!holds(ConditionExpression!, before as Item | undefined, ExpressionAttributeValues))
            throw Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
          return item as never;
        });
      }),
    update: ({ TableName, Key, UpdateExpression, ExpressionAttributeValues }) =>
      called(() =>
        named(TableName).update(Key as never, (before) => {
          const set = [...UpdateExpression!.matchAll(/(\w+) = (:\w+)/g)].map(
            ([, name, value]) => [name!, ExpressionAttributeValues![value!]!] as const,
          );
          return { ...(before as Item | undefined), ...Key, ...Object.fromEntries(set) } as never;
        }),
      ),
    query: ({ TableName, IndexName, KeyConditionExpression, ExpressionAttributeValues: values }) =>
      called(async () => ({
        Items: (named(TableName).items() as readonly Item[]).filter((item) =>
          isMeant(`${IndexName}: ${KeyConditionExpression}`, item, values!),
        ),
      })),
  };
}

function holds(condition: string, before: Item | undefined, values: Item | undefined): boolean {
  switch (condition) {
    case 'attribute_not_exists(pk)':
    case 'attribute_not_exists(#user)':
      return before === undefined;
    case '#version = :was':
      return before?.['version']?.N === values![':was']!.N;
    default:
      throw new Error(`not known here: ${condition}`);
  }
}

function isMeant(query: string, { pk, slot, due }: Item, values: Item): boolean {
  switch (query) {
    case 'undefined: pk = :shards':
      return pk!.S === values[':shards']!.S;
    case `${dueIndex}: slot = :slot AND due <= :watermark`:
      return slot?.N === values[':slot']!.N && Number(due!.N) <= Number(values[':watermark']!.N);
    default:
      throw new Error(`not known here: ${query}`);
  }
}
