import { isObject } from '../exact-json.ts';
import { illegalArgument, notModelled, onlyKnown, Problem } from '../problem.ts';
import { isMetadata } from './metadata.ts';
import { fieldTypes, type Field, type FieldType } from './field.ts';

/** What happens to a field that the mapping does not name: it is added, ignored, or refused. */
export type Dynamic = 'true' | 'false' | 'strict';

export interface FieldDefinition {
  type?: string;
  fields?: Record<string, FieldDefinition>;
  ignore_above?: number;
  index?: boolean;
  doc_values?: boolean;
  dynamic?: Dynamic | boolean;
  enabled?: boolean;
  properties?: Record<string, FieldDefinition>;
}
export interface MappingDefinition {
  dynamic?: Dynamic | boolean;
  properties?: Record<string, FieldDefinition>;
  /** What the index's owner notes in it. */
  _meta?: unknown;
}

const leafParameters = ['type', 'fields', 'ignore_above', 'index', 'doc_values', 'format', 'norms', 'analyzer'];
const objectParameters = ['type', 'properties', 'dynamic', 'enabled'];
const dateFormats = ['strict_date_optional_time', 'epoch_millis', 'strict_date_time'];

/** OpenSearch guide, mappings: `index.mapping.total_fields.limit` and `index.mapping.depth.limit`, which no setting changes here. */
const mostFields = 1000;
const deepest = 20;

/** An index's mapping. Never changed: `extended` gives a new one. */
export class Mapping {
  readonly definition: MappingDefinition;
  readonly #fields = new Map<string, Field>();
  readonly #bySource = new Map<string, Field[]>();
  /** As `index.mapping.total_fields.limit` counts: fields, their multi-fields, and objects. */
  readonly #size: number;
  readonly #objects = new Map<string, { readonly dynamic: Dynamic | undefined; readonly enabled: boolean }>();

  constructor(definition: MappingDefinition) {
    this.definition = definition;
    this.#objects.set('', { dynamic: dynamicOf(definition), enabled: true });
    this.#collect('', definition.properties ?? {});
    this.#size = this.#fields.size + this.#objects.size - 1;
    this.#checkLimits();
  }

  /** Adds fields and settings. Throws where a field would change its type, as OpenSearch does. */
  extended(addition: MappingDefinition): Mapping {
    const properties = mergedProperties('', this.definition.properties ?? {}, addition.properties ?? {});
    return new Mapping({ ...this.definition, ...addition, properties });
  }

  field(path: string): Field | undefined {
    return this.#fields.get(path);
  }

  /** The field itself and its multi-fields. */
  fieldsFrom(source: string): readonly Field[] {
    return this.#bySource.get(source) ?? [];
  }

  object(path: string): { readonly dynamic: Dynamic | undefined; readonly enabled: boolean } | undefined {
    return this.#objects.get(path);
  }

  #checkLimits(): void {
    const deep = [...this.#objects.keys()].find((path) => path.split('.').length >= deepest);
    if (deep !== undefined)
      throw illegalArgument(`Limit of mapping depth [${deepest}] has been exceeded due to object field [${deep}]`);
    if (this.#size > mostFields) throw illegalArgument(`Limit of total fields [${mostFields}] has been exceeded`);
  }

  #collect(prefix: string, properties: Record<string, FieldDefinition>): void {
    for (const [name, definition] of Object.entries(properties)) {
      const path = prefix + name;
      if (isObjectDefinition(definition)) {
        onlyKnown(`the mapping of [${path}]`, definition, objectParameters);
        this.#objects.set(path, { dynamic: dynamicOf(definition), enabled: definition.enabled ?? true });
        this.#collect(`${path}.`, definition.properties ?? {});
      } else {
        this.#add(path, path, definition);
        for (const [sub, inner] of Object.entries(definition.fields ?? {})) this.#add(`${path}.${sub}`, path, inner);
      }
    }
  }

  #add(path: string, source: string, definition: FieldDefinition): void {
    checkLeaf(path, definition);
    const field = {
      path,
      type: definition.type as FieldType,
      source,
      searchable: isSearchable(definition),
      indexed: definition.index ?? true,
      stored: definition.type !== 'binary' && definition.type !== 'text' && (definition.doc_values ?? true),
      ignoreAbove: definition.ignore_above ?? Infinity,
    };
    this.#fields.set(path, field);
    const siblings = this.#bySource.get(source);
    if (siblings) siblings.push(field);
    else this.#bySource.set(source, [field]);
  }
}

