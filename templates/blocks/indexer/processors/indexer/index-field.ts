import { isDigits } from '../lib/exact-json.ts';
import { fieldTypes } from './field-types.ts';
import { setMember, type PlainItem } from './plain-item.ts';

/**
 * The part of a value that the index takes: the value itself where it takes all of it, undefined where it takes nothing. Adds the
 * paths of values that the type of their field does not allow to `malformed`.
 */
export type IndexField = (value: unknown, path: string, malformed: string[]) => unknown;

/** A field of an index mapping. */
export interface FieldMapping {
  type?: string;
  enabled?: boolean;
  properties?: Record<string, FieldMapping>;
}

/** The fields of a mapping, by name. Throws for a type that the mapping of a contract does not have. */
export const indexFields = (properties: Record<string, FieldMapping>): ReadonlyMap<string, IndexField> =>
  new Map(Object.entries(properties).map(([name, mapping]) => [name, indexField(mapping)]));

function indexField({ type, enabled, properties }: FieldMapping): IndexField {
  if (properties) return valueOrList(indexObject(indexFields(properties)));
  if (enabled === false) return (value) => value;
  const takes = fieldTypes[type!];
  if (!takes) throw new Error(`The mapping has a field of the type ${type}, which the indexer does not know`);
  const any = valueOrList((value, path, malformed) => {
    if (takes(value)) return value;
    malformed.push(path);
    return undefined;
  });
  // most values are scalars that fit
  return (value, path, malformed) => (typeof value !== 'object' && takes(value) ? value : any(value, path, malformed));
}

/** A field takes a value or a list of values, and null among them. */
function valueOrList(one: IndexField): IndexField {
  const field: IndexField = (value, path, malformed) => {
    if (value === null) return null;
    if (!Array.isArray(value)) return one(value, path, malformed);
    const parts = value.map((each) => field(each, path, malformed));
    return parts.every((part, at) => part === value[at]) ? value : parts.filter((part) => part !== undefined);
  };
  return field;
}

/** Leaves out members that the mapping does not name. */
function indexObject(fields: ReadonlyMap<string, IndexField>): IndexField {
  return (value, path, malformed) => {
    if (typeof value !== 'object' || isDigits(value)) {
      malformed.push(path);
      return undefined;
    }
    const parts: PlainItem = {};
    let isWhole = true;
    for (const [name, member] of Object.entries(value as PlainItem)) {
      const part = fields.get(name)?.(member, `${path}.${name}`, malformed);
      if (part !== undefined) setMember(parts, name, part);
      if (part !== member) isWhole = false;
    }
    return isWhole ? value : parts;
  };
}
