import type { Contract, Field, JsonSchema, KeyField, SearchUse, Shape } from './contract.ts';

const searchUses: readonly string[] = ['text', 'facet', 'suggest', 'none'];

/** Keywords of JSON Schema that would change what is valid, and from which no table, index or type can be derived. */
const unsupported =
  'allOf anyOf oneOf not if patternProperties dependentRequired dependentSchemas prefixItems contains multipleOf ' +
  'exclusiveMinimum exclusiveMaximum minItems propertyNames minProperties $dynamicRef';

/** Reads a JSON Schema as the contract of an event, or tells everything that keeps it from being one. */
export function readContract(schema: unknown): Contract | { problems: string[] } {
  const problems: string[] = [];
  const root = objectOf(schema);
  if (!root)
    return {
      problems: [`expected a JSON Schema, which is an object, but this is ${schema === null ? 'null' : typeof schema}`],
    };
  const reader = new Reader(root, problems);
  const title = typeof root['title'] === 'string' ? root['title'].trim() : '';
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (!/^[a-z]/.test(name) || name.length > 40)
    problems.push(
      'title: expected the name of the event, such as "Product": it starts with a letter and has at most 40 characters',
    );
  const shape = reader.shape(root, '');
  const fields = shape?.kind === 'object' ? shape.fields : [];
  if (shape && shape.kind !== 'object') problems.push('type: expected "object"');
  const key = reader.key(fields);
  const timeToLive = reader.timeToLive(fields);
  if (problems.length > 0) return { problems };
  return { name, title, ...described(root), key, ...(timeToLive ? { timeToLive } : {}), fields, schema: root };
}

const objectOf = (value: unknown): JsonSchema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;

const described = (schema: JsonSchema) =>
  typeof schema['description'] === 'string' ? { description: schema['description'] } : {};

class Reader {
  readonly #root: JsonSchema;
  readonly #problems: string[];

  constructor(root: JsonSchema, problems: string[]) {
    this.#root = root;
    this.#problems = problems;
  }

