import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

const mapped = (properties: object, dynamic: unknown = 'strict') => {
  const client = clientOf(createWorld({}));
  expect(client.put('/products', { mappings: { dynamic, properties } }).status).toBe(200);
  return client;
};

describe('a value that does not fit the mapping', () => {
  it.each<[type: string, value: unknown, cause: string]>([
    ['long', 'cheap', 'For input string: "cheap"'],
    ['long', true, 'Current token (VALUE_TRUE) not numeric'],
    ['long', 9223372036854775808, 'Numeric value (9223372036854776000) out of range of `long`'],
    ['integer', 2147483648, 'Numeric value (2147483648) out of range of `int`'],
    ['integer', '2147483648', 'Value [2147483648] is out of range for an integer'],
    ['double', '1e400', '[double] supports only finite values'],
    ['boolean', 'yes', 'Failed to parse value [yes] as only [true] or [false] are allowed.'],
    [
      'date',
      'yesterday',
      'failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]',
    ],
    ['date', '2026-02-30T00:00:00+25:99', 'failed to parse date field'],
    ['text', { not: 'a text' }, "Can't get text on a START_OBJECT"],
  ])('%s: %j is a 400 of its item', (type, value, cause) => {
    const [item] = mapped({ field: { type } }).bulk({ index: { _id: 'p1' } }, { field: value });
    expect(item).toMatchObject({ status: 400, error: { type: 'mapper_parsing_exception' } });
    expect(item.error.reason).toMatch(
      `failed to parse field [field] of type [${type}] in document with id 'p1'. Preview of field's value:`,
    );
    expect(item.error.caused_by.reason).toContain(cause);
  });

  it('is refused for a name of more than 50,000 characters, also where nothing is indexed', () => {
    const client = mapped({ kept: { type: 'object', enabled: false } });
    const put = (name: string) => client.bulk({ index: { _id: 'p1' } }, { kept: { '': [{ [name]: 1 }] } })[0];
    expect(put('n'.repeat(50_000))).toMatchObject({ status: 201 });
    expect(put('n'.repeat(50_001))).toMatchObject({
      status: 400,
      error: {
        type: 'mapper_parsing_exception',
        reason: 'failed to parse',
        caused_by: { type: 'stream_constraints_exception', reason: expect.stringContaining('Name length (50001)') },
      },
    });
  });

  it.each<[type: string, value: unknown]>([
    ['long', '42'],
    ['long', 42.9],
    ['double', 1e300],
    ['double', ''],
    ['boolean', 'false'],
    ['date', 1767225600000],
    ['date', '2026-01-01'],
    ['date', '2026-01-01T10:00:00.123456Z'],
    ['date', '2026-01-01T10:00:00+01:00'],
    ['keyword', 7],
    ['text', ['several', 'values']],
    ['long', null],
    ['binary', 'aGVsbG8='],
  ])('%s takes %j', (type, value) => {
    expect(mapped({ field: { type } }).bulk({ index: { _id: 'p1' } }, { field: value })[0].status).toBe(201);
  });

  it('is refused in a multi-field too, and as object where a value is mapped', () => {
    const client = mapped({
      code: { type: 'keyword', fields: { number: { type: 'long' } } },
      maker: { properties: { name: { type: 'keyword' } } },
    });
    const [code, maker] = client.bulk(
      { index: { _id: 'p1' } },
      { code: 'x' },
      { index: { _id: 'p2' } },
      { maker: 'ACME' },
    );
    expect(code.error.reason).toContain('field [code.number] of type [long]');
    expect(maker.error.reason).toBe(
      'object mapping for [maker] tried to parse field [maker] as object, but found a concrete value',
    );
  });
});

