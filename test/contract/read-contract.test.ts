import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../templates/project/contract/derive/contract.ts';
import { readContract } from '../../templates/project/contract/derive/read-contract.ts';

const minimal = {
  title: 'Thing',
  type: 'object',
  'x-stream-key': 'id',
  properties: { id: { type: 'string' } },
  required: ['id'],
};
const withField = (field: unknown) => ({ ...minimal, properties: { ...minimal.properties, field } });
const problemsOf = (schema: unknown): string[] => {
  const contract = readContract(schema);
  return 'problems' in contract ? contract.problems : [];
};
const read = (schema: unknown): Contract => {
  const contract = readContract(schema);
  if ('problems' in contract) throw new Error(contract.problems.join('\n'));
  return contract;
};

describe('a contract', () => {
  it('has a name fit for files, a key and fields', () => {
    expect(read({ ...minimal, title: 'Sensor  Reading (v2)' })).toMatchObject({
      name: 'sensor-reading-v2',
      key: [{ name: 'id', type: 'S' }],
      fields: [{ name: 'id', required: true, search: ['text'], shape: { kind: 'string' } }],
    });
  });

  it('follows references within itself, and lets what stands beside one add to it', () => {
    const schema = {
      ...withField({ $ref: '#/$defs/short', description: 'mine' }),
      $defs: { short: { $ref: '#/$defs/text' }, text: { type: 'string', maxLength: 3 } },
    };
    expect(read(schema).fields[1]).toMatchObject({ description: 'mine', shape: { kind: 'string', maxLength: 3 } });
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
    expect(read(withField(field)).fields[1]!.search).toEqual(search);
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
    [{ ...minimal, properties: {} }, 'expected "properties" with at least one field'],
    [{ ...minimal, required: ['id', 'other'] }, '"required" names "other"'],
    [{ ...minimal, 'x-stream-key': undefined }, 'for example ["id"]; fields that can be a key: "id"'],
    [{ ...minimal, 'x-stream-key': ['id', 'id'] }, 'one or two field names'],
    [{ ...minimal, 'x-stream-key': 'ID' }, '"ID" cannot be a key; fields that can: "id"'],
    [{ ...minimal, required: [] }, 'fields that can: none (a key field is required'],
    [{ ...minimal, 'x-stream-time-to-live': 'id' }, '"x-stream-time-to-live": "id" is not a field that holds a number'],
    [withField({}), 'properties/field: expected one "type"'],
    [withField({ type: 'date' }), 'properties/field: "type": "date" is not supported; expected string, integer'],
    [withField({ type: ['string', 'number'] }), 'properties/field: expected one "type"'],
    [withField({ anyOf: [{ type: 'string' }] }), 'properties/field: "anyOf" is not supported'],
    [withField({ type: 'array' }), 'properties/field/items: expected one "type"'],
    [withField({ type: 'string', pattern: '(' }), '"pattern": "(" is not a regular expression'],
    [withField({ enum: [1, 2] }), '"enum": expected one or more strings'],
    [withField({ $ref: 'https://x' }), '"$ref": "https://x" does not point into this schema'],
    [withField({ $ref: '#/$defs/x' }), '"$ref": #/$defs/x does not exist'],
    [{ ...withField({ $ref: '#/$defs/x' }), $defs: { x: { $ref: '#/$defs/x' } } }, 'refers to itself'],
    [withField({ type: 'number', 'x-stream-search': 'text' }), 'only text can be "text"'],
    [
      withField({ type: 'string', 'x-stream-search': 'fuzzy' }),
      '"fuzzy" is not supported; expected text, facet, suggest, none',
    ],
    [
      withField({ type: 'object', properties: { a: { type: 'string' } }, 'x-stream-search': 'facet' }),
      'set it on the fields of an object',
    ],
    [
      { ...minimal, properties: { ...minimal.properties, 'a.b': { type: 'string' } } },
      'a field name starts with a letter',
    ],
    [{ ...minimal, properties: { ...minimal.properties, stream: { type: 'string' } } }, '"stream" is reserved'],
    [
      JSON.parse(
        '{"title":"T","type":"object","x-stream-key":"id","required":["id"],"properties":{"id":{"type":"string"},"__proto__":{"type":"string"}}}',
      ),
      'a field name starts with a letter',
    ],
  ])('%j is refused: %s', (schema, problem) => {
    expect(problemsOf(schema).join('\n')).toContain(problem);
  });

  it('is nested too deep, or refers to itself through its fields', () => {
    const recursive = {
      ...withField({ $ref: '#/$defs/node' }),
      $defs: { node: { type: 'object', properties: { child: { $ref: '#/$defs/node' } } } },
    };
    expect(problemsOf(recursive).join('\n')).toContain('more than 5 levels');
  });

  it('is told all that is wrong with it at once', () => {
    expect(problemsOf({ ...withField({ type: 'date' }), title: '', 'x-stream-key': 'no' })).toHaveLength(3);
  });
});
