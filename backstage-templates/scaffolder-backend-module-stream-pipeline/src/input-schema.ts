import { jsonSchema, underPolicy, type Policy } from 'generator-stream-pipeline/core';

type Schema = Record<string, unknown>;
type AnyUseCase = NonNullable<Parameters<typeof jsonSchema>[0]>;

/**
 * The input of the action, from the schema of the answers. Checks each option on its own. The handler checks conditions, refusals
 * and the policy: it drops answers to questions that were not asked, and its messages are better.
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
        description: 'The use case and its options, as in an answers file of stream-pipeline.',
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
        description: 'The folder of the workspace to write the project to. Default: the workspace itself.',
      },
    },
  };
}

const propertiesOf = (useCase: AnyUseCase) => jsonSchema(useCase)['properties'] as Record<string, Schema>;

/** A form has no field for a JSON document. It sends the text of one. */
function accepted({ allOf: _demandedByPolicy, ...schema }: Schema): Schema {
  if (schema['type'] !== 'object') return schema;
  const { title, description } = schema;
  return { title, description, anyOf: [schema, { type: 'string', title: 'JSON' }] };
}

/** Two use cases may use the same key for different things. */
const either = (known: Schema | undefined, schema: Schema): Schema =>
  !known || JSON.stringify(known) === JSON.stringify(schema) ? schema : { anyOf: [known, schema] };

function requiredByAll(offered: readonly AnyUseCase[]): string[] {
  const required = offered.map((useCase) => jsonSchema(useCase)['required'] as string[]);
  return (required[0] ?? []).filter((key) => key !== 'useCase' && required.every((keys) => keys.includes(key)));
}