describe('a field that the mapping does not name', () => {
  it('is refused under dynamic strict', () => {
    const client = mapped({ maker: { properties: { name: { type: 'keyword' } } } });
    const [top, inner] = client.bulk(
      { index: { _id: 'p1' } },
      { colour: 'red' },
      { index: { _id: 'p2' } },
      { maker: { city: 'B' } },
    );
    expect(top.error).toEqual({
      type: 'strict_dynamic_mapping_exception',
      reason: 'mapping set to strict, dynamic introduction of [colour] within [_doc] is not allowed',
    });
    expect(inner.error.reason).toContain('dynamic introduction of [city] within [maker]');
  });

  it('is kept but not searchable under dynamic false', () => {
    const client = mapped({ name: { type: 'keyword' } }, false);
    client.fill({ p1: { name: 'A', colour: 'red', maker: { city: 'B' } } });
    expect(client.get('/products/_doc/p1').body._source.colour).toBe('red');
    expect(client.found({ query: { term: { colour: 'red' } } })).toEqual([]);
  });

  it('is refused under dynamic true when it does not fit the type that OpenSearch would guess', () => {
    const { bulk } = clientOf(createWorld({}));
    const [item] = bulk({ index: { _id: 'p1' } }, '{"exact":12345678901234567890123456789012345678}');
    expect(item.error.reason).toContain('failed to parse field [exact] of type [long]');
  });

  it('is added under dynamic true, with the type that OpenSearch would guess', () => {
    const client = clientOf(createWorld({}));
    client.fill({
      p1: { name: 'Chair', price: 5, weight: 1.5, sold: true, since: '2026-01-01', maker: { city: 'B' } },
    });
    expect(client.get('/products/_mapping').body.products.mappings.properties).toEqual({
      name: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
      price: { type: 'long' },
      weight: { type: 'float' },
      sold: { type: 'boolean' },
      since: { type: 'date' },
      maker: { properties: { city: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } } } },
    });
    expect(client.bulk({ index: { _id: 'p2' } }, { price: 'cheap' })[0].status).toBe(400);
  });
});

describe('a mapping', () => {
  it('keeps the notes of its owner until they are replaced', () => {
    const client = clientOf(createWorld({}));
    client.put('/products', { mappings: { _meta: { exportedAt: 5 } } });
    client.put('/products/_mapping', { properties: { price: { type: 'long' } } });
    const notes = () => client.get('/products/_mapping').body.products.mappings._meta;
    expect(notes()).toEqual({ exportedAt: 5 });
    client.put('/products/_mapping', { _meta: { exportedAt: 6 } });
    expect(notes()).toEqual({ exportedAt: 6 });
  });

  it('grows, and gives back what it was given', () => {
    const client = mapped({ name: { type: 'text' } });
    expect(
      client.put('/products/_mapping', {
        properties: { name: { type: 'text', fields: { raw: { type: 'keyword' } } }, price: { type: 'long' } },
      }).status,
    ).toBe(200);
    expect(client.get('/products/_mapping').body).toEqual({
      products: {
        mappings: {
          dynamic: 'strict',
          properties: { name: { type: 'text', fields: { raw: { type: 'keyword' } } }, price: { type: 'long' } },
        },
      },
    });
  });

  it.each<[object, string]>([
    [{ name: { type: 'keyword' } }, 'mapper [name] cannot be changed from type [text] to [keyword]'],
    [
      { name: { properties: { first: { type: 'text' } } } },
      "can't merge a non object mapping [name] with an object mapping",
    ],
    [{ name: { type: 'text', index: false } }, 'Cannot update parameter [index]'],
  ])('refuses the change %j: 400', (properties, reason) => {
    const answer = mapped({ name: { type: 'text' } }).put('/products/_mapping', { properties });
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'illegal_argument_exception' } } });
    expect(answer.body.error.reason).toContain(reason);
  });

  onlyStandIn.each<[object, string]>([
    [{ place: { type: 'geo_point' } }, 'field type [geo_point] of [place]'],
    [{ name: { type: 'text', analyzer: 'german' } }, 'analyzer [german] of [name]'],
    [{ name: { type: 'text', copy_to: 'all' } }, '[copy_to] in the mapping of [name]'],
    [{ at: { type: 'date', format: 'dd.MM.yyyy' } }, 'date format [dd.MM.yyyy] of [at]'],
  ])('that is not modelled is refused by name: %j', (properties, what) => {
    const answer = clientOf(createWorld({})).put('/products', { mappings: { properties } });
    expect(answer.status).toBe(501);
    expect(answer.body.error.reason).toContain(`${what} is not modelled by the local index`);
  });
});