/** A mapping as a client sends it. Throws for what is not an object; its content is checked when it is used. */
export function mappingDefinitionOf(body: unknown): MappingDefinition {
  if (!isObject(body)) throw new Problem(400, 'mapper_parsing_exception', 'A mapping must be a JSON object.');
  onlyKnown('a mapping', body, ['dynamic', 'properties', '_meta']);
  return body as MappingDefinition;
}

const isObjectDefinition = ({ type, properties }: FieldDefinition): boolean =>
  type === 'object' || (type === undefined && properties !== undefined);

const isSearchable = ({ type, index = true, doc_values: stored = true }: FieldDefinition): boolean =>
  type !== 'binary' && (index || (stored && type !== 'text'));

const dynamicOf = ({ dynamic }: MappingDefinition): Dynamic | undefined =>
  dynamic === undefined ? undefined : (String(dynamic) as Dynamic);

function checkLeaf(path: string, definition: FieldDefinition & { format?: string; analyzer?: string }): void {
  if (definition.type === undefined) {
    throw badMapping('mapper_parsing_exception', `No type specified for field [${path.split('.').at(-1)}]`);
  }
  if (!(fieldTypes as readonly string[]).includes(definition.type)) {
    throw notModelled(`field type [${definition.type}] of [${path}]`);
  }
  onlyKnown(`the mapping of [${path}]`, definition, leafParameters);
  const format = definition.format?.split('||').find((one) => !dateFormats.includes(one));
  if (format !== undefined) throw notModelled(`date format [${format}] of [${path}]`);
  if (definition.analyzer !== undefined && definition.analyzer !== 'standard') {
    throw notModelled(`analyzer [${definition.analyzer}] of [${path}]`);
  }
}

function mergedProperties(
  prefix: string,
  before: Record<string, FieldDefinition>,
  addition: Record<string, FieldDefinition>,
): Record<string, FieldDefinition> {
  const merged = new Map(Object.entries(before));
  for (const [given, definition] of Object.entries(addition)) {
    const [name, added] = undotted(prefix, given, definition);
    const existing = merged.get(name);
    merged.set(name, existing ? mergedField(prefix + name, existing, added) : shown(prefix + name, added));
  }
  return Object.fromEntries(merged);
}

/** A name with dots is that of objects within objects. Throws for one that no document could have. */
function undotted(prefix: string, name: string, definition: FieldDefinition): [string, FieldDefinition] {
  const [first = '', ...inner] = name.replace(/(?<=.)\.+$/, '').split('.');
  if (first === '') throw badMapping('illegal_argument_exception', 'name cannot be empty string');
  if (isMetadata(prefix + first))
    throw badMapping('mapper_parsing_exception', `Field [${first}] is defined more than once`);
  return [first, inner.length === 0 ? definition : { properties: { [inner.join('.')]: definition } }];
}

/** A mapping that cannot be read; a new index names it as the cause. */
export class BadMapping extends Problem {}

const badMapping = (type: string, reason: string): BadMapping => new BadMapping(400, type, reason);

/** An object is shown as one where it has no properties (seen on OpenSearch 3.8). */
function shown(path: string, definition: FieldDefinition): FieldDefinition {
  if (!isObjectDefinition(definition)) return definition;
  const { type: _, properties = {}, ...others } = definition;
  if (Object.keys(properties).length === 0) return { type: 'object', ...others };
  return { ...others, properties: mergedProperties(`${path}.`, {}, properties) };
}

function mergedField(path: string, before: FieldDefinition, addition: FieldDefinition): FieldDefinition {
  if (isObjectDefinition(before) !== isObjectDefinition(addition)) {
    throw illegalArgument(`can't merge a non object mapping [${path}] with an object mapping`);
  }
  if (isObjectDefinition(before)) {
    const properties = mergedProperties(`${path}.`, before.properties ?? {}, addition.properties ?? {});
    return shown(path, { ...before, ...addition, properties });
  }
  if (before.type !== addition.type) {
    throw illegalArgument(`mapper [${path}] cannot be changed from type [${before.type}] to [${addition.type}]`);
  }
  if ((before.index ?? true) !== (addition.index ?? true)) {
    throw illegalArgument(`Mapper for [${path}] conflicts with existing mapper: Cannot update parameter [index]`);
  }
  const fields = { ...before.fields, ...addition.fields };
  return { ...before, ...addition, ...(Object.keys(fields).length > 0 && { fields }) };
}
