import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../contract/contract.ts';
import { searchUses } from '../../contract/targets/opensearch/search-uses.ts';
import { deriveItem, derivedText, tryItem } from './derive-item.ts';

const minimal = {
  title: 'Thing',
  type: 'object',
  'x-stream-key': 'id',
  properties: { id: { type: 'string' }, note: { type: 'string' } },
  required: ['id'],
};
/** A schema with a field of this name; `__proto__` as JSON has it. */
const named = (name: string): unknown =>
  JSON.parse(
    JSON.stringify(minimal).replace('"properties":{', `"properties":{${JSON.stringify(name)}:{"type":"string"},`),
  );
const withField = (field: unknown) => ({ ...minimal, properties: { ...minimal.properties, field } });
const problemsOf = (schema: unknown): string[] => {
  const event = tryItem(schema);
  return 'problems' in event ? event.problems : [];
};
const read = (schema: unknown): Contract => deriveItem(schema).contract;
const notesOf = (schema: unknown): string[] => deriveItem(schema).notes;

describe('a contract', () => {
  it('has a name fit for files, a key and fields', () => {
    expect(read({ ...minimal, title: 'Sensor  Reading (v2)' })).toMatchObject({
      name: 'sensor-reading-v2',
      key: ['id'],
      fields: [{ name: 'id', required: true, shape: { kind: 'string' } }, { name: 'note' }],
    });
  });

  it('follows references within itself, and lets what stands beside one add to it', () => {
    const schema = {
      ...withField({ $ref: '#/$defs/short', description: 'mine' }),
      $defs: { short: { $ref: '#/$defs/text' }, text: { type: 'string', maxLength: 3 } },
    };
    expect(read(schema).fields[2]).toMatchObject({ description: 'mine', shape: { kind: 'string', maxLength: 3 } });
  });

  it.each([
    ['text', { type: 'string' }, ['text']],
    ['one of some values', { enum: ['a', 'b'] }, ['facet']],
    ['one value', { const: 'a' }, ['facet']],
    ['a date', { type: 'string', format: 'date' }, []],
    ['bytes', { type: 'string', contentEncoding: 'base64' }, ['none']],
    ['a number', { type: 'number' }, []],
    ['true or false', { type: 'boolean' }, ['facet']],
    ['a list of texts', { type: 'array', items: { type: 'string' } }, ['text']],
    ['what it is told to be', { type: 'string', 'x-stream-search': ['facet', 'suggest'] }, ['facet', 'suggest']],
    ['nothing to search', { type: 'string', 'x-stream-search': ['none', 'text'] }, ['none']],
  ])('searches a field as %s', (_what, field, search) => {
    expect(searchUses(read(withField(field)).fields.at(-1)!)).toEqual(search);
  });

  it.each(['order.schema.json', 'reading.schema.json'])('can be one that users bring: %s', (file) => {
    expect(problemsOf(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')))).toEqual([]);
  });
});

describe('what is no contract', () => {
  it.each([
    [null, 'but this is null'],
    ['x', 'this is string'],
    [[], 'this is object'],
    [{ ...minimal, title: undefined }, 'title: expected the name of the event'],
    [{ ...minimal, title: '7 things' }, 'title: expected the name of the event'],
    [{ ...minimal, type: 'array', items: { type: 'string' } }, 'type: expected "object"'],
    [{ ...minimal, properties: {}, required: [] }, 'with "properties" that describe the fields'],
    [
      { ...minimal, 'x-stream-key': undefined },
      '"x-stream-key" is missing; it is needed for the key of the DynamoDB table and the ids of the OpenSearch documents. Name the fields that identify an event, for example ["id"]; fields that can be a key: "id"',
    ],
    [{ ...minimal, 'x-stream-key': ['id', 'id'] }, 'expected field names that all differ'],
    [{ ...minimal, 'x-stream-key': 'ID' }, '"ID" cannot be a key; fields that can be a key: "id"'],
    [
      { title: 'Thing', type: 'object', properties: { on: { type: 'boolean' } }, 'x-stream-key': 'on' },
      'fields that can be a key: none (a key field is a string or a number)',
    ],
    [{ ...minimal, 'x-stream-time-to-live': 'id' }, '"x-stream-time-to-live": "id" is not a field that holds a number'],
    [withField({ type: 'date' }), 'field: "type": "date" is not supported; expected string, integer'],
    [withField({ type: 'string', pattern: '(' }), '"pattern": "(" is not a regular expression'],
    [withField({ $ref: 'https://x' }), 'field: "$ref": "https://x" is in another document'],
    [withField({ $ref: 'address.json#/city' }), 'with "npx json-refs resolve FILE > bundled.schema.json"'],
    [withField({ $ref: '#/$defs/x' }), '"$ref": #/$defs/x does not exist'],
    [withField({ type: 'number', 'x-stream-search': 'text' }), 'only text can be "text"'],
    [
      withField({ type: 'string', 'x-stream-search': 'fuzzy' }),
      '"fuzzy" is not supported; expected text, facet, suggest, none',
    ],
    [
      withField({ type: 'object', properties: { a: { type: 'string' } }, 'x-stream-search': 'facet' }),
      'set it on the fields of an object',
    ],
    ...['a.b', '_id', '__proto__', 'a*', 'a,b', ' a', 'a ', '', '-a', 'x'.repeat(101)].map(
      (name): [unknown, string] => [named(name), 'Leave the field out of the contract'],
    ),
    [named('stream'), '"stream" is reserved'],
    [withField({ type: 'integer', minimum: 2 ** 60 }), 'beyond what JavaScript reads exactly'],
    [withField({ enum: [2 ** 60, 1] }), 'beyond what JavaScript reads exactly'],
  ])('%j is refused: %s', (schema, problem) => {
    expect(problemsOf(schema).join('\n')).toContain(problem);
  });

  it('is told once how to bring it into one file, after every place', () => {
    const away = { $ref: 'address.json' };
    const schema = {
      ...minimal,
      properties: { ...minimal.properties, home: away, work: { type: 'array', items: away } },
    };
    expect(problemsOf(schema)).toEqual([
      'home: "$ref": "address.json" is in another document',
      'work/items: "$ref": "address.json" is in another document',
      expect.stringContaining('a contract is one file'),
    ]);
  });

  it('is told all that is wrong with it at once', () => {
    expect(problemsOf({ ...withField({ type: 'date' }), title: '', 'x-stream-key': 'no' })).toHaveLength(3);
  });
});

describe('what people have', () => {
  const shapeOf = (field: unknown, more: object = {}) => read({ ...withField(field), ...more }).fields[2]!.shape;
  const text = { kind: 'string', nullable: false, base64: false };
  const address = { $defs: { address: { type: 'object', properties: { city: { type: 'string' } } } } };

  it.each<[string, unknown, object, object?]>([
    ['anyOf with null', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { ...text, nullable: true }],
    [
      'oneOf with null',
      { oneOf: [{ type: 'null' }, { type: 'string', maxLength: 3 }] },
      { nullable: true, maxLength: 3 },
    ],
    ['null among the types', { type: ['string', 'null'] }, { ...text, nullable: true }],
    ['null among the values', { enum: ['a', null] }, { kind: 'string', nullable: true, values: ['a'] }],
    ['nullable', { type: 'string', nullable: true }, { ...text, nullable: true }],
    [
      'a reference or null',
      { anyOf: [{ $ref: '#/$defs/address' }, { type: 'null' }] },
      { kind: 'object', nullable: true },
      address,
    ],
    [
      'allOf of one',
      { allOf: [{ $ref: '#/$defs/address' }], description: 'x' },
      { kind: 'object', nullable: false },
      address,
    ],
    [
      'allOf of several',
      {
        allOf: [
          { type: 'number', minimum: 1 },
          { minimum: 3, maximum: 9 },
        ],
      },
      { kind: 'number', minimum: 3, maximum: 9 },
    ],
    ['constants', { oneOf: [{ const: 'a' }, { const: 'b', title: 'B' }] }, { kind: 'string', values: ['a', 'b'] }],
    ['an integer enumeration', { type: 'integer', enum: [1, 2] }, { kind: 'integer', values: [1, 2] }],
    ['a boolean constant', { const: true }, { kind: 'boolean', values: [true] }],
    ['a number of two types', { type: ['integer', 'number'] }, { kind: 'number' }],
    ['a type that its keywords imply', { minLength: 2 }, { kind: 'string', minLength: 2 }],
    [
      'exclusive bounds',
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 5 },
      { exclusiveMinimum: 0, exclusiveMaximum: 5 },
    ],
    ['exclusive bounds of draft 4', { type: 'number', minimum: 0, exclusiveMinimum: true }, { exclusiveMinimum: 0 }],
    [
      'limits of lists',
      { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
      { kind: 'array', minItems: 1, uniqueItems: true },
    ],
    ['a pattern that is none of Unicode', { type: 'string', pattern: '^[\\w-\\.]+@x$' }, { pattern: '^[\\w-\\.]+@x$' }],
    [
      'an anchor',
      { $ref: '#short' },
      { maxLength: 3 },
      { $defs: { x: { $anchor: 'short', type: 'string', maxLength: 3 } } },
    ],
    [
      'definitions',
      { $ref: '#/definitions/a%20b' },
      { maxLength: 3 },
      { definitions: { 'a b': { type: 'string', maxLength: 3 } } },
    ],
    [
      'a closed object',
      { type: 'object', properties: { a: {} }, additionalProperties: false },
      { kind: 'object', closed: true },
    ],
  ])('is taken: %s', (_what, field, shape, ...more) => {
    expect(shapeOf(field, ...more)).toMatchObject(shape);
  });

  it.each<[string, unknown, string]>([
    ['no type', {}, 'takes any value'],
    ['true', true, 'takes any value'],
    ['several types', { type: ['string', 'object'] }, 'takes values of several types'],
    [
      'several schemas',
      { oneOf: [{ type: 'object', properties: { a: {} } }, { type: 'string' }] },
      'takes values of several schemas',
    ],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }, 'an object of any fields'],
    ['a list of anything', { type: 'array' }, 'a list of anything'],
    ['a tuple', { type: 'array', items: [{ type: 'string' }, { type: 'number' }] }, 'a tuple'],
    ['null alone', { type: 'null' }, 'is always null'],
    ['a contradiction', { allOf: [{ type: 'string' }, { type: 'number' }] }, 'combines schemas that differ in "type"'],
    ['itself', { $ref: '#/properties/field' }, 'refers to itself'],
  ])('is kept, but neither checked nor searched: %s', (_what, field, reason) => {
    const { contract, notes } = deriveItem(withField(field));
    expect(contract.fields[2]).toMatchObject({ shape: { kind: 'free' } });
    expect(searchUses(contract.fields[2]!)).toEqual(['none']);
    expect(notes).toEqual([`kept as they are, but not checked and not searched: field (${reason})`]);
  });

  it('is deeper than an index maps, or has no end: that part is not searched', () => {
    const node = { type: 'object', properties: { name: { type: 'string' }, child: { $ref: '#/$defs/node' } } };
    expect(notesOf({ ...withField({ $ref: '#/$defs/node' }), $defs: { node } })).toEqual([
      'kept as they are, but not checked and not searched: field/child (refers to itself)',
    ]);
    let deep: object = { type: 'object', properties: { leaf: { type: 'string' } } };
    for (let level = 0; level < 6; level++) deep = { type: 'object', properties: { next: deep } };
    expect(notesOf(withField(deep))[0]).toMatch(/next \(nested more than 5 levels deep\)$/);
  });

  it('restricts values by what the check does not know, and is told so', () => {
    const schema = { ...withField({ type: 'object', properties: { a: {} }, minProperties: 1 }), if: {}, then: {} };
    expect(notesOf(schema)).toContain(
      'keywords that the check of an event does not know: the event (if), field (minProperties)',
    );
  });

  it('names fields in any language', () => {
    const names = [
      'größe',
      '名前',
      'First Name',
      '3ds',
      '@type',
      '$ref',
      '__typename',
      'content-type',
      '#text',
      "d'or",
    ];
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const schema = { ...minimal, properties: { ...minimal.properties, ...properties } };
    expect(read(schema).fields.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it('leaves open whether the key is there', () => {
    const properties = { ...minimal.properties, id: { type: ['null', 'string'] } };
    const { contract, notes } = deriveItem({ ...minimal, properties, required: [] });
    expect(contract.fields[0]).toMatchObject({ name: 'id', required: true, shape: { nullable: false } });
    expect(notes).toEqual(['id is taken as required and never null, because "x-stream-key" names it']);
  });

  it('has few examples of its key: more are made, unless there are enough for the tests', () => {
    const samplesWith = (count: number) => {
      const examples = Array.from({ length: count }, (_, nth) => `example-${nth}`);
      const event = deriveItem({ ...minimal, properties: { ...minimal.properties, id: { type: 'string', examples } } });
      return (JSON.parse(derivedText(event, '-samples.json')) as { id: string }[]).map(({ id }) => id);
    };
    expect(samplesWith(1).slice(0, 3)).toEqual(['example-0', 'thing-1002', 'thing-1003']);
    expect(samplesWith(1)).toHaveLength(40);
    expect(samplesWith(8)).toHaveLength(8);
  });

  it('demands a field that it does not describe', () => {
    expect(read({ ...minimal, required: ['id', 'other'] }).fields[2]).toMatchObject({ name: 'other', required: true });
  });

  it('has a reference at its root', () => {
    const { title, 'x-stream-key': key, ...thing } = minimal;
    expect(read({ $ref: '#/definitions/thing', title, 'x-stream-key': key, definitions: { thing } }).key).toHaveLength(
      1,
    );
  });
});
