import type { JsonSchema } from './contract.ts';

/**
 * A schema with references followed and combinations resolved: it has one type, or it is free, with the reason. `refs` are
 * the references that led to it, `unchecked` the keywords that restrict it and that the derived check does not know.
 */
export type Effective =
  | { schema: JsonSchema; nullable: boolean; refs: readonly string[]; unchecked: readonly string[] }
  | { free: string; like?: unknown; schema: JsonSchema; nullable: boolean; refs: readonly string[] }
  | { problem: string };

/** Keywords that depend on other values than the one they stand at, or on names that the schema does not list. */
const restricting = (
  'not if patternProperties propertyNames minProperties maxProperties contains dependentRequired dependentSchemas ' +
  'dependencies unevaluatedProperties unevaluatedItems additionalItems'
).split(' ');

export const objectOf = (value: unknown): JsonSchema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;

/** Resolves schemas within one document: JSON Schema from draft 4 to 2020-12, and OpenAPI's `nullable`. */
export class SchemaResolver {
  /** Whether a reference led out of the document. */
  refersElsewhere = false;
  readonly #root: JsonSchema;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  effective(given: unknown, refs: readonly string[] = []): Effective {
    if (given === true) return { free: 'takes any value', schema: {}, nullable: true, refs };
    const written = objectOf(given);
    if (!written) return { problem: `expected a schema, which is an object, but this is ${JSON.stringify(given)}` };
    const followed = this.#followed(written, refs);
    if ('problem' in followed) return followed;
    if ('free' in followed) return { free: followed.free, schema: written, nullable: true, refs };
    const combined = this.#withAlternatives(followed.schema, followed.refs);
    if ('problem' in combined || 'free' in combined) return combined;
    const { schema, nullable } = withoutNull(combined.schema);
    const unchecked = restricting.filter((keyword) => keyword in schema && schema[keyword] !== true);
    return {
      schema,
      nullable: nullable || combined.nullable,
      refs: combined.refs,
      unchecked: [...combined.unchecked, ...unchecked],
    };
  }

  /** Follows `$ref` and lays the parts of `allOf` together. */
  #followed(
    schema: JsonSchema,
    refs: readonly string[],
  ): { schema: JsonSchema; refs: readonly string[] } | { free: string } | { problem: string } {
    const { $ref: reference, allOf, ...own } = schema;
    const parts: unknown[] = Array.isArray(allOf) ? [...(allOf as unknown[])] : [];
    let trail = refs;
    if (reference !== undefined) {
      const target = this.#target(reference);
      if ('problem' in target) return target;
      if (refs.includes(String(reference))) return { free: 'refers to itself' };
      trail = [...refs, String(reference)];
      parts.unshift(target.schema);
    }
    let merged: JsonSchema = own;
    for (const part of parts) {
      const inner = objectOf(part);
      if (!inner) {
        if (part === true) continue;
        return { problem: `expected a schema, which is an object, but this is ${JSON.stringify(part)}` };
      }
      const followed = this.#followed(inner, trail);
      if (!('schema' in followed)) return followed;
      trail = [...new Set([...trail, ...followed.refs])];
      const laid = laidTogether(merged, followed.schema);
      if (typeof laid === 'string') return { free: `combines schemas that differ in "${laid}"` };
      merged = laid;
    }
    return { schema: merged, refs: trail };
  }

  #target(reference: unknown): { schema: unknown } | { problem: string } {
    if (typeof reference !== 'string') return { problem: `"$ref": expected text, ${JSON.stringify(reference)} given` };
    const id = String(this.#root['$id'] ?? this.#root['id'] ?? '');
    const local = id !== '' && reference.startsWith(`${id}#`) ? reference.slice(id.length) : reference;
    if (!local.startsWith('#')) {
      this.refersElsewhere = true;
      return { problem: `"$ref": ${JSON.stringify(reference)} is in another document` };
    }
    const pointer = decodeURIComponent(local.slice(1));
    if (pointer !== '' && !pointer.startsWith('/')) {
      const anchored = withAnchor(this.#root, pointer);
      return anchored ? { schema: anchored } : { problem: `"$ref": ${reference} does not exist` };
    }
    const target = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((at, part) => (Array.isArray(at) ? at[Number(part)] : objectOf(at)?.[part]), this.#root);
    return target === undefined ? { problem: `"$ref": ${reference} does not exist` } : { schema: target };
  }

  /** `anyOf` and `oneOf`: one schema and null, some values, or several schemas of which one type comes out. */
  #withAlternatives(schema: JsonSchema, refs: readonly string[]): Effective {
    const keyword = ['anyOf', 'oneOf'].find((each) => Array.isArray(schema[each]));
    if (!keyword) return { schema, nullable: false, refs, unchecked: [] };
    const { [keyword]: given, ...rest } = schema;
    if (['type', 'properties', 'enum', 'const', 'items'].some((each) => each in rest)) {
      const inner = this.#withAlternatives(rest, refs);
      return 'unchecked' in inner ? { ...inner, unchecked: [...inner.unchecked, keyword] } : inner;
    }
    const alternatives: Extract<Effective, { schema: JsonSchema }>[] = [];
    for (const each of given as unknown[]) {
      const alternative = this.effective(each, refs);
      if ('problem' in alternative) return alternative;
      alternatives.push(alternative);
    }
    const isNull = ({ schema: { type, const: only } }: { schema: JsonSchema }) => type === 'null' || only === null;
    const open = alternatives.filter((each) => !isNull(each));
    const nullable = open.length < alternatives.length || open.some((each) => each.nullable);
    const [first] = open;
    const free = (because: string) => ({
      free: because,
      schema: rest,
      nullable,
      refs,
      ...(first ? { like: (given as unknown[])[alternatives.indexOf(first)] } : {}),
    });
    if (!first) return { ...free('is always null'), like: { const: null } };
    if (open.some((each) => 'free' in each)) return free('takes values of several schemas');
    if (open.length === 1) {
      const laid = laidTogether(rest, first.schema);
      if (typeof laid === 'string') return free(`combines schemas that differ in "${laid}"`);
      return { schema: laid, nullable, refs: first.refs, unchecked: 'unchecked' in first ? first.unchecked : [] };
    }
    const values = open.map((each) => valuesOf(each.schema));
    if (values.every((each) => each !== undefined))
      return { schema: { ...rest, enum: [...new Set(values.flat())] }, nullable, refs, unchecked: [] };
    const types = new Set(open.map((each) => each.schema['type']));
    const scalar = ['string', 'number', 'integer', 'boolean'];
    if (types.size === 1 && scalar.includes(String(first.schema['type'])))
      return { schema: { ...rest, type: first.schema['type'] }, nullable, refs, unchecked: [keyword] };
    if ([...types].every((type) => type === 'number' || type === 'integer'))
      return { schema: { ...rest, type: 'number' }, nullable, refs, unchecked: [keyword] };
    return free('takes values of several schemas');
  }
}

