import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { failuresIn, objectsIn, parquet, rowsIn, startDelivery, sumOf } from './firehose-world.ts';
import { StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const columns = {
  id: 'string',
  code: 'varchar(3)',
  fine: 'boolean',
  small: 'int',
  large: 'bigint',
  rough: 'double',
  price: 'decimal(38,2)',
  at: 'timestamp',
  day: 'date',
  raw: 'binary',
};
const full = {
  id: 'äß€😀',
  code: 'abcdef',
  fine: true,
  small: -7,
  large: '9007199254740993',
  rough: 0.25,
  price: '123456789012345678901234567890123456.78',
  at: '2026-01-05T07:08:09.123456Z',
  day: '2026-01-05',
  raw: Buffer.from([0, 255]).toString('base64'),
};

async function delivered(texts: readonly string[], to: Readonly<Record<string, unknown>> = parquet(columns)) {
  const stack = await startDelivery(world, { to: { Prefix: 'good/', ErrorOutputPrefix: 'bad/', ...to } });
  for (const text of texts) stack.find('deliveryStream').put(text);
  await stack.settled();
  return stack;
}

describe('Firehose guide, record-format-conversion', () => {
  it('writes Parquet that a reader of the format opens, with the types of the Glue table', async () => {
    const stack = await delivered([JSON.stringify(full), '{"id":"empty"}']);
    const [object] = stack.find('bucket', 'lake').contents('good/');
    expect(object!.key).toMatch(/^good\/\d{4}\/\d\d\/\d\d\/\d\d\/events-1-[\d-]{19}-[0-9a-f-]{36}\.parquet$/);
    const rows = await parquetReadObjects({ file: Uint8Array.from(object!.body).buffer, utf8: false });
    expect(rows).toEqual(rowsIn(stack));
    expect(rows).toEqual([
      {
        id: 'äß€😀',
        code: 'abc',
        fine: true,
        small: -7,
        large: 9007199254740993n,
        rough: 0.25,
        price: expect.closeTo(1.2345678901234568e35, -25),
        at: new Date('2026-01-05T07:08:09.123Z'),
        day: new Date('2026-01-05'),
        raw: new Uint8Array([0, 255]),
      },
      { ...Object.fromEntries(Object.keys(columns).map((name) => [name, null])), id: 'empty' },
    ]);
  });

  it('"{"a":1}{"b":1}" is right: a record may hold several documents', async () => {
    const stack = await delivered(['{"id":"}{"}{"id":"b"}\n{"id":"\\"c"}\n']);
    expect(rowsIn(stack).map(({ id }) => id)).toEqual(['}{', 'b', '"c']);
  });

  it('drops attributes that the table does not have, and reads keys in any case', async () => {
    const stack = await delivered(['{"ID":"a","other":{"x":1}}']);
    expect(rowsIn(stack)).toMatchObject([{ id: 'a' }]);
    expect(rowsIn(stack)[0]).not.toHaveProperty('other');
  });

  it('goes by the keys that the deserializer is given', async () => {
    const openX = { ColumnToJsonKeyMappings: { id: 'product.id' }, CaseInsensitive: false };
    const stack = await delivered(['{"product.id":"a"}'], parquet(columns, openX));
    expect(rowsIn(stack)).toMatchObject([{ id: 'a' }]);
  });

  it.each([
    ['2026-01-05T07:08:09Z', 0],
    ['2026-1-5 07:08:09.5', 500],
    [1767596889, 0],
    [1767596889500, 500],
    [1767596889.5, 500],
  ])('reads the timestamp %s', async (at, millis) => {
    const stack = await delivered([JSON.stringify({ at })]);
    expect(rowsIn(stack)[0]!['at']).toEqual(new Date(Date.UTC(2026, 0, 5, 7, 8, 9, millis)));
  });

  it('keeps lists', async () => {
    const stack = await delivered(['{"tags":["a","b"]}', '{"tags":[]}', '{}'], parquet({ tags: 'array<string>' }));
    const [object] = stack.find('bucket', 'lake').contents('good/');
    const rows = await parquetReadObjects({ file: Uint8Array.from(object!.body).buffer });
    expect(rows).toEqual([{ tags: ['a', 'b'] }, { tags: [] }, { tags: undefined }]);
  });
});

describe('Firehose guide, record-format-conversion-error-handling', () => {
  it.each([
    ['no JSON', 'x', 'Encountered malformed JSON'],
    ['an array', '[{"id":"a"}]', 'Encountered malformed JSON'],
    ['a text for a number', '{"small":"many"}', 'does not match the schema'],
    ['an object for a text', '{"id":{"S":"a"}}', 'does not match the schema'],
    ['no timestamp', '{"at":"yesterday"}', 'does not match the schema'],
    ['too many digits', `{"price":"1${'0'.repeat(36)}"}`, 'a decimal of 38 digits'],
  ])('writes a record that is %s to the error prefix, and no other', async (_, text, message) => {
    const stack = await delivered([text, '{"id":"good"}']);
    expect(rowsIn(stack)).toMatchObject([{ id: 'good' }]);
    const [failure, ...more] = failuresIn(stack, 'bad/format-conversion-failed/');
    expect(more).toEqual([]);
    expect(failure).toMatchObject({
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      lastErrorCode: 'DataFormatConversion.ParseError',
      lastErrorMessage: expect.stringContaining(message),
      rawData: Buffer.from(text).toString('base64'),
      dataCatalogTable: { databaseName: 'lake', tableName: 'events', region: 'eu-west-1' },
    });
    expect([sumOf(stack, 'SucceedConversion.Records'), sumOf(stack, 'FailedConversion.Records')]).toEqual([1, 1]);
  });

  it('writes no object of good records where there are none', async () => {
    expect(Object.keys(objectsIn(await delivered(['x']), 'good/'))).toEqual([]);
  });
});
