import type { Item, Table } from '../types.ts';
import { ServiceError } from '../../../gateway/service-error.ts';
import { itemOf } from './attribute-value.ts';
import { readCondition, type Condition } from './condition.ts';
import { invalid } from './problem.ts';
import { only, projectionOf } from './projection.ts';
import { choice, keyIn, keyOf, onItem, tableOf, text, type Input, type Operation } from './request.ts';
import { Placeholders } from './tokens.ts';
import { readUpdate } from './update.ts';

const expressions = ['ExpressionAttributeNames', 'ExpressionAttributeValues'];
/** What only adds figures to an answer: capacity is not modelled, and an answer without it is complete. */
const figures = ['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'];
const conditional = [
  'ConditionExpression',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
  ...expressions,
  ...figures,
];

export const getItem: Operation = {
  parameters: ['TableName', 'Key', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames', ...figures],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onItem('GetItem', name, input['Key'], tables)],
      async run() {
        const table = tableOf(name, tables);
        const placeholders = placeholdersOf(input);
        const project = projectionOf(input, placeholders);
        placeholders.checkAllUsed();
        const item = await table.read(keyOf(input['Key'], table), { consistent: input['ConsistentRead'] === true });
        return { Item: item && project(item) };
      },
    };
  },
};

export const putItem: Operation = {
  parameters: ['TableName', 'Item', ...conditional],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onItem('PutItem', name, input['Item'], tables)],
      async run() {
        const table = tableOf(name, tables);
        const item = itemOf(input['Item'], 'Item');
        const returns = choice(input, 'ReturnValues', ['NONE', 'ALL_OLD']);
        const placeholders = placeholdersOf(input);
        const before = await write(table, keyIn(item, table), conditionOf(input, placeholders), () => item);
        return returns === 'ALL_OLD' ? { Attributes: before } : {};
      },
    };
  },
};

export const deleteItem: Operation = {
  parameters: ['TableName', 'Key', ...conditional],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onItem('DeleteItem', name, input['Key'], tables)],
      async run() {
        const table = tableOf(name, tables);
        const returns = choice(input, 'ReturnValues', ['NONE', 'ALL_OLD']);
        const placeholders = placeholdersOf(input);
        const before = await write(
          table,
          keyOf(input['Key'], table),
          conditionOf(input, placeholders),
          () => undefined,
        );
        return returns === 'ALL_OLD' ? { Attributes: before } : {};
      },
    };
  },
};

export const updateItem: Operation = {
  parameters: ['TableName', 'Key', 'UpdateExpression', ...conditional],
  plan(input, tables) {
    const name = text(input, 'TableName');
    return {
      iam: [onItem('UpdateItem', name, input['Key'], tables)],
      async run() {
        const table = tableOf(name, tables);
        const key = keyOf(input['Key'], table);
        const returns = choice(input, 'ReturnValues', ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']);
        const placeholders = placeholdersOf(input);
        const update =
          input['UpdateExpression'] === undefined
            ? undefined
            : readUpdate(text(input, 'UpdateExpression'), placeholders);
        const attributes = update?.attributes ?? [];
        const part = table.key.find((attribute) => attributes.includes(attribute));
        if (part !== undefined) {
          throw invalid(
            `One or more parameter values were invalid: Cannot update attribute ${part}. This attribute is part of the key`,
          );
        }
        let after: Item = {};
        const before = await write(table, key, conditionOf(input, placeholders), (item) => {
          after = update?.apply(item ?? key) ?? item ?? key;
          return after;
        });
        const whole = returns.endsWith('OLD') ? before : after;
        if (returns === 'NONE' || !whole) return {};
        return { Attributes: returns.startsWith('ALL') ? whole : only(whole, attributes) };
      },
    };
  },
};

/** Writes when the condition holds; gives what was there before. */
async function write(
  table: Table,
  key: Item,
  { condition, tellItem }: { condition: Condition; tellItem: boolean },
  change: (before: Item | undefined) => Item | undefined,
): Promise<Item | undefined> {
  let old: Item | undefined;
  await table.update(key, (before) => {
    if (!condition(before ?? {})) {
      throw new ServiceError(
        'ConditionalCheckFailedException',
        400,
        'The conditional request failed',
        tellItem && before ? { Item: before } : {},
      );
    }
    old = before;
    return change(before);
  });
  return old;
}

const placeholdersOf = (input: Input): Placeholders =>
  new Placeholders(input['ExpressionAttributeNames'], input['ExpressionAttributeValues']);

/** The condition, once every expression of the request has been read. */
function conditionOf(input: Input, placeholders: Placeholders): { condition: Condition; tellItem: boolean } {
  const expression = input['ConditionExpression'];
  const condition =
    expression === undefined ? () => true : readCondition(text(input, 'ConditionExpression'), placeholders);
  placeholders.checkAllUsed();
  const tellItem = choice(input, 'ReturnValuesOnConditionCheckFailure', ['NONE', 'ALL_OLD']) === 'ALL_OLD';
  return { condition, tellItem };
}
