import { consequenceOf } from '../../generators/core/consequence.ts';
import { jsonSchema, type JsonSchema } from '../../generators/core/json-schema.ts';
import type { Option } from '../../generators/core/option.ts';
import { demand } from '../../generators/core/rule.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';

/** How a portal shows some options, beyond what their schema says. */
const shownAs: Record<string, JsonSchema> = {
  name: { 'ui:autofocus': true },
  owner: { 'ui:field': 'OwnerPicker', 'ui:options': { catalogFilter: [{ kind: 'Group' }, { kind: 'User' }] } },
};

/** The field of one option. `note` is added to its description. */
export function field(useCase: AnyUseCase, key: string, option: Option, note = ''): JsonSchema {
  const schema = (jsonSchema(useCase)['properties'] as Record<string, JsonSchema>)[key]!;
  const about = described(option, note);
  switch (option.kind) {
    case 'choice':
      return {
        ...about,
        type: 'string',
        default: option.default,
        ...choiceOf(Object.keys(option.choices).map((value) => [value, label(useCase, key, value)])),
      };
    case 'text':
      return { ...schema, ...about, ...shownAs[key] };
    case 'document':
      // a form has no field for a document: its text, which the action reads
      return { ...about, type: 'string', 'ui:widget': 'textarea', 'ui:options': { rows: 8 } };
  }
}

/** Named values. `enumNames` is what the review page, too, shows in place of a value; a `oneOf` it would take for the question. */
export const choiceOf = (values: readonly (readonly [value: string, name: string])[]): JsonSchema => ({
  enum: values.map(([value]) => value),
  enumNames: values.map(([, name]) => name),
  'ui:widget': 'radio',
});

/** A value with its consequence. */
export const label = (useCase: AnyUseCase, key: string, value: string): string =>
  `${value}: ${consequenceOf({ ...useCase, options: optionsOf(useCase) }, key, value)}`;

/** What the form says where an answer is not of the right kind. Choices cannot be. */
export const expectation = (option: Option): string | undefined =>
  option.kind === 'text' ? [`Expected: ${option.expected}`, ...(option.rules ?? []).map(demand)].join('. ') : undefined;

function described(option: Option, note: string): JsonSchema {
  const expected = option.kind === 'choice' ? '' : `Expected: ${option.expected}${note && '.'}`;
  const description = [option.description, expected, note].filter(Boolean).join(' ');
  return { title: option.title, ...(description ? { description } : {}) };
}
