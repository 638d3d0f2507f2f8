import { PutItemCommand, QueryCommand, type AttributeValue, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorld, type GatewayWorld } from './gateway-world.ts';
import { always } from './world.ts';

const TableName = 'pairs';
const tableArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/pairs';
let world: GatewayWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const put = (shop: string, number: string, more: Record<string, AttributeValue> = {}) =>
  world.dynamodb.send(new PutItemCommand({ TableName, Item: { shop: { S: shop }, number: { N: number }, ...more } }));
const ask = (more: Partial<QueryCommandInput>) => world.dynamodb.send(new QueryCommand({ TableName, ...more }));
const numbers = (items: readonly Record<string, AttributeValue>[] = []) => items.map(({ number }) => number!.N);
const ofShop = (condition = '', values: Record<string, AttributeValue> = {}): Partial<QueryCommandInput> => ({
  KeyConditionExpression: `shop = :shop${condition}`,
  ExpressionAttributeValues: { ':shop': { S: 'a' }, ...values },
});

describe('a query of a table', () => {
  beforeEach(async () => {
    for (const number of ['10', '9', '-1', '2']) await put('a', number);
    await put('b', '3');
  });

  // DynamoDB guide, Query: results are in the order of the sort key, as numbers where it is a number
  it('gives one partition in the order of the sort key, from either end', async () => {
    expect(numbers((await ask(ofShop())).Items)).toEqual(['-1', '2', '9', '10']);
    expect(numbers((await ask({ ...ofShop(), ScanIndexForward: false })).Items)).toEqual(['10', '9', '2', '-1']);
    expect(world.iam.at(-1)).toEqual({ action: 'dynamodb:Query', resource: tableArn });
  });

  it.each([
    [' AND number = :n', ['9']],
    [' AND number < :n', ['-1', '2']],
    [' AND number <= :n', ['-1', '2', '9']],
    [' AND number > :n', ['10']],
    [' AND (number >= :n)', ['9', '10']],
  ])('takes%s', async (condition, found) => {
    expect(numbers((await ask(ofShop(condition, { ':n': { N: '9' } }))).Items)).toEqual(found);
  });

  it('takes BETWEEN with names that stand for others, in whatever order', async () => {
    const between = {
      KeyConditionExpression: '#n BETWEEN :low AND :high AND #s = :shop',
      ExpressionAttributeNames: { '#n': 'number', '#s': 'shop' },
      ExpressionAttributeValues: { ':shop': { S: 'a' }, ':low': { N: '0' }, ':high': { N: '9' } },
    };
    expect(numbers((await ask(between)).Items)).toEqual(['2', '9']);
  });

  // DynamoDB guide, Query.Pagination: LastEvaluatedKey is there until nothing is left to be read
  it('goes on from page to page', async () => {
    const seen: unknown[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ ...ofShop(), Limit: 3, ExclusiveStartKey: start });
      seen.push(numbers(page.Items));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(seen).toEqual([['-1', '2', '9'], ['10']]);
  });

  // DynamoDB guide, Query.FilterExpression: a filter is applied after the limit, and the read items are counted
  it('filters what a page has', async () => {
    const filtered = {
      ...ofShop('', { ':odd': { N: '9' } }),
      FilterExpression: 'number = :odd',
      Limit: 2,
    };
    await expect(ask({ ...filtered, FilterExpression: 'shop = :shop AND number = :odd' })).resolves.toMatchObject({
      Count: 0,
      ScannedCount: 2,
      LastEvaluatedKey: { number: { N: '2' } },
    });
  });

  // DynamoDB guide, Query.Pagination: one page has 1 MB at most
  it('ends a page with 1 MB', async () => {
    for (const number of ['20', '21', '22', '23']) await put('c', number, { big: { S: 'x'.repeat(390_000) } });
    const page = await ask({
      KeyConditionExpression: 'shop = :shop',
      ExpressionAttributeValues: { ':shop': { S: 'c' } },
    });
    expect([numbers(page.Items), page.LastEvaluatedKey?.['number']]).toEqual([['20', '21', '22'], { N: '22' }]);
  });

  it.each([
    [{ KeyConditionExpression: 'number = :shop' }, 'Query condition missed key schema element: shop'],
    [{ KeyConditionExpression: 'shop > :shop' }, 'Query key condition not supported'],
    [{ KeyConditionExpression: 'shop = :shop AND label = :shop' }, 'Query condition missed key schema element: number'],
    [{ KeyConditionExpression: 'shop <> :shop' }, 'Syntax error; token: "<>"'],
    [{ KeyConditionExpression: 'shop = :shop OR shop = :shop' }, 'Syntax error; token: "OR"'],
    [{ ...ofShop('', { ':more': { N: '1' } }) }, 'unused in expressions: keys: {:more}'],
    [{ ...ofShop(), Limit: 0 }, 'greater than or equal to 1'],
    [{ ...ofShop(), IndexName: 'none' }, 'The table does not have the specified index: none'],
    [{ ...ofShop(), ExclusiveStartKey: { shop: { S: 'a' } } }, 'The provided starting key is invalid'],
    [{ ...ofShop(' AND number = :s', { ':s': { S: '9' } }) }, undefined],
    [{ ...ofShop(' AND number > :s', { ':s': { S: '9' } }) }, 'Condition parameter type does not match schema type'],
    [{ ...ofShop(' AND begins_with(number, :s)', { ':s': { S: '9' } }) }, 'Condition parameter type'],
  ])('refuses %j', async (input, message) => {
    const asked = ask({ ExpressionAttributeValues: { ':shop': { S: 'a' } }, ...input });
    if (message === undefined) await expect(asked).resolves.toMatchObject({ Count: 0 });
    else await expect(asked).rejects.toThrow(message);
  });
});

