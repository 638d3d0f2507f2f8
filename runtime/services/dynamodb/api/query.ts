import type { QueriedItems, TableIndex } from '../queried-items.ts';
import type { Item, Table } from '../types.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { sizeOf, textOf } from '../item.ts';
import { compareValues, itemOf, sameValue } from './attribute-value.ts';
import { readCondition } from './condition.ts';
import { readKeyCondition } from './key-condition.ts';
import { only, projectionOf } from './projection.ts';
import { invalid } from './problem.ts';
import { tableArn, tableOf, text, type Input, type Operation } from './request.ts';
import { Placeholders } from './tokens.ts';

/** DynamoDB guide, Query.Pagination: bytes of items that one answer is made of, before a filter. */
const pageBytes = 1024 * 1024;

/** Items of one partition of a table or of a global secondary index, in the order of the sort key. */
export const query: Operation = {
  parameters: [
    'TableName',
    'IndexName',
    'KeyConditionExpression',
    'FilterExpression',
    'ProjectionExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
    'Limit',
    'ScanIndexForward',
    'ExclusiveStartKey',
    'ConsistentRead',
    'ReturnConsumedCapacity',
  ],
  plan(input, tables) {
    const name = text(input, 'TableName');
    const index = input['IndexName'] === undefined ? undefined : text(input, 'IndexName');
    return {
      iam: [
        { action: 'dynamodb:Query', resource: tableArn(name, tables) + (index === undefined ? '' : `/index/${index}`) },
      ],
      async run() {
        const table = tableOf(name, tables);
        return await answer(input, table, tables.queried(table.name)!, index);
      },
    };
  },
};

async function answer(
  input: Input,
  table: Table,
  queried: QueriedItems,
  indexName: string | undefined,
): Promise<object> {
  const index = indexName === undefined ? undefined : indexOf(queried, indexName);
  const consistent = input['ConsistentRead'] === true;
  if (index && consistent) throw invalid('Consistent reads are not supported on global secondary indexes');
  const key = index?.key ?? table.key;
  const placeholders = new Placeholders(input['ExpressionAttributeNames'], input['ExpressionAttributeValues']);
  const { partition, inRange } = readKeyCondition(text(input, 'KeyConditionExpression'), placeholders, key);
  const filter =
    input['FilterExpression'] === undefined
      ? undefined
      : readCondition(text(input, 'FilterExpression'), placeholders, 'FilterExpression');
  const project = projectionOf(input, placeholders);
  placeholders.checkAllUsed();

  const [partitionKey] = key;
  const meant = (item: Item) =>
    key.every((attribute) => item[attribute] !== undefined) &&
    sameValue(item[partitionKey!]!, partition) &&
    inRange(item);
  const forward = input['ScanIndexForward'] !== false;
  const inOrder = orderOf([...key, ...table.key], forward);
  const found = (await queried.find({ meant, partition: textOf({ partition }), consistent })).toSorted(inOrder);
  const start = startOf(input, [...key, ...table.key]);
  const after = start ? found.filter((item) => inOrder(item, start) > 0) : found;
  const seen = index ? after.map((item) => projected(item, index, table)) : after;
  const page = firstPage(seen, limitOf(input));
  const last = page.length < seen.length ? page.at(-1) : undefined;
  const items = page.filter((item) => filter?.(item) ?? true).map(project);
  return {
    Items: items,
    Count: items.length,
    ScannedCount: page.length,
    LastEvaluatedKey: last && only(last, [...key, ...table.key]),
  };
}

function indexOf({ indexes }: QueriedItems, name: string): TableIndex {
  const index = indexes.find((each) => each.name === name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  return index;
}

/** What of an item an index has. */
function projected(item: Item, { key, projection }: TableIndex, table: Table): Item {
  if (projection === 'ALL') return item;
  return only(item, [...key, ...table.key, ...projection]);
}

/** Compares items by the sort order of the attributes. The keys of the table come last: two items of an index may have the same place. */
const orderOf =
  (attributes: readonly string[], forward: boolean) =>
  (a: Item, b: Item): number => {
    for (const attribute of attributes) {
      const order = compareValues(a[attribute]!, b[attribute]!) ?? 0;
      if (order !== 0) return forward ? order : -order;
    }
    return 0;
  };

function startOf(input: Input, attributes: readonly string[]): Item | undefined {
  if (input['ExclusiveStartKey'] === undefined) return undefined;
  const start = itemOf(input['ExclusiveStartKey'], 'ExclusiveStartKey');
  const wanted = new Set(attributes);
  if (Object.keys(start).length !== wanted.size || [...wanted].some((attribute) => start[attribute] === undefined))
    throw invalid('The provided starting key is invalid');
  return start;
}

function limitOf(input: Input): number {
  const limit = input['Limit'];
  if (limit === undefined) return Infinity;
  if (typeof limit === 'number' && limit >= 1) return limit;
  throw new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${String(limit)}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
}

/** Ends at the limit, and with the item that makes the page as large as it may become. */
function firstPage(items: readonly Item[], limit: number): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item, at) => at + 1 >= limit || (bytes += sizeOf(item)) >= pageBytes);
  return end < 0 ? items : items.slice(0, end + 1);
}