/** The schema with this `$anchor`, or with the `$id` of draft 4 to 7 that stands for one. */
function withAnchor(at: unknown, anchor: string): JsonSchema | undefined {
  if (Array.isArray(at)) {
    for (const each of at) {
      const found = withAnchor(each, anchor);
      if (found) return found;
    }
    return undefined;
  }
  const schema = objectOf(at);
  if (!schema) return undefined;
  if (schema['$anchor'] === anchor || schema['$id'] === `#${anchor}` || schema['id'] === `#${anchor}`) return schema;
  return withAnchor(Object.values(schema), anchor);
}

/** Two schemas that hold at once; the keyword that they contradict each other in, where they do. */
function laidTogether(a: JsonSchema, b: JsonSchema): JsonSchema | string {
  const laid = { ...b, ...a };
  for (const keyword of Object.keys(a).filter((each) => each in b)) {
    const [mine, other] = [a[keyword], b[keyword]];
    if (isAnnotation(keyword) || JSON.stringify(mine) === JSON.stringify(other)) continue;
    if (keyword === 'required') laid[keyword] = [...new Set([mine, other].flat())];
    else if (['$defs', 'definitions'].includes(keyword)) continue;
    else if (keyword === 'properties') {
      const [fields, more] = [objectOf(mine) ?? {}, objectOf(other) ?? {}];
      laid[keyword] = { ...more, ...fields };
      for (const name of Object.keys(fields).filter((each) => Object.hasOwn(more, each)))
        (laid[keyword] as JsonSchema)[name] = { allOf: [more[name], fields[name]] };
    } else if (/^(exclusiveM|m)in/.test(keyword) && [mine, other].every((each) => typeof each === 'number'))
      laid[keyword] = Math.max(mine as number, other as number);
    else if (/^(exclusiveM|m)ax/.test(keyword) && [mine, other].every((each) => typeof each === 'number'))
      laid[keyword] = Math.min(mine as number, other as number);
    else if (!restricting.includes(keyword)) return keyword;
  }
  return laid;
}

/** What says something about a schema and restricts nothing: of two, the nearer one counts. */
const annotations = (
  'title description $comment default example examples deprecated readOnly writeOnly $schema $id id $anchor ' +
  'additionalProperties'
).split(' ');
const isAnnotation = (keyword: string): boolean => annotations.includes(keyword) || keyword.startsWith('x-');

function valuesOf(schema: JsonSchema): unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : undefined;
}

/** Null in every spelling: among the types, among the values, and OpenAPI's `nullable`. */
function withoutNull(given: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  const { nullable: marked, ...schema } = given;
  const values = Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : undefined;
  const types = [schema['type'] ?? []].flat() as unknown[];
  const isNullable =
    marked === true || types.includes('null') || (values?.includes(null) === true && types.length === 0);
  const others = types.filter((type) => type !== 'null');
  return {
    nullable: isNullable,
    schema: {
      ...schema,
      ...(values ? { enum: values.filter((value) => value !== null) } : {}),
      ...(others.length === 0 || types.length === others.length
        ? {}
        : { type: others.length === 1 ? others[0] : others }),
    },
  };
}
