import { consequenceOf } from '../../generators/core/consequence.ts';
import { jsonSchema, type JsonSchema } from '../../generators/core/json-schema.ts';
import type { Choice, Option, Several } from '../../generators/core/option.ts';
import { demand } from '../../generators/core/policy/rule.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';

/** How a portal shows some options, beyond what their schema says. */
const shownAs: Record<string, JsonSchema> = {
  name: { 'ui:autofocus': true },
  owner: { 'ui:field': 'OwnerPicker', 'ui:options': { catalogFilter: [{ kind: 'Group' }, { kind: 'User' }] } },
};

/** The field of one option. `note` is added to its description. */
export function field(useCase: AnyUseCase, key: string, option: Option, note = ''): JsonSchema {
  const about = described(key, option, note);
  switch (option.kind) {
    case 'choice':
      return {
        ...about,
        type: 'string',
        default: option.default,
        ...choiceOf(valuesOf(useCase, key, option)),
      };
    case 'several':
      return {
        ...about,
        type: 'array',
        default: option.default,
        uniqueItems: true,
        ...(option.atLeast > 0 ? { minItems: option.atLeast } : {}),
        items: { type: 'string', ...namedBy(valuesOf(useCase, key, option)) },
        'ui:widget': 'checkboxes',
      };
    case 'text': {
      const schema = (jsonSchema(useCase)['properties'] as Record<string, JsonSchema>)[key]!;
      const values = listed(key, option);
      if (!values) return { ...schema, ...about, ...shownAs[key] };
      return { ...about, type: 'string', ...('default' in schema ? { default: schema['default'] } : {}), enum: values };
    }
    case 'document':
      // a form has no field for a JSON document; the action parses the text
      return { ...about, type: 'string', 'ui:widget': 'textarea', 'ui:options': { rows: 8 } };
  }
}

/**
 * The values that a form offers as a list: those that this version knows (regions), and those that the policy allows. Undefined
 * for free text.
 */
function listed(key: string, option: Option): readonly string[] | undefined {
  const allowed = option.rules?.find((rule) => rule.kind === 'allowed')?.values;
  const known = option.kind === 'text' ? option.known : undefined;
  if (!known) return allowed;
  const offered = (allowed ?? known).filter((value) => known.includes(value));
  if (offered.length > 0) return offered;
  throw new Error(`${key}: the policy allows ${allowed!.join(', ')}, expected at least one of ${known.join(', ')}`);
}

/** Named values. Both the form and the review page show `enumNames`; the review page would show a `oneOf` as the question. */
export const choiceOf = (values: readonly (readonly [value: string, name: string])[]): JsonSchema => ({
  ...namedBy(values),
  'ui:widget': 'radio',
});

const namedBy = (values: readonly (readonly [value: string, name: string])[]): JsonSchema => ({
  enum: values.map(([value]) => value),
  enumNames: values.map(([, name]) => name),
});

const valuesOf = (useCase: AnyUseCase, key: string, { choices }: Choice | Several) =>
  Object.keys(choices).map((value) => [value, label(useCase, key, value)] as const);

/** A value with its consequence. */
export const label = (useCase: AnyUseCase, key: string, value: string): string =>
  `${value}: ${consequenceOf({ ...useCase, options: optionsOf(useCase) }, key, value)}`;

/** What the form says about a wrong answer. A value from a list cannot be wrong. */
export const expectation = (key: string, option: Option): string | undefined =>
  option.kind === 'text' && !listed(key, option)
    ? [`Expected: ${option.expected}`, ...(option.rules ?? []).map(demand)].join('. ')
    : undefined;

function described(key: string, option: Option, note: string): JsonSchema {
  const expectation = 'expected' in option && !listed(key, option) ? option.expected : undefined;
  const isFree = expectation !== undefined;
  const expected = isFree ? `Expected: ${expectation}${note && '.'}` : '';
  const demanded = isFree ? [] : (option.rules ?? []).flatMap(({ message }) => message ?? []);
  const description = [option.description, expected, ...demanded, note].filter(Boolean).join(' ');
  return { title: option.title, ...(description ? { description } : {}) };
}
