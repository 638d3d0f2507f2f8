import { isObject, isWrittenNumber, parseExact, textOfScalar } from '../exact-json.ts';
import { notModelled, Problem } from '../problem.ts';
import { DiscoveredFields } from './discovered-fields.ts';
import { convert, looksLikeDate, mappingConflict, type Field, type FieldType } from './field.ts';
import { partsOf } from './field-path.ts';
import type { Dynamic, FieldDefinition, Mapping, MappingDefinition } from './mapping.ts';
import { isMetadata, metadataProblem } from './metadata.ts';

/** The scalar values of a document by path; values of arrays stand side by side, as Lucene has them. */
export type Leaves = ReadonlyMap<string, readonly unknown[]>;

export interface ParsedDocument {
  readonly leaves: Leaves;
  /** Fields that dynamic mapping adds. */
  readonly discovered: MappingDefinition | undefined;
}

/** `index.mapping.depth.limit`, also of lists within lists. */
const deepest = 20;
/** What Lucene takes of a term, in bytes of UTF-8. */
const longestTerm = 32_766;

/** Fields of Lucene that are none of the mapping: what a document brings under these names gets in their way. */
const reserved = new Set(['_primary_term', '_tombstone']);

/** Checks a document against the mapping. Throws the Problem that OpenSearch reports for it. */
export function parseDocument(id: string, source: string, mapping: Mapping): ParsedDocument {
  const parser = new DocumentParser(id, mapping);
  parser.object('', documentBody(source), 1);
  parser.checkTerms();
  return { leaves: parser.leaves, discovered: parser.discovered.definition() };
}

/** Walks through one document as the engine does: names with dots are objects, and what is not mapped is added, ignored or refused. */
class DocumentParser {
  readonly leaves = new Map<string, unknown[]>();
  readonly discovered = new DiscoveredFields();
  readonly #id: string;
  readonly #mapping: Mapping;

  constructor(id: string, mapping: Mapping) {
    this.#id = id;
    this.#mapping = mapping;
  }

  /** `prefix` is the path of the object with a dot, or empty for the document itself. */
  object(prefix: string, object: Record<string, unknown>, depth: number): void {
    if (depth > deepest) throw tooDeep('field');
    for (const [name, value] of Object.entries(object)) {
      const parts = asParsed(() => partsOf(name));
      if (this.#passesDisabled(prefix, parts)) continue;
      this.#value({ prefix, name, parts, depth, nesting: 0 }, value);
    }
  }

  /** Values that Lucene has no room for show when the document is written, after everything in it was read. */
  checkTerms(): void {
    for (const [source, values] of this.leaves) {
      for (const { path, type, ignoreAbove, indexed, searchable } of this.#mapping.fieldsFrom(source)) {
        if (type !== 'keyword' || !searchable) continue;
        for (const value of values) {
          const text = String(convert(type, value));
          const bytes = text.length > ignoreAbove ? 0 : Buffer.byteLength(text);
          if (bytes > longestTerm) throw indexed ? immenseTerm(path, bytes) : immenseValue(path);
        }
      }
    }
  }

  #value(place: Place, value: unknown): void {
    const full = place.prefix + place.name;
    const path = place.prefix + place.parts.join('.');
    if (isMetadata(full)) return this.#metadata(full, place, value);
    if (this.#isMapped(place)) return this.#mapped(path, place, value);
    if (value !== null) return this.#unmapped(place, value);
    if (this.#dynamicAt(place.prefix) === 'strict') throw strictMapping(place.prefix, place.name);
  }

  #metadata(path: string, place: Place, value: unknown): void {
    if (!Array.isArray(value)) throw metadataProblem(path, value);
    this.#list(place, value);
  }

  #mapped(path: string, place: Place, value: unknown): void {
    if (Array.isArray(value)) return this.#list(place, value);
    const object = this.#mapping.object(path);
    if (object === undefined) return this.#leaf(path, this.#mapping.fieldsFrom(path), value);
    if (!object.enabled || value === null) return;
    if (!isObject(value)) throw concreteValue(path, place);
    // fields that are new in it have a path that the engine cannot take apart
    if (place.name.endsWith('.')) throw notModelled(`an object under the name [${place.name}]`);
    this.object(`${path}.`, value, place.depth + 1);
  }

