import type { ListLimits, NumberLimits } from '../check.ts';
import type { Field, JsonSchema, SearchUse, Shape, TextLimits } from './contract.ts';
import { objectOf, type SchemaResolver } from './effective-schema.ts';
import { nameProblem } from './field-name.ts';
import { compiledPattern } from './pattern.ts';

/** A shape, and the schema it was read from, for what stands in it besides. */
interface Read {
  shape: Shape;
  schema: JsonSchema;
}

/** Reads schemas as the shapes of values, and collects what is wrong with them, and what they are not used for. */
export class ShapeReader {
  readonly problems: string[] = [];
  /** Path -> why its values are not searched. */
  readonly notSearched = new Map<string, string>();
  /** Path -> keywords that the derived check does not know. */
  readonly notChecked = new Map<string, readonly string[]>();
  /** Paths of `examples` that JavaScript cannot read exactly. */
  readonly leftOut: string[] = [];
  readonly #resolver: SchemaResolver;
  /** Levels of objects and lists that are read as they are; deeper parts are free. */
  readonly #deepest: number;

  /** How many more parts are read for their samples: schemas that refer to one another have no end of them. */
  readonly #likes: { left: number };

  constructor(resolver: SchemaResolver, levels = deepest, likes = { left: mostLikes }) {
    this.#resolver = resolver;
    this.#deepest = levels;
    this.#likes = likes;
  }

