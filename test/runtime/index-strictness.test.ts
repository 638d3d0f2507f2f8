import { beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

// What the index refuses, as OpenSearch 3.8 does: npm run test:engines says the same of a real one, and thousands of cases more.

const properties = {
  title: { type: 'text', fields: { raw: { type: 'keyword' } } },
  brand: { type: 'keyword' },
  count: { type: 'long' },
  price: { type: 'double' },
  inStock: { type: 'boolean' },
  releasedAt: { type: 'date' },
  maker: { properties: { city: { type: 'keyword' } } },
};

type Dynamic = 'true' | 'false' | 'strict';

function products(dynamic: Dynamic = 'false') {
  const client = clientOf(createWorld({}));
  client.put('/products', { mappings: { dynamic, properties } });
  return client;
}

let shared: { client: ReturnType<typeof clientOf>; dynamic: Dynamic } | undefined;
let filled: ReturnType<typeof clientOf>;

/** An index whose mapping does not grow serves many documents. */
function sharedProducts(dynamic: Dynamic): ReturnType<typeof clientOf> {
  if (shared?.dynamic !== dynamic || dynamic === 'true') shared = { client: products(dynamic), dynamic };
  return shared.client;
}

/** What becomes of a document: the type of its error and of the cause, or nothing where it is taken. */
function problemOf(document: object | string, dynamic: Dynamic = 'false'): string | undefined {
  const [{ error }] = sharedProducts(dynamic).bulk({ index: { _id: 'p1' } }, document);
  return error && [error.type, error.caused_by?.type].filter((type) => type !== undefined).join(' < ');
}

/** Values between bars. */
const listed = (values: string): readonly string[] => values.split('|');

const metadata = 'mapper_parsing_exception < mapper_parsing_exception';
const badName = 'mapper_parsing_exception < illegal_argument_exception';
const misfit = 'mapper_parsing_exception < illegal_argument_exception';
const notNumeric = 'mapper_parsing_exception < input_coercion_exception';
const notText = 'mapper_parsing_exception < illegal_state_exception';
const notAnObject = 'mapper_parsing_exception';

describe('names of attributes', () => {
  it.each(
    listed(
      '_id|_version|_source|_routing|_index|_field_names|_ignored|_seq_no|_nested_path|_feature|' +
        '_data_stream_timestamp',
    ),
  )('%s is a field of the engine, and no attribute', (name) => {
    expect([problemOf({ [name]: 'x' }), problemOf({ [name]: 3 }), problemOf({ [name]: null })]).toEqual([
      metadata,
      metadata,
      metadata,
    ]);
    expect(problemOf({ maker: { [name]: 'x' } })).toBeUndefined();
  });

  it.each(['__typename', '_lastChangedAt', '_type', '_size', '@timestamp', ' ', 'a.', 'constructor', '__proto__'])(
    '%j is a name like others',
    (name) => expect(problemOf(`{${JSON.stringify(name)}:"x"}`)).toBeUndefined(),
  );

  it.each(['', '.', '..', '.hidden', 'a..b', 'a. .b'])('%j is no name, mapped or not', (name) => {
    expect([problemOf({ [name]: 'x' }), problemOf({ maker: { [name]: 'x' } })]).toEqual([badName, badName]);
    expect(problemOf({ unknown: { [name]: 'x' } })).toBeUndefined();
    expect(problemOf({ unknown: { [name]: 'x' } }, 'true')).toBe(badName);
  });

  it('a dot under a field that has a value of its own is refused, also where the mapping does not grow', () => {
    for (const name of ['price.currency', 'title.keyword', 'title.raw', 'maker.city.name', '_id.x'])
      expect([name, problemOf({ [name]: 'x' })]).toEqual([name, notAnObject]);
    expect(problemOf({ 'maker.city': 'Bonn' })).toBeUndefined();
    expect(problemOf({ 'price.currency': null })).toBeUndefined();
  });

  it('a document has fields 20 deep, and lists within lists as deep, where they are mapped', () => {
    const nested = (depth: number) => `{"a":`.repeat(depth) + '1' + '}'.repeat(depth);
    const lists = (depth: number) => `{"brand":${'['.repeat(depth)}"x"${']'.repeat(depth)}}`;
    const tooDeep = 'mapper_parsing_exception < parse_exception';
    expect([20, 21].map((depth) => problemOf(nested(depth), 'true'))).toEqual([undefined, tooDeep]);
    expect([20, 21].map((depth) => problemOf(lists(depth)))).toEqual([undefined, tooDeep]);
    expect(problemOf(nested(100))).toBeUndefined();
  });

  it('an index has 1,000 fields, multi-fields and objects', () => {
    shared = undefined;
    const client = clientOf(createWorld({}));
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, nth) => [`f${nth}`, { type: 'long' }]));
    expect(client.put('/many', { mappings: { properties: fields(1001) } }).body.error.type).toBe(
      'illegal_argument_exception',
    );
    expect(client.put('/products', { mappings: { properties: fields(999) } }).status).toBe(200);
    const [{ error }] = client.bulk({ index: { _id: 'p1' } }, { text: 'two, with its keyword' });
    expect(error.reason).toBe('Limit of total fields [1000] has been exceeded');
    expect(client.bulk({ index: { _id: 'p1' } }, { number: 1 })[0].status).toBe(201);
  });
});

