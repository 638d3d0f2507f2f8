import type { Field, JsonSchema, Shape } from '../../contract.ts';

/** The JSON Schema of fields, without references and annotations: what contract/check.ts checks. */
export function objectSchema(fields: readonly Field[]): JsonSchema {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(
      fields.map(({ name, shape, description }) => [
        name,
        { ...schemaOf(shape), ...(description ? { description } : {}) },
      ]),
    ),
  };
}

function schemaOf(shape: Shape): JsonSchema {
  const schema = innerSchema(shape);
  if (!shape.nullable) return schema;
  const values = schema['enum'] as unknown[] | undefined;
  if (schema['type'] === undefined) return schema;
  return { ...schema, type: [schema['type'], 'null'], ...(values ? { enum: [...values, null] } : {}) };
}

function innerSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'string': {
      const { values, base64, kind: type, nullable: _, ...limits } = shape;
      return {
        type,
        ...(values ? { enum: values } : {}),
        ...(base64 ? { contentEncoding: 'base64' } : {}),
        ...limits,
      };
    }
    case 'integer':
    case 'number': {
      const { kind: type, nullable: _, values, ...limits } = shape;
      return { type, ...(values ? { enum: values } : {}), ...limits };
    }
    case 'boolean':
      return { type: 'boolean', ...(shape.values ? { enum: shape.values } : {}) };
    case 'array': {
      const { kind: type, nullable: _, items, ...limits } = shape;
      return { type, items: schemaOf(items), ...limits };
    }
    case 'object':
      return objectSchema(shape.fields);
    case 'free':
      return {};
  }
}