  read(given: unknown, path: string, depth = 0, refs: readonly string[] = []): Read | undefined {
    const effective = this.#resolver.effective(given, refs);
    if ('problem' in effective) return this.#refuse(path, effective.problem);
    if ('free' in effective) return this.#free(effective, effective.free, effective.like, path, depth);
    const { schema, nullable, unchecked } = effective;
    const type = typeOf(schema);
    if ('problem' in type) return this.#refuse(path, type.problem);
    if ('free' in type) return this.#free(effective, type.free, type.like, path, depth);
    if (depth > this.#deepest && (type.type === 'object' || type.type === 'array'))
      return this.#free(effective, `nested more than ${this.#deepest} levels deep`, schema, path, depth);
    if (unchecked.length > 0) this.notChecked.set(path, unchecked);
    const shape = this.#shape(type.type, schema, path, depth, effective.refs);
    return shape && { shape: { ...shape, nullable }, schema };
  }

  fields(schema: JsonSchema, path: string, depth: number, refs: readonly string[]): Field[] {
    const properties = objectOf(schema['properties']) ?? {};
    const required = new Set(Array.isArray(schema['required']) ? (schema['required'] as unknown[]) : []);
    const listed = Object.entries(properties).filter(([, property]) => property !== false);
    // a field that is only demanded has no description: it takes any value
    const demanded = [...required]
      .filter((name): name is string => typeof name === 'string' && !Object.hasOwn(properties, name))
      .map((name) => [name, true] as const);
    return [...listed, ...demanded].flatMap(([name, property]) => {
      const at = path === '' ? name : `${path}/${name}`;
      const problem = nameProblem(name, depth === 0);
      if (problem) this.#refuse(at, problem);
      const read = this.read(property, at, depth + 1, refs);
      if (!read) return [];
      const { shape, schema: own } = read;
      const description = own['description'];
      return [
        {
          name,
          required: required.has(name),
          shape,
          search: this.#search(own, shape, at),
          ...(typeof description === 'string' ? { description } : {}),
          examples: this.#examples(own, at),
        },
      ];
    });
  }

  #free(
    { nullable, refs, schema }: { nullable: boolean; refs: readonly string[]; schema: JsonSchema },
    because: string,
    like: unknown,
    path: string,
    depth: number,
  ): Read {
    this.notSearched.set(path, because);
    const shape: Shape = { kind: 'free', nullable, ...valuesOf(schema) };
    if (like === undefined || this.#likes.left <= 0) return { shape, schema };
    this.#likes.left--;
    // another reader: what it has to say about one of several schemas is not said of the part
    const reader = new ShapeReader(this.#resolver, deepest + sampledLevels, this.#likes);
    const read = reader.read(like, path, depth, refs);
    return { shape: read ? { ...shape, like: read.shape } : shape, schema };
  }

  #shape(type: string, schema: JsonSchema, path: string, depth: number, refs: readonly string[]): Shape | undefined {
    const nullable = false;
    switch (type) {
      case 'string':
        return this.#string(schema, path);
      case 'integer':
      case 'number':
        return { kind: type, nullable, ...this.#numberLimits(schema, path) };
      case 'boolean':
        return { kind: 'boolean', nullable, ...valuesOf(schema) };
      case 'array': {
        if (schema['items'] === undefined || Array.isArray(schema['items']) || schema['prefixItems'])
          return this.#freeList(schema, path);
        const items = this.read(schema['items'], `${path}/items`, depth + 1, refs)?.shape;
        if (items?.kind === 'free') {
          this.notSearched.set(path, this.notSearched.get(`${path}/items`)!);
          this.notSearched.delete(`${path}/items`);
          return { kind: 'free', nullable, like: { kind: 'array', nullable, items, ...listLimits(schema) } };
        }
        return items && { kind: 'array', nullable, items, ...listLimits(schema) };
      }
      default: {
        const fields = this.fields(schema, path, depth, refs);
        if (fields.length === 0) {
          this.notSearched.set(path, 'an object of any fields');
          return { kind: 'free', nullable, like: { kind: 'object', nullable, fields, closed: false } };
        }
        return { kind: 'object', nullable, fields, closed: schema['additionalProperties'] === false };
      }
    }
  }

  #freeList(schema: JsonSchema, path: string): Shape {
    const isTuple = schema['items'] !== undefined || schema['prefixItems'] !== undefined;
    this.notSearched.set(path, isTuple ? 'a tuple' : 'a list of anything');
    // the entries of a tuple have shapes of their own: an empty one keeps all of them
    if (isTuple && !schema['minItems']) return { kind: 'free', nullable: false, values: [[]] };
    const items: Shape = { kind: 'string', nullable: false, base64: false };
    return { kind: 'free', nullable: false, like: { kind: 'array', nullable: false, items, ...listLimits(schema) } };
  }

  #string(schema: JsonSchema, path: string): Shape | undefined {
    const { format, pattern } = schema;
    if (pattern !== undefined && !compiledPattern(pattern))
      return this.#refuse(path, `"pattern": ${JSON.stringify(pattern)} is not a regular expression of JavaScript`);
    if (Number(schema['minLength'] ?? 0) > longestMinimum)
      return this.#refuse(
        path,
        `"minLength": ${String(schema['minLength'])} given, expected at most ${longestMinimum}`,
      );
    return {
      kind: 'string',
      nullable: false,
      base64: schema['contentEncoding'] === 'base64',
      ...(valuesOf(schema) as Pick<TextLimits, 'values'>),
      ...(typeof format === 'string' ? { format } : {}),
      ...(typeof pattern === 'string' ? { pattern } : {}),
      ...numbers(schema, ['minLength', 'maxLength']),
    };
  }

  #numberLimits(schema: JsonSchema, path: string): NumberLimits {
    const limits: NumberLimits = numbers(schema, [
      ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
    ]);
    // draft 4: the bound itself is left out
    for (const [exclusive, bound] of [
      ['exclusiveMinimum', 'minimum'] as const,
      ['exclusiveMaximum', 'maximum'] as const,
    ])
      if (schema[exclusive] === true && limits[bound] !== undefined) {
        limits[exclusive] = limits[bound];
        delete limits[bound];
      }
    const values = valuesOf(schema) as Pick<NumberLimits, 'values'>;
    const least = limits.minimum ?? limits.exclusiveMinimum ?? 0;
    if ([...(values.values ?? []), Math.max(least, 0)].some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER))
      this.#refuse(
        path,
        'its values are beyond what JavaScript reads exactly (2^53 - 1), so no samples can be made. Describe it as a string, or leave the bound out',
      );
    return { ...limits, ...values };
  }

  #examples(schema: JsonSchema, path: string): unknown[] {
    const given = [schema['examples'] ?? (schema['example'] === undefined ? [] : [schema['example']])].flat(1);
    const exact = given.filter((example) => !isInexact(example));
    if (exact.length < given.length) this.leftOut.push(path);
    return exact;
  }

  #search(schema: JsonSchema, shape: Shape, path: string): SearchUse[] {
    const innermost = shape.kind === 'array' ? shape.items : shape;
    const given = schema['x-stream-search'];
    if (innermost.kind === 'free') return ['none'];
    if (given === undefined) return defaultSearch(innermost);
    const uses = [given].flat() as SearchUse[];
    const unknown = uses.find((use) => !searchUses.includes(use));
    if (unknown !== undefined)
      this.#refuse(
        path,
        `"x-stream-search": ${JSON.stringify(unknown)} is not supported; expected ${searchUses.join(', ')}`,
      );
    const textual = innermost.kind === 'string' && !innermost.base64 && !isDate(innermost.format);
    if (!textual && uses.some((use) => use === 'text' || use === 'suggest'))
      this.#refuse(path, '"x-stream-search": only text can be "text" or "suggest"');
    if (innermost.kind === 'object' && uses.some((use) => use !== 'none'))
      this.#refuse(path, '"x-stream-search": set it on the fields of an object, not on the object');
    return uses.includes('none') ? ['none'] : uses;
  }

  #refuse(path: string, problem: string): undefined {
    this.problems.push(path ? `${path}: ${problem}` : problem);
  }
}

