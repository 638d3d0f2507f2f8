import { z } from 'zod';
import { consequenceOf } from './consequence.ts';
import { presetOf, type Option, type Options } from './option.ts';
import { schemaOf } from './option-schema.ts';
import type { Rule } from './policy/rule.ts';
import type { AnyUseCase } from './use-case.ts';
import { recordableOf, useCases } from './use-cases.ts';
import { meets } from './where.ts';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of an answers file: of one use case, or of all of them. */
export function jsonSchema(useCase?: AnyUseCase): JsonSchema {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  if (useCase) return { $schema, ...objectSchema(useCase) };
  return { $schema, title: 'Answers of stream-pipeline', oneOf: useCases.map((each) => objectSchema(each)) };
}

function objectSchema(useCase: AnyUseCase): JsonSchema {
  const options = recordableOf(useCase);
  const required = Object.entries(options).filter(
    ([, option]) => option.kind === 'text' && option.answer === 'required' && !option.when,
  );
  return {
    title: useCase.title,
    type: 'object',
    properties: {
      useCase: { const: useCase.id },
      ...Object.fromEntries(
        Object.entries(options).map(([key, option]) => [key, propertySchema(useCase, key, option)]),
      ),
    },
    required: ['useCase', ...required.map(([key]) => key)],
    additionalProperties: false,
    ...conditionsOf(useCase, options),
  };
}

/** The conditions on combinations of answers. JSON Schema does not allow an empty `allOf`, so it is left out when there are none. */
function conditionsOf({ refuse }: AnyUseCase, options: Options): { allOf?: object[] } {
  const allOf = [
    ...asked(options),
    ...refuse.map(({ where, because }) => ({ not: schemaWhere(options, where), description: because })),
  ];
  return allOf.length > 0 ? { allOf } : {};
}

function propertySchema(useCase: AnyUseCase, key: string, option: Option): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(schemaOf(option), { io: 'input' });
  const demanded = (option.rules ?? []).flatMap(ruleSchema);
  if (demanded.length > 0) schema['allOf'] = demanded as typeof schema.allOf & object;
  if (option.kind !== 'choice' && option.kind !== 'several') return schema;
  const members = {
    oneOf: Object.keys(option.choices).map((value) => ({
      const: value,
      title: value,
      description: consequenceOf(useCase, key, value),
    })),
  };
  if (option.kind === 'several') return { ...schema, items: { type: 'string', ...members } };
  const { enum: __, ...rest } = schema;
  return { ...rest, ...members };
}

/** What a rule adds to the schema of its option; that an answer is given is said of all options together. */
function ruleSchema(rule: Rule): JsonSchema[] {
  if (rule.kind === 'tag') return [];
  const about = rule.message ? { description: rule.message } : {};
  if (rule.kind === 'pattern') return [{ pattern: rule.pattern, ...about }];
  if (rule.kind === 'allowed') return [{ enum: rule.values, ...about }];
  const { value } = rule;
  if (typeof value === 'string') return [{ enum: [value], ...about }];
  // in any order
  const members = value.length > 0 ? { items: { enum: value } } : {};
  return [{ ...members, minItems: value.length, maxItems: value.length, ...about }];
}

/** An option is forbidden where its condition is not met, and demanded where it is and the answer is required. */
function asked(options: Options): JsonSchema[] {
  return Object.entries(options).flatMap(([key, option]) => {
    if (!option.when) return [];
    const required = option.kind === 'text' && option.answer === 'required';
    return [
      {
        if: schemaWhere(options, option.when),
        ...(required ? { then: { required: [key] } } : {}),
        else: { not: { required: [key] } },
      },
    ];
  });
}

/** A condition as JSON Schema. Where a default satisfies it, the answer may be left out. */
function schemaWhere(options: Options, where: object): JsonSchema {
  const entries = Object.entries(where).map(([key, allowed]) => [key, [allowed].flat() as unknown[]] as const);
  return {
    properties: Object.fromEntries(
      entries.map(([key, allowed]) => [
        key,
        options[key]?.kind === 'several' ? { contains: { enum: allowed } } : { enum: allowed },
      ]),
    ),
    required: entries
      .filter(([key, allowed]) => !meets({ [key]: allowed }, { [key]: presetOf(options[key]!) }))
      .map(([key]) => key),
  };
}