  shape(given: unknown, path: string, depth = 0): Shape | undefined {
    const schema = this.#resolved(given, path);
    if (!schema) return undefined;
    for (const keyword of unsupported.split(' '))
      if (keyword in schema)
        return this.#refuse(
          path,
          `"${keyword}" is not supported: a field has one type and does not depend on other fields`,
        );
    if (depth > 5) return this.#refuse(path, 'is nested more than 5 levels deep');
    const { types, nullable } = this.#types(schema);
    if (types.length !== 1)
      return this.#refuse(path, 'expected one "type", and "null" in addition if the field may be null');
    switch (types[0]) {
      case 'string':
        return this.#string(schema, path, nullable);
      case 'integer':
      case 'number':
        return { kind: types[0], nullable, ...numbers(schema, ['minimum', 'maximum']) };
      case 'boolean':
        return { kind: 'boolean', nullable };
      case 'array': {
        const items = this.shape(schema['items'] ?? {}, `${path}/items`, depth + 1);
        return items && { kind: 'array', nullable, items };
      }
      case 'object':
        return { kind: 'object', nullable, fields: this.#fields(schema, path, depth) };
      default:
        return this.#refuse(
          path,
          `"type": ${JSON.stringify(types[0])} is not supported; expected string, integer, number, boolean, array or object`,
        );
    }
  }

  /** x-stream-key: one or two required fields of the root that DynamoDB can have as a key. */
  key(fields: readonly Field[]): KeyField[] {
    const given = [this.#root['x-stream-key'] ?? []].flat() as unknown[];
    const able = fields.filter(({ shape, required }) => required && !shape.nullable && keyType(shape));
    const allowed =
      able.map(({ name }) => JSON.stringify(name)).join(', ') ||
      'none (a key field is required, and a string or a number)';
    if (given.length < 1 || given.length > 2 || new Set(given).size !== given.length) {
      this.#refuse(
        '',
        `"x-stream-key": expected one or two field names that identify an item, for example ["${able[0]?.name ?? 'id'}"]; fields that can be a key: ${allowed}`,
      );
      return [];
    }
    return given.flatMap((name) => {
      const field = able.find((each) => each.name === name);
      if (!field)
        this.#refuse('', `"x-stream-key": ${JSON.stringify(name)} cannot be a key; fields that can: ${allowed}`);
      return field ? [{ name: field.name, type: keyType(field.shape)! }] : [];
    });
  }

  timeToLive(fields: readonly Field[]): string | undefined {
    const name = this.#root['x-stream-time-to-live'];
    if (name === undefined) return undefined;
    const field = fields.find((each) => each.name === name);
    if (field?.shape.kind !== 'integer' && field?.shape.kind !== 'number')
      return this.#refuse(
        '',
        `"x-stream-time-to-live": ${JSON.stringify(name)} is not a field that holds a number (seconds of Unix time)`,
      );
    return field.name;
  }

  #fields(schema: JsonSchema, path: string, depth: number): Field[] {
    const properties = objectOf(schema['properties']);
    if (!properties || Object.keys(properties).length === 0) {
      this.#refuse(path, 'expected "properties" with at least one field');
      return [];
    }
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const name of required)
      if (!Object.hasOwn(properties, name as string))
        this.#refuse(path, `"required" names ${JSON.stringify(name)}, which "properties" does not define`);
    return Object.entries(properties).flatMap(([name, property]) => {
      const at = `${path}/properties/${name}`;
      if (!/^(?!__proto__$)[A-Za-z][\w-]{0,63}$/.test(name))
        this.#refuse(
          at,
          'a field name starts with a letter and has at most 64 letters, digits, underscores and hyphens',
        );
      if (depth === 0 && name === 'stream')
        this.#refuse(at, '"stream" is reserved: the index keeps its own data about a document there');
      const shape = this.shape(property, at, depth + 1);
      if (!shape) return [];
      const own = this.#resolved(property, at)!;
      return [
        {
          name,
          required: required.has(name),
          shape,
          search: this.#search(own, shape, at),
          ...described(own),
          examples: Array.isArray(own['examples']) ? own['examples'] : [],
        },
      ];
    });
  }

  #search(schema: JsonSchema, shape: Shape, path: string): SearchUse[] {
    const innermost = shape.kind === 'array' ? shape.items : shape;
    const given = schema['x-stream-search'];
    if (given === undefined) return defaultSearch(innermost);
    const uses = [given].flat() as SearchUse[];
    const unknown = uses.find((use) => !searchUses.includes(use));
    if (unknown !== undefined)
      this.#refuse(
        path,
        `"x-stream-search": ${JSON.stringify(unknown)} is not supported; expected ${searchUses.join(', ')}`,
      );
    const textual = innermost.kind === 'string' && !innermost.base64 && !innermost.format?.startsWith('date');
    if (!textual && uses.some((use) => use === 'text' || use === 'suggest'))
      this.#refuse(path, '"x-stream-search": only text can be "text" or "suggest"');
    if (innermost.kind === 'object' && uses.some((use) => use !== 'none'))
      this.#refuse(path, '"x-stream-search": set it on the fields of an object, not on the object');
    return uses.includes('none') ? ['none'] : uses;
  }

  #string(schema: JsonSchema, path: string, nullable: boolean): Shape | undefined {
    const values = schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']]);
    if (
      values !== undefined &&
      !(Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string'))
    )
      return this.#refuse(path, '"enum": expected one or more strings');
    const { format, pattern } = schema;
    if (pattern !== undefined && !validPattern(pattern))
      return this.#refuse(path, `"pattern": ${JSON.stringify(pattern)} is not a regular expression`);
    if (Number(schema['minLength'] ?? 0) > longestMinimum)
      return this.#refuse(
        path,
        `"minLength": ${String(schema['minLength'])} given, expected at most ${longestMinimum}`,
      );
    return {
      kind: 'string',
      nullable,
      base64: schema['contentEncoding'] === 'base64',
      ...(values ? { values: values as string[] } : {}),
      ...(typeof format === 'string' ? { format } : {}),
      ...(typeof pattern === 'string' ? { pattern } : {}),
      ...numbers(schema, ['minLength', 'maxLength']),
    };
  }

  #types(schema: JsonSchema): { types: unknown[]; nullable: boolean } {
    const implied = schema['properties'] ? 'object' : schema['enum'] || schema['const'] !== undefined ? 'string' : [];
    const types = [schema['type'] ?? implied].flat() as unknown[];
    return { types: types.filter((type) => type !== 'null'), nullable: types.includes('null') };
  }

  /** A schema, with a reference into its own $defs followed. */
  #resolved(given: unknown, path: string, seen: readonly string[] = []): JsonSchema | undefined {
    const schema = objectOf(given);
    if (!schema) return this.#refuse(path, 'expected a schema, which is an object');
    const reference = schema['$ref'];
    if (reference === undefined) return schema;
    if (typeof reference !== 'string' || !reference.startsWith('#/'))
      return this.#refuse(path, `"$ref": ${JSON.stringify(reference)} does not point into this schema (#/$defs/…)`);
    if (seen.includes(reference)) return this.#refuse(path, `"$ref": ${reference} refers to itself`);
    const target = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, part) => objectOf(at)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.#root);
    if (target === undefined) return this.#refuse(path, `"$ref": ${reference} does not exist`);
    const { $ref: _, ...beside } = schema;
    const resolved = this.#resolved(target, path, [...seen, reference]);
    return resolved && { ...resolved, ...beside };
  }

  #refuse(path: string, problem: string): undefined {
    this.#problems.push(path ? `${path.slice(1)}: ${problem}` : problem);
  }
}

function keyType(shape: Shape): KeyField['type'] | undefined {
  if (shape.kind === 'string') return shape.base64 ? 'B' : 'S';
  return shape.kind === 'integer' || shape.kind === 'number' ? 'N' : undefined;
}

function defaultSearch(shape: Shape): SearchUse[] {
  if (shape.kind === 'boolean') return ['facet'];
  if (shape.kind !== 'string') return [];
  if (shape.values) return ['facet'];
  return shape.base64 ? ['none'] : shape.format?.startsWith('date') ? [] : ['text'];
}

/** Characters: samples are as long. */
const longestMinimum = 10_000;

const numbers = <K extends string>(schema: JsonSchema, keywords: readonly K[]): { [k in K]?: number } =>
  Object.fromEntries(
    keywords.filter((keyword) => typeof schema[keyword] === 'number').map((keyword) => [keyword, schema[keyword]]),
  ) as { [k in K]?: number };

function validPattern(pattern: unknown): boolean {
  try {
    return Boolean(new RegExp(String(pattern), 'u'));
  } catch {
    return false;
  }
}