/** Levels of objects and lists that an index maps; deeper parts are stored. */
const deepest = 5;
/** Levels below those of which samples are made all the same. */
const sampledLevels = 5;
const mostLikes = 200;
/** Characters: samples are as long. */
const longestMinimum = 10_000;
const searchUses: readonly string[] = ['text', 'facet', 'suggest', 'none'];
const types = ['string', 'integer', 'number', 'boolean', 'array', 'object'];

/** OpenSearch has one type for both. */
export const isDate = (format: string | undefined): boolean => format === 'date' || format === 'date-time';

/** The one type of a schema, from `type` or from what only one type can have. */
function typeOf(schema: JsonSchema): { type: string } | { free: string; like?: JsonSchema } | { problem: string } {
  const given = [schema['type'] ?? []].flat() as unknown[];
  const unknown = given.find((type) => type !== 'null' && !types.includes(String(type)));
  if (unknown !== undefined)
    return { problem: `"type": ${JSON.stringify(unknown)} is not supported; expected ${types.join(', ')}, null` };
  const open = given.filter((type) => type !== 'null');
  if (open.length === 2 && open.includes('integer') && open.includes('number')) return { type: 'number' };
  if (open.length > 1) return { free: 'takes values of several types', like: { ...schema, type: open[0] } };
  if (open.length === 1) return valuesFit(String(open[0]), schema);
  if (given.includes('null')) return { free: 'is always null', like: { const: null } };
  return impliedType(schema);
}

/** Values that are not of the type can never be valid: most often a slip in the schema. */
function valuesFit(type: string, schema: JsonSchema): { type: string } | { free: string } {
  const kinds = kindsOf(schema);
  if (!kinds || type === 'object' || type === 'array') return { type };
  const fits = kinds.every((kind) => kind === type || (type === 'number' && kind === 'integer'));
  return fits ? { type } : { free: 'lists values of another type' };
}

function impliedType(schema: JsonSchema): { type: string } | { free: string } {
  const kinds = kindsOf(schema);
  if (kinds) {
    const [kind] = kinds;
    if (kinds.length === 1 && types.includes(kind!)) return { type: kind! };
    if (kinds.every((each) => each === 'integer' || each === 'number')) return { type: 'number' };
    return { free: 'takes values of several types' };
  }
  const has = (...keywords: string[]) => keywords.some((keyword) => keyword in schema);
  if (has('properties', 'additionalProperties', 'patternProperties', 'required')) return { type: 'object' };
  if (has('items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems')) return { type: 'array' };
  if (has('pattern', 'format', 'minLength', 'maxLength', 'contentEncoding')) return { type: 'string' };
  if (has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')) return { type: 'number' };
  return { free: 'takes any value' };
}

/** The types of the values that a schema lists; undefined where it lists none. */
function kindsOf(schema: JsonSchema): string[] | undefined {
  const values = 'const' in schema ? [schema['const']] : (schema['enum'] as unknown[] | undefined);
  if (!Array.isArray(values) || values.length === 0) return undefined;
  return [
    ...new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : value === null ? 'null' : typeof value))),
  ];
}

function valuesOf(schema: JsonSchema): { values?: never[] } {
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && values.length > 0 ? { values: values as never[] } : {};
}

function defaultSearch(shape: Shape): SearchUse[] {
  if (shape.kind === 'boolean') return ['facet'];
  if (shape.kind === 'integer' || shape.kind === 'number') return shape.values ? ['facet'] : [];
  if (shape.kind !== 'string') return [];
  if (shape.values) return ['facet'];
  return shape.base64 ? ['none'] : isDate(shape.format) ? [] : ['text'];
}

const listLimits = (schema: JsonSchema): ListLimits => ({
  ...numbers(schema, ['minItems', 'maxItems']),
  ...(schema['uniqueItems'] === true ? { uniqueItems: true } : {}),
});

const numbers = <K extends string>(schema: JsonSchema, keywords: readonly K[]): { [k in K]?: number } =>
  Object.fromEntries(
    keywords.filter((keyword) => typeof schema[keyword] === 'number').map((keyword) => [keyword, schema[keyword]]),
  ) as { [k in K]?: number };

/** Whether a number in a value lost digits when it was read. */
function isInexact(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isInexact);
}