  #list(place: Place, values: readonly unknown[]): void {
    if (place.nesting + 1 > deepest) throw tooDeep('nested array field');
    for (const value of values) this.#value({ ...place, nesting: place.nesting + 1 }, value);
  }

  /** A field that the mapping does not name: its objects first, then itself. */
  #unmapped(place: Place, value: unknown): void {
    const { prefix, dynamic } = this.#parentOf(place);
    const name = place.parts.at(-1)!;
    const path = prefix + name;
    if (dynamic === 'strict') throw strictMapping(prefix, name);
    // what stands in a list is looked for once more, by the last part of its name
    if (Array.isArray(value)) return this.#list({ ...place, prefix, name, parts: [name] }, value);
    if (dynamic === 'false') return;
    if (isMetadata(path) || reserved.has(path)) throw notModelled(`dynamic mapping of [${path}]`);
    if (isObject(value)) {
      this.discovered.object(path);
      return this.object(`${path}.`, value, place.depth + 1);
    }
    const definition = definitionFor(value);
    this.discovered.leaf(path, definition);
    this.#leaf(path, [{ path, type: definition.type as FieldType }], value);
  }

  /** Where a field of several parts would be added: the object before its last part, or the first that may not be added itself. */
  #parentOf({ prefix: start, parts }: Place): { prefix: string; dynamic: Dynamic } {
    let prefix = start;
    let dynamic = this.#dynamicAt(prefix);
    for (const part of parts.slice(0, -1)) {
      const path = prefix + part;
      const type = this.#mapping.field(path)?.type ?? (isMetadata(path) ? path : undefined);
      if (type !== undefined) throw notAnObject(parts, path, type);
      if (this.#mapping.object(path) === undefined) {
        if (dynamic === 'strict') throw strictMapping(prefix, part);
        if (dynamic === 'false') break;
        this.discovered.object(path);
      }
      prefix = `${path}.`;
      dynamic = this.#dynamicAt(prefix);
    }
    return { prefix, dynamic };
  }

  /** The setting of the nearest object that has one. */
  #dynamicAt(prefix: string): Dynamic {
    for (let path = prefix.slice(0, -1); ; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      const own = this.#mapping.object(path)?.dynamic;
      if (own !== undefined) return own;
      if (path === '') return 'true';
    }
  }

  #isMapped({ prefix, parts }: Place): boolean {
    let path = prefix;
    for (const part of parts.slice(0, -1)) {
      if (this.#mapping.object(path + part) === undefined) return false;
      path += `${part}.`;
    }
    path += parts.at(-1)!;
    return this.#mapping.object(path) !== undefined || this.#mapping.fieldsFrom(path).length > 0;
  }

  #passesDisabled(prefix: string, parts: readonly string[]): boolean {
    let path = prefix;
    for (const part of parts.slice(0, -1)) {
      const object = this.#mapping.object(path + part);
      if (object === undefined) return false;
      if (!object.enabled) return true;
      path += `${part}.`;
    }
    return false;
  }

  #leaf(path: string, fields: readonly Pick<Field, 'path' | 'type'>[], value: unknown): void {
    if (value === null) return;
    for (const field of fields) {
      try {
        convert(field.type, value);
      } catch (error) {
        throw error instanceof Problem ? error : mappingConflict(field, this.#id, value, error);
      }
    }
    const siblings = this.leaves.get(path);
    if (siblings) siblings.push(value);
    else this.leaves.set(path, [value]);
  }
}

/** Where a value stands: the object around it, its name there, and how deep. */
interface Place {
  readonly prefix: string;
  readonly name: string;
  readonly parts: readonly string[];
  readonly depth: number;
  /** Lists around it. */
  readonly nesting: number;
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
    throw failedToParse('json_parse_exception', (error as Error).message);
  }
  const length = source.length > longestName ? longestNameIn(body) : 0;
  if (length > longestName)
    throw new Problem(400, 'mapper_parsing_exception', 'failed to parse', {
      type: 'stream_constraints_exception',
      reason: `Name length (${length}) exceeds the maximum allowed (${longestName}, from \`StreamReadConstraints.getMaxNameLength()\`)`,
    });
  if (isObject(body)) return body;
  throw failedToParse(
    'not_x_content_exception',
    'Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes',
  );
}

/** What is thrown while a document is read is the cause of a failure to parse it. */
function asParsed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Problem ? failedToParse(error.type, error.message) : error;
  }
}

const failedToParse = (type: string, reason: string): Problem =>
  new Problem(400, 'mapper_parsing_exception', 'failed to parse', { type, reason });

const tooDeep = (what: string): Problem =>
  failedToParse(
    'parse_exception',
    `The depth of the ${what} has exceeded the allowed limit of [${deepest}]. This limit can be set by changing the [index.mapping.depth.limit] index level setting.`,
  );

const strictMapping = (prefix: string, name: string): Problem =>
  new Problem(
    400,
    'strict_dynamic_mapping_exception',
    `mapping set to strict, dynamic introduction of [${name}] within [${prefix === '' ? '_doc' : prefix.slice(0, -1)}] is not allowed`,
  );

const notAnObject = (parts: readonly string[], path: string, type: string): Problem =>
  new Problem(
    400,
    'mapper_parsing_exception',
    `Could not dynamically add mapping for field [${parts.join('.')}]. Existing mapping for [${path}] must be of type object but found [${type}].`,
  );

const concreteValue = (path: string, { name, nesting }: Place): Problem =>
  new Problem(
    400,
    'mapper_parsing_exception',
    `object mapping for [${path}] tried to parse field [${nesting > 0 ? 'null' : name}] as object, but found a concrete value`,
  );

const immenseTerm = (path: string, bytes: number): Problem =>
  new Problem(
    400,
    'illegal_argument_exception',
    `Document contains at least one immense term in field="${path}" (whose UTF8 encoding is longer than the max length ${longestTerm}), all of which were skipped.`,
    {
      type: 'max_bytes_length_exceeded_exception',
      reason: `bytes can be at most ${longestTerm} in length; got ${bytes}`,
    },
  );

const immenseValue = (path: string): Problem =>
  new Problem(400, 'illegal_argument_exception', `DocValuesField "${path}" is too large, must be <= ${longestTerm}`);

/** OpenSearch guide, mappings, "Dynamic field mapping". */
function definitionFor(value: unknown): FieldDefinition {
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number' || isWrittenNumber(value))
    return { type: /^-?\d+$/.test(textOfScalar(value)) ? 'long' : 'float' };
  if (/^\d{4}\/\d\d\/\d\d/.test(String(value)))
    throw notModelled(`a date with slashes [${String(value)}] without a mapping`);
  if (looksLikeDate(String(value))) return { type: 'date' };
  return { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
}
