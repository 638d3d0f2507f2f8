import {
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type PutItemCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorld, type GatewayWorld } from './gateway-world.ts';

const TableName = 'products';
let world: GatewayWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const put = (Item: Record<string, AttributeValue>, more: Partial<PutItemCommandInput> = {}) =>
  world.dynamodb.send(new PutItemCommand({ TableName, Item, ...more }));
const update = (id: string, UpdateExpression: string | undefined, more: Partial<UpdateItemCommandInput> = {}) =>
  world.dynamodb.send(new UpdateItemCommand({ TableName, Key: { id: { S: id } }, UpdateExpression, ...more }));
const get = async (id: string) =>
  (await world.dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true }))).Item;

describe('conditions', () => {
  const names = { '#v': 'version', '#o': 'owner' };
  const values: Record<string, AttributeValue> = {
    ':v': { N: '2' },
    ':w': { N: '10' },
    ':o': { S: 'me' },
    ':m': { S: 'm' },
  };
  /** Only the placeholders that the condition has: others are an error. */
  const used = <T>(condition: string, all: Record<string, T>) => {
    const found = Object.entries(all).filter(([placeholder]) => new RegExp(`${placeholder}\\b`).test(condition));
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };
  const putIf = (condition: string, id = 'p1') =>
    put(
      { id: { S: id }, version: { N: '3' } },
      {
        ConditionExpression: condition,
        ExpressionAttributeNames: used(condition, names),
        ExpressionAttributeValues: used(condition, values),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    );
  const stored = {
    id: { S: 'p1' },
    version: { N: '2.0' },
    owner: { S: 'me' },
    nested: { M: { list: { L: [{ N: '2' }] } } },
  };

  // DynamoDB guide, Expressions.OperatorsAndFunctions
  it.each([
    ['attribute_exists(id)', true],
    ['attribute_exists(missing)', false],
    ['attribute_not_exists(missing)', true],
    ['attribute_not_exists(#v)', false],
    ['#v = :v', true],
    ['#v <> :v', false],
    ['missing <> :v', true],
    ['#v < :w', true],
    ['#v > :w', false],
    ['#v <= :v AND #v >= :v', true],
    ['missing < :v', false],
    ['#v < :o', false],
    ['#v = :w OR #o = :o', true],
    ['#v = :w or #v = :v and #o = :m', false],
    ['(#v = :w OR #v = :v) AND #o = :o', true],
    ['NOT #v = :w', true],
    ['#v BETWEEN :v AND :w', true],
    ['#o BETWEEN :v AND :w', false],
    ['#o IN (:m, :o)', true],
    ['#o IN (:m, :v)', false],
    ['begins_with(#o, :m)', true],
    ['begins_with(#v, :m)', false],
    ['nested.list[0] = :v', true],
    ['nested.list[1] = :v', false],
    ['attribute_exists(nested.list[0])', true],
  ])('%s is %s', async (condition, holds) => {
    await put(stored);
    if (holds) await putIf(condition);
    else {
      await expect(putIf(condition)).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        Item: { ...stored, version: { N: '2' } },
      });
    }
    expect((await get('p1'))!['version']).toEqual({ N: holds ? '3' : '2' });
  });

  it('hold of an item that is not there as of one without attributes', async () => {
    await putIf('attribute_not_exists(id)', 'new');
    await expect(putIf('attribute_not_exists(id)', 'new')).rejects.toThrow('The conditional request failed');
    await expect(putIf('#v = :v', 'other')).rejects.toThrow('The conditional request failed');
  });

  it('let no write come between a condition and its write', async () => {
    const key = { id: { S: 'p1' } };
    const count = (before: typeof key & { n?: { N: string } }) => ({
      ...key,
      n: { N: String(Number(before.n?.N ?? 0) + 1) },
    });
    const writes = Array.from({ length: 20 }, () =>
      world.table.update(key, (before) => count((before ?? key) as typeof key)),
    );
    await Promise.all(writes);
    expect(await get('p1')).toEqual({ ...key, n: { N: '20' } });
  });

  it('let one of many writers through', async () => {
    const writers = Array.from({ length: 20 }, () => putIf('attribute_not_exists(id)'));
    const results = await Promise.allSettled(writers);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['#x = :v', 'attribute name: #x'],
    ['#v = :x', 'attribute value: :x'],
    ['#v = ', 'ends too soon'],
    ['#v = :v :v', 'token: ":v"'],
    ['#v ; :v', 'token: "; :v"'],
    ['size(#v) > :v', 'the function size is not modelled'],
    ['contains(#v, :v)', 'the function contains is not modelled'],
  ])('%s is refused', async (condition, message) => {
    await expect(putIf(condition)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('must use all their placeholders', async () => {
    const unused = { ConditionExpression: 'attribute_exists(id)', ExpressionAttributeValues: { ':v': { N: '1' } } };
    await expect(put({ id: { S: 'p1' } }, unused)).rejects.toThrow('unused in expressions: keys: {:v}');
  });
});

describe('updates', () => {
  const stored = {
    id: { S: 'p1' },
    count: { N: '1' },
    name: { S: 'shoe' },
    nested: { M: { list: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] } } },
  };
  const changed = async (expression: string, values: Record<string, AttributeValue> | undefined) => {
    await put(stored);
    await update('p1', expression, { ExpressionAttributeValues: values });
    const { id: _, ...rest } = (await get('p1'))!;
    return rest;
  };
  const { id: _, ...before } = stored;

  it.each<[string, Record<string, AttributeValue> | undefined, object]>([
    ['SET price = :p', { ':p': { N: '9.5' } }, { ...before, price: { N: '9.5' } }],
    ['SET price = count', undefined, { ...before, price: { N: '1' } }],
    ['SET count = count + :n', { ':n': { N: '0.1' } }, { ...before, count: { N: '1.1' } }],
    ['SET count = :n - count', { ':n': { N: '1' } }, { ...before, count: { N: '0' } }],
    [
      'SET count = if_not_exists(count, :n), other = if_not_exists(other, :n)',
      { ':n': { N: '7' } },
      { ...before, other: { N: '7' } },
    ],
    // every value is computed from the item as it was
    ['SET count = :n, copy = count', { ':n': { N: '7' } }, { ...before, count: { N: '7' }, copy: { N: '1' } }],
    [
      'SET nested.list[1] = :s',
      { ':s': { S: 'B' } },
      { ...before, nested: { M: { list: { L: [{ S: 'a' }, { S: 'B' }, { S: 'c' }] } } } },
    ],
    [
      'SET nested.list[9] = :s',
      { ':s': { S: 'd' } },
      { ...before, nested: { M: { list: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'd' }] } } } },
    ],
    [
      'SET nested.list = list_append(nested.list, :l)',
      { ':l': { L: [{ S: 'd' }] } },
      { ...before, nested: { M: { list: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'd' }] } } } },
    ],
    ['REMOVE nested.list[0], nested.list[2]', undefined, { ...before, nested: { M: { list: { L: [{ S: 'b' }] } } } }],
    ['remove name set count = :n', { ':n': { N: '2' } }, { count: { N: '2' }, nested: before.nested }],
    ['REMOVE missing', undefined, before],
  ])('%s', async (expression, values, after) => {
    expect(await changed(expression, values)).toEqual(after);
  });

  it.each([
    ['SET id = :s', 'Cannot update attribute id. This attribute is part of the key'],
    ['SET a.b = :s', 'document path provided in the update expression is invalid'],
    ['SET name = missing', 'refers to an attribute that does not exist'],
    ['SET name = :s, name = :s', 'Two document paths overlap'],
    ['SET nested = :s REMOVE nested.list', 'Two document paths overlap'],
    ['SET name = :s SET count = :s', 'can only be used once'],
    ['SET count = count + :s', 'incorrect data type'],
    ['ADD count :s', 'the section ADD is not modelled'],
  ])('%s is refused, and nothing is written', async (expression, message) => {
    await put(stored);
    const values = { ':s': { S: 'x' } };
    const uses = expression.includes(':s');
    await expect(update('p1', expression, uses ? { ExpressionAttributeValues: values } : {})).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
    expect(await get('p1')).toEqual(stored);
    expect(world.stream.records()).toHaveLength(1);
  });

  it('make an item where there is none, and tell what is asked', async () => {
    const set = { ExpressionAttributeValues: { ':n': { N: '1' } } };
    const returns = async (ReturnValues: UpdateItemCommandInput['ReturnValues']) =>
      (await update('p2', 'SET n = if_not_exists(n, :n) + :n', { ...set, ReturnValues })).Attributes;
    expect(await returns('ALL_OLD')).toBeUndefined();
    expect(await returns('ALL_NEW')).toEqual({ id: { S: 'p2' }, n: { N: '3' } });
    expect(await returns('UPDATED_OLD')).toEqual({ n: { N: '3' } });
    expect(await returns('UPDATED_NEW')).toEqual({ n: { N: '5' } });
    expect(await returns(undefined)).toBeUndefined();
  });

  it('are conditional', async () => {
    const condition = { ConditionExpression: 'attribute_exists(id)', ExpressionAttributeValues: { ':n': { N: '1' } } };
    await expect(update('none', 'SET n = :n', condition)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(world.table.items()).toEqual([]);
  });
});
