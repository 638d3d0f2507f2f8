import { isObject, isWrittenNumber, parseExact } from '../exact-json.ts';
import { Problem } from '../problem.ts';
import { convert, looksLikeDate, mappingConflict, type Field, type FieldType } from './field.ts';
import type { Dynamic, FieldDefinition, Mapping, MappingDefinition } from './mapping.ts';

/** The scalar values of a document by path; values of arrays stand side by side, as Lucene has them. */
export type Leaves = ReadonlyMap<string, readonly unknown[]>;

export interface ParsedDocument {
  readonly leaves: Leaves;
  /** Fields that dynamic mapping adds. */
  readonly discovered: MappingDefinition | undefined;
}

/** Checks a document against the mapping. Throws the Problem that OpenSearch reports for it. */
export function parseDocument(id: string, source: string, mapping: Mapping): ParsedDocument {
  const body = documentBody(source);
  const leaves = new Map<string, unknown[]>();
  const discovered = new Map<string, FieldDefinition>();

  const visitObject = (prefix: string, object: Record<string, unknown>, dynamic: Dynamic) => {
    for (const [name, value] of Object.entries(object)) visit(prefix + name, value, dynamic);
  };
  const visit = (path: string, value: unknown, dynamic: Dynamic): void => {
    if (value === null) return;
    if (Array.isArray(value)) return value.forEach((element) => visit(path, element, dynamic));
    const object = mapping.object(path);
    if (object?.enabled === false) return;
    if (isObject(value) && mapping.field(path) === undefined) {
      if (object === undefined && !mayIntroduce(path, dynamic)) return;
      return visitObject(`${path}.`, value, object?.dynamic ?? dynamic);
    }
    if (object !== undefined) throw concreteValue(path);
    visitScalar(path, value, dynamic);
  };
  const check = (field: Pick<Field, 'path' | 'type'>, value: unknown): void => {
    try {
      convert(field.type, value);
    } catch (error) {
      throw mappingConflict(field, id, value, error);
    }
  };
  const visitScalar = (path: string, value: unknown, dynamic: Dynamic): void => {
    const fields = mapping.fieldsFrom(path);
    for (const field of fields) check(field, value);
    if (fields.length === 0) {
      if (!mayIntroduce(path, dynamic)) return;
      const definition = discovered.get(path) ?? definitionFor(value);
      check({ path, type: definition.type as FieldType }, value);
      discovered.set(path, definition);
    }
    const siblings = leaves.get(path);
    if (siblings) siblings.push(value);
    else leaves.set(path, [value]);
  };

  visitObject('', body, mapping.object('')?.dynamic ?? 'true');
  return { leaves, discovered: discovered.size > 0 ? nested(discovered) : undefined };
}

/** Of any name in a document, indexed or not: opensearch.xcontent.name.length.max. */
const longestName = 50_000;

function longestNameIn(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(longestNameIn));
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((most, [name, member]) => Math.max(most, name.length, longestNameIn(member)), 0);
}

function documentBody(source: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = parseExact(source);
  } catch (error) {
    throw new Problem(400, 'mapper_parsing_exception', 'failed to parse', {
      type: 'json_parse_exception',
      reason: (error as Error).message,
    });
  }
  const length = source.length > longestName ? longestNameIn(body) : 0;
  if (length > longestName)
    throw new Problem(400, 'mapper_parsing_exception', 'failed to parse', {
      type: 'stream_constraints_exception',
      reason: `Name length (${length}) exceeds the maximum allowed (${longestName}, from \`StreamReadConstraints.getMaxNameLength()\`)`,
    });
  if (isObject(body)) return body;
  throw new Problem(400, 'mapper_parsing_exception', 'failed to parse', {
    type: 'not_x_content_exception',
    reason: 'Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes',
  });
}

function mayIntroduce(path: string, dynamic: Dynamic): boolean {
  if (dynamic !== 'strict') return dynamic === 'true';
  const dot = path.lastIndexOf('.');
  const [parent, name] = dot < 0 ? ['_doc', path] : [path.slice(0, dot), path.slice(dot + 1)];
  throw new Problem(
    400,
    'strict_dynamic_mapping_exception',
    `mapping set to strict, dynamic introduction of [${name}] within [${parent}] is not allowed`,
  );
}

const concreteValue = (path: string): Problem =>
  new Problem(
    400,
    'mapper_parsing_exception',
    `object mapping for [${path}] tried to parse field [${path}] as object, but found a concrete value`,
  );

/** OpenSearch guide, mappings, "Dynamic field mapping". */
function definitionFor(value: unknown): FieldDefinition {
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (isWrittenNumber(value)) return { type: /^-?\d+$/.test(value.rawJSON) ? 'long' : 'float' };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'long' : 'float' };
  if (looksLikeDate(String(value))) return { type: 'date' };
  return { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
}

/** `a.b` as a property of `a`. */
function nested(fields: ReadonlyMap<string, FieldDefinition>): MappingDefinition {
  const root: { properties: Record<string, FieldDefinition> } = { properties: {} };
  for (const [path, definition] of fields) {
    const names = path.split('.');
    let { properties } = root;
    for (const name of names.slice(0, -1)) {
      const parent = (properties[name] ??= { properties: {} });
      properties = parent.properties ??= {};
    }
    properties[names.at(-1)!] = definition;
  }
  return root;
}
