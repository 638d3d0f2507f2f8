import type { JsonSchema } from './contract.ts';

const types = ['string', 'integer', 'number', 'boolean', 'array', 'object'];

/** The one type of a schema, from `type` or from what only one type can have. */
export function typeOf(
  schema: JsonSchema,
): { type: string } | { free: string; like?: JsonSchema } | { problem: string } {
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
