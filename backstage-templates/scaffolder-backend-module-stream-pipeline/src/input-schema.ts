import { jsonSchema, underPolicy, type Policy } from 'generator-stream-pipeline/core';

type Schema = Record<string, unknown>;
type AnyUseCase = NonNullable<Parameters<typeof jsonSchema>[0]>;

/**
 * What the action takes, from the schema of the answers: each option as it is there. Conditions, refusals and what a policy
 * demands are left to the handler, which strips what was not asked and has the better message for the rest.
 */
export function inputSchema(offered: readonly AnyUseCase[], policy?: Policy): Schema {
  const properties: Record<string, Schema> = {};
  for (const useCase of offered) {
    for (const [key, schema] of Object.entries(propertiesOf(underPolicy(useCase, policy))))
      if (key !== 'useCase') properties[key] = either(properties[key], accepted(schema));
  }
  return {
    type: 'object',
    required: ['answers'],
    additionalProperties: false,
    properties: {
      answers: {
        type: 'object',
        title: 'Answers',
        description: 'What to generate: the use case and its options, as in an answers file of stream-pipeline.',
        required: ['useCase', ...requiredByAll(offered)],
        additionalProperties: false,
        properties: {
          useCase: {
            type: 'string',
            title: 'Use case',
            oneOf: offered.map(({ id, title, flow }) => ({ const: id, title, description: flow })),
          },
          ...properties,
        },
      },
      targetPath: {
        type: 'string',
        title: 'Folder',
        description: 'Where the project goes, below the workspace. Without it: the workspace itself.',
      },
    },
  };
}

const propertiesOf = (useCase: AnyUseCase) => jsonSchema(useCase)['properties'] as Record<string, Schema>;

/** A form has no field for a JSON document; it gives the text of one. */
function accepted({ allOf: _demandedByPolicy, ...schema }: Schema): Schema {
  if (schema['type'] !== 'object') return schema;
  const { title, description } = schema;
  return { title, description, anyOf: [schema, { type: 'string', title: 'JSON' }] };
}

/** Two use cases may mean different things by one key. */
const either = (known: Schema | undefined, schema: Schema): Schema =>
  !known || JSON.stringify(known) === JSON.stringify(schema) ? schema : { anyOf: [known, schema] };

function requiredByAll(offered: readonly AnyUseCase[]): string[] {
  const required = offered.map((useCase) => jsonSchema(useCase)['required'] as string[]);
  return (required[0] ?? []).filter((key) => key !== 'useCase' && required.every((keys) => keys.includes(key)));
}