describe('a query of a global secondary index', () => {
  const ofShelf = {
    IndexName: 'byPrice',
    KeyConditionExpression: 'shelf = :shelf AND price <= :most',
    ExpressionAttributeValues: { ':shelf': { N: '1' }, ':most': { N: '5' } },
  };
  const shelf = (price: string): Record<string, AttributeValue> => ({
    shelf: { N: '1' },
    price: { N: price },
    label: { S: 'red' },
    rest: { S: '-' },
  });

  // DynamoDB guide, GSI: an index has the items with its key, and of them what is projected
  it('gives items that have its key, with what is projected', async () => {
    await put('a', '1', shelf('5'));
    await put('b', '2', shelf('3'));
    await put('b', '3', shelf('6'));
    await put('c', '4', { shelf: { N: '1' } });
    const { Items } = await ask(ofShelf);
    expect(numbers(Items)).toEqual(['2', '1']);
    expect(Object.keys(Items![0]!).toSorted()).toEqual(['label', 'number', 'price', 'shelf', 'shop']);
    expect(world.iam.at(-1)).toEqual({ action: 'dynamodb:Query', resource: `${tableArn}/index/byPrice` });
  });

  it('tells items of one place apart from page to page', async () => {
    for (const number of ['1', '2', '3']) await put('a', number, shelf('4'));
    const first = await ask({ ...ofShelf, Limit: 2 });
    const second = await ask({ ...ofShelf, Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey });
    expect([numbers(first.Items), numbers(second.Items)]).toEqual([['1', '2'], ['3']]);
    expect(Object.keys(first.LastEvaluatedKey!).toSorted()).toEqual(['number', 'price', 'shelf', 'shop']);
  });

  it('is never consistent', async () => {
    await expect(ask({ ...ofShelf, ConsistentRead: true })).rejects.toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });
});

describe('what strikes a query', () => {
  it('may show items as they were before, which a consistent one does not', async () => {
    await world.close();
    world = await startWorld({ rules: always({ 'table.read-stale': Infinity }) });
    await put('a', '1');
    expect(numbers((await ask(ofShop())).Items)).toEqual([]);
    expect(numbers((await ask({ ...ofShop(), ConsistentRead: true })).Items)).toEqual(['1']);
  });

  it('may throttle it', async () => {
    await world.close();
    world = await startWorld({ rules: always({ 'table.read-throttled': 3 }) });
    await expect(ask(ofShop())).rejects.toThrow('provisioned throughput');
  });
});