describe('values', () => {
  it.each<[value: string, count: string | undefined, price: string | undefined]>([
    ['9223372036854775807', undefined, undefined],
    ['9223372036854775808', notNumeric, undefined],
    ['-9223372036854775809', notNumeric, undefined],
    ['12345678901234567890123456789012345678', notNumeric, undefined],
    ['4.9', undefined, undefined],
    ['1e309', notNumeric, misfit],
    ['"9223372036854775808"', misfit, undefined],
    ['"7"', undefined, undefined],
    ['""', undefined, undefined],
    ['" 7"', misfit, undefined],
    ['"0x10"', misfit, 'mapper_parsing_exception < number_format_exception'],
    ['"n/a"', misfit, 'mapper_parsing_exception < number_format_exception'],
    ['"NaN"', misfit, misfit],
    ['true', notNumeric, notNumeric],
    ['{"amount":1}', notNumeric, notNumeric],
    ['[1,[2,null]]', undefined, undefined],
  ])('%s as a long and as a double', (value, count, price) => {
    expect([problemOf(`{"count":${value}}`), problemOf(`{"price":${value}}`)]).toEqual([count, price]);
  });

  it.each(
    listed(
      '2024-02-29|2026|2026-01|2026-01-01T|2026-01-01T10|2026-01-01T10:00:00.123456789+02:00|' +
        '2026-01-01T10:00:00,5|2026-01-01T10:00:00+0200|+10000-01-01|7|-1|1767225600000.5',
    ),
  )('%j is a date', (value) => expect(problemOf({ releasedAt: value })).toBeUndefined());

  it.each(
    listed(
      '2025-02-29|2026-02-30|2026-1-1|2026-W01-1|2026-001|20260101T000000Z|10000-01-01||TBD|' +
        '2026-01-01T24:00:00Z|2026-01-01T10:00:60Z|2026-01-01 10:00:00|2026-01-01T10:00:00z|2026-01-01Z|' +
        '2026-01-01T10:00:00.1234567890Z|2026-01-01T10:00:00-23:59|2026-01-01T10:00:00+2|' +
        '9223372036854775808',
    ),
  )('%j is no date', (value) => expect(problemOf({ releasedAt: value })).toBe(misfit));

  it('a number is a date as it is written', () => {
    expect([7, 4.5, -1].map((releasedAt) => problemOf({ releasedAt }))).toEqual([undefined, undefined, undefined]);
    expect(problemOf('{"releasedAt":1.7672256e12}')).toBe(misfit);
  });

  it('an object is no text, no boolean and no date, and a text is no object', () => {
    expect(['title', 'brand', 'inStock', 'releasedAt'].map((field) => problemOf({ [field]: { en: 'x' } }))).toEqual([
      notText,
      notText,
      notNumeric,
      notText,
    ]);
    expect([problemOf({ maker: 'ACME' }), problemOf({ maker: [{ city: 'Ulm' }, 'ACME'] })]).toEqual([
      notAnObject,
      notAnObject,
    ]);
    expect([problemOf({ inStock: 'yes' }), problemOf({ inStock: 1 })]).toEqual([misfit, notNumeric]);
  });

  it('a keyword has at most 32,766 bytes of UTF-8', () => {
    const immense = 'illegal_argument_exception < max_bytes_length_exceeded_exception';
    expect(['k'.repeat(32_766), 'k'.repeat(32_767), 'ä'.repeat(16_384)].map((brand) => problemOf({ brand }))).toEqual([
      undefined,
      immense,
      immense,
    ]);
  });

  it('null for a field that is not mapped is refused where the mapping is strict', () => {
    expect([problemOf({ extra: null }, 'strict'), problemOf({ brand: null }, 'strict')]).toEqual([
      'strict_dynamic_mapping_exception',
      undefined,
    ]);
  });

  it('two types of one new field do not go together', () => {
    expect([problemOf({ x: [1, 2.5] }, 'true'), problemOf({ x: [{ a: 1 }, 2] }, 'true')]).toEqual([
      'illegal_argument_exception',
      'illegal_argument_exception',
    ]);
    expect(problemOf({ x: [1, 2] }, 'true')).toBeUndefined();
  });
});

