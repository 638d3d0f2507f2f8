import { expect, it } from '@jest/globals';
import { deleteItem, getItem, putItem, updateItem } from '../../runtime/services/dynamodb/api/item-operations.ts';
import type { Tables } from '../../runtime/services/dynamodb/api/request.ts';

const tables = {
  account: '111122223333',
  region: 'eu-west-1',
  table: (name: string) => (name === 'items' ? { key: ['id', 'at'] } : undefined),
  stream: () => undefined,
} as unknown as Tables;

const item = { at: { N: '1' }, id: { S: 'canary' } };

// Service authorization reference, DynamoDB, dynamodb:LeadingKeys
it.each([
  ['GetItem', getItem, { Key: item }],
  ['PutItem', putItem, { Item: item }],
  ['UpdateItem', updateItem, { Key: item }],
  ['DeleteItem', deleteItem, { Key: item }],
])('%s tells IAM the partition key of the item', (name, { plan }, input) => {
  expect(plan({ TableName: 'items', ...input }, tables).iam).toEqual([
    {
      action: `dynamodb:${name}`,
      resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/items',
      context: { 'dynamodb:LeadingKeys': 'canary' },
    },
  ]);
});

it('tells nothing of a table that is not there, or of an item without its key', () => {
  const context = (TableName: string, Item: object) => putItem.plan({ TableName, Item }, tables).iam[0]!.context;
  expect(context('others', item)).toBeUndefined();
  expect(context('items', { at: { N: '1' } })).toBeUndefined();
});
