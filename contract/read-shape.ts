import type { ListLimits, NumberLimits } from '../templates/project/contract/check.ts';
import type { Annotations, Field, JsonSchema, Shape, TextLimits } from './contract.ts';
import { objectOf, type SchemaResolver } from './effective-schema.ts';
import { formats } from '../templates/project/contract/formats.ts';
import { compiledPattern } from './pattern.ts';
import { typeOf } from './schema-type.ts';

/** A shape, and the schema it was read from, for what stands in it besides. */
interface Read {
  shape: Shape;
  schema: JsonSchema;
  annotations: Annotations;
}

/** Reads schemas as the shapes of values, and collects what is wrong with them, and what they are not used for. */
export class ShapeReader {
  readonly problems: string[] = [];
  /** Path -> why its values have no single type. */
  readonly free = new Map<string, string>();
  /** Path -> keywords that the derived check does not know. */
  readonly unchecked = new Map<string, readonly string[]>();
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
    const unknown = [...unchecked, ...unknownTo(schema, type.type)];
    if (unknown.length > 0) this.unchecked.set(path, unknown);
    const annotations = annotationsOf(schema);
    if (type.type === 'array') return this.#array(schema, nullable, path, depth, effective.refs);
    const shape = this.#shape(type.type, schema, path, depth, effective.refs);
    return shape && { shape: { ...shape, nullable }, schema, annotations };
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
      if (name === '__proto__')
        this.#refuse(
          at,
          '"__proto__" is reserved in JavaScript. Leave the field out of the contract: it is still stored',
        );
      const read = this.read(property, at, depth + 1, refs);
      // what is refused stands as text, so that nobody says of it that it is missing
      const { shape, schema: own, annotations } = read ?? refusedField;
      const description = own['description'];
      return [
        {
          name,
          required: required.has(name),
          shape,
          annotations,
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
    this.free.set(path, because);
    const annotations = annotationsOf(schema);
    const shape: Shape = { kind: 'free', nullable, ...valuesOf(schema) };
    if (like === undefined || this.#likes.left <= 0) return { shape, schema, annotations };
    this.#likes.left--;
    // another reader: what it has to say about one of several schemas is not said of the part
    const reader = new ShapeReader(this.#resolver, deepest + sampledLevels, this.#likes);
    const read = reader.read(like, path, depth, refs);
    return { shape: read ? { ...shape, like: read.shape } : shape, schema, annotations };
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
      default: {
        const fields = this.fields(schema, path, depth, refs);
        if (fields.length === 0) {
          this.free.set(path, 'an object of any fields');
          return { kind: 'free', nullable, like: { kind: 'object', nullable, fields, closed: false } };
        }
        return { kind: 'object', nullable, fields, closed: schema['additionalProperties'] === false };
      }
    }
  }

  #array(
    schema: JsonSchema,
    nullable: boolean,
    path: string,
    depth: number,
    refs: readonly string[],
  ): Read | undefined {
    const annotations = annotationsOf(schema);
    if (schema['items'] === undefined || Array.isArray(schema['items']) || schema['prefixItems'])
      return { shape: { ...this.#freeList(schema, path), nullable }, schema, annotations };
    const read = this.read(schema['items'], `${path}/items`, depth + 1, refs);
    if (!read) return undefined;
    const list: Shape = { kind: 'array', nullable, items: read.shape, ...listLimits(schema) };
    const both = { ...read.annotations, ...annotations };
    if (read.shape.kind !== 'free') return { shape: list, schema, annotations: both };
    this.free.set(path, this.free.get(`${path}/items`)!);
    this.free.delete(`${path}/items`);
    return { shape: { kind: 'free', nullable, like: { ...list, nullable: false } }, schema, annotations: both };
  }

  #freeList(schema: JsonSchema, path: string): Shape {
    const isTuple = schema['items'] !== undefined || schema['prefixItems'] !== undefined;
    this.free.set(path, isTuple ? 'a tuple' : 'a list of anything');
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

  #refuse(path: string, problem: string): undefined {
    this.problems.push(path ? `${path}: ${problem}` : problem);
  }
}

/** Levels of objects and lists that are read as they are; deeper parts are kept. */
const deepest = 5;
/** Levels below those of which samples are made all the same. */
const sampledLevels = 5;
const mostLikes = 200;
/** Characters: samples are as long. */
const longestMinimum = 10_000;

/** In place of what cannot be read. */
export const refusedShape: Shape = { kind: 'string', nullable: false, base64: false };
const refusedField: Read = {
  shape: refusedShape,
  schema: {},
  annotations: {},
};

const annotationsOf = (schema: JsonSchema): Annotations =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => name.startsWith('x-stream-')));

/** What restricts values in ways that vary with the type, and that the derived check does not know. */
function unknownTo(schema: JsonSchema, type: string): string[] {
  const { format, contentEncoding, additionalProperties } = schema;
  return [
    ...(type === 'string' && typeof format === 'string' && !formats.includes(format) ? [`format ${format}`] : []),
    ...(typeof contentEncoding === 'string' && contentEncoding !== 'base64'
      ? [`contentEncoding ${contentEncoding}`]
      : []),
    ...(type === 'object' &&
    objectOf(schema['properties']) &&
    Object.keys(objectOf(additionalProperties) ?? {}).length > 0
      ? ['additionalProperties']
      : []),
  ];
}

function valuesOf(schema: JsonSchema): { values?: never[] } {
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && values.length > 0 ? { values: values as never[] } : {};
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