describe('searches', () => {
  beforeAll(() => {
    filled = products();
    filled.fill({
      a: { count: 4, price: 1.5, releasedAt: '2026-02-28T10:00:00Z', title: "Größe o'neil \u{1f389} 3.5 東京" },
      b: { count: 9223372036854775000, releasedAt: 7, title: 'ΣΊΣΥΦΟΣ well-known a_b' },
    });
  });

  it.each<[query: object, found: string[]]>([
    [{ range: { count: { gt: 3.5 } } }, ['a', 'b']],
    [{ term: { count: 4.5 } }, []],
    [{ range: { count: { lt: 4.5 } } }, ['a']],
    [{ term: { releasedAt: '2026-02-28' } }, ['a']],
    // of a year, and of a month, the first day
    [{ term: { releasedAt: '2026' } }, []],
    [{ term: { releasedAt: '2026-02-28T10:00' } }, ['a']],
    [{ range: { releasedAt: { lte: '2026-02-30' } } }, ['a', 'b']],
    [{ range: { releasedAt: { gt: '2026-02-28' } } }, []],
    [{ match: { title: 'GRÖSSE' } }, []],
    [{ match: { title: 'größe' } }, ['a']],
    [{ match: { title: 'neil' } }, []],
    [{ match: { title: "O'Neil" } }, ['a']],
    [{ match: { title: '\u{1f389}' } }, ['a']],
    [{ match: { title: '3.5' } }, ['a']],
    [{ match: { title: '3' } }, []],
    [{ match: { title: '京' } }, ['a']],
    [{ match: { title: 'σίσυφοσ' } }, ['b']],
    [{ match: { title: 'well' } }, ['b']],
    [{ match: { title: 'a_b' } }, ['b']],
    [{ match: { title: 'a' } }, []],
    [{ exists: { field: '_id' } }, ['a', 'b']],
  ])('%j', (query, found) => {
    expect(filled.found({ query, sort: ['_id'] })).toEqual(found);
  });

  it.each<[query: object, status: number, type: string]>([
    [{ term: { count: '99999999999999999999' } }, 400, 'query_shard_exception'],
    [{ range: { count: { gte: 1e300 } } }, 400, 'query_shard_exception'],
    [{ range: { releasedAt: { gte: '2026-02-30' } } }, 400, 'parse_exception'],
    [{ term: { releasedAt: '2026-01-01T24:00:00Z' } }, 400, 'parse_exception'],
    [{ term: { inStock: '' } }, 400, 'query_shard_exception'],
    [{ match: { count: { query: '7', fuzziness: 'AUTO' } } }, 400, 'query_shard_exception'],
    [{ term: { count: null } }, 400, 'illegal_argument_exception'],
    [{ terms: { count: [1, null] } }, 400, 'parsing_exception'],
    [{ ids: { values: [''] } }, 400, 'query_shard_exception'],
  ])('%j is refused', (query, status, type) => {
    const answer = filled.post('/products/_search', { query });
    expect([answer.status, answer.body.error?.root_cause[0].type]).toEqual([status, type]);
  });

  it('leaves out what cannot match before it looks at what stands beside it', () => {
    const wrong = { match: { count: 'many' } };
    const status = (query: object) => filled.post('/products/_search', { query }).status;
    expect(status({ bool: { must: [{ term: { unknown: 1 } }, wrong] } })).toBe(200);
    expect(status({ bool: { must: [{ match: { unknown: 1 } }, wrong] } })).toBe(400);
  });
});
