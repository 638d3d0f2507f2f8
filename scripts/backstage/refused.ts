import type { JsonSchema } from '../../generators/core/json-schema.ts';
import { presetOf } from '../../generators/core/option.ts';
import { meets } from '../../generators/core/where.ts';
import { lockedValue } from '../../generators/core/policy/rule.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';

/** A combination that a use case refuses, as JSON Schema, and what the form says about it. */
export interface Impossible {
  where: JsonSchema;
  because: string;
}

/** The combinations that a use case refuses, for the page of the form that has all their options. */
export const impossible = (
  useCase: AnyUseCase,
  paths: ReadonlyMap<string, readonly string[]>,
  within: Where = {},
): Impossible[] =>
  useCase.refuse.flatMap(({ where, because }) => {
    const open = stillOpen(useCase, { ...within, ...where });
    if (!open) return [];
    return [{ where: merged(open.map(([key, allowed]) => at(useCase, key, allowed, paths))), because }];
  });

/**
 * The refusals as part of the schema of a page: an `if` whose `else` is the next one. A list (`allOf`) would mean the same, but the
 * form library cannot merge messages and silently drops the list.
 */
export const forbidding = ([first, ...others]: readonly Impossible[]): JsonSchema =>
  first
    ? {
        if: first.where,
        // oxlint-disable-next-line unicorn/no-thenable
        then: { not: {}, errorMessage: { not: first.because } },
        ...(others.length > 0 ? { else: forbidding(others) } : {}),
      }
    : {};

/** The part of a combination that the user decides. Undefined if the policy already rules the combination out. */
function stillOpen(useCase: AnyUseCase, where: Where): [string, unknown][] | undefined {
  const settled = (key: string) => lockedValue(optionsOf(useCase)[key]?.rules);
  const entries = Object.entries(where);
  const isRuledOut = ([key, allowed]: [string, unknown]) =>
    settled(key) !== undefined && !meets({ [key]: allowed }, { [key]: settled(key) });
  return entries.some(isRuledOut) ? undefined : entries.filter(([key]) => settled(key) === undefined);
}

type Where = Record<string, unknown>;

/** States that an answer is one of these values, at its path in the form. An answer that is left out is the default. */
function at(
  useCase: AnyUseCase,
  key: string,
  allowed: unknown,
  paths: ReadonlyMap<string, readonly string[]>,
): JsonSchema {
  const path = paths.get(key);
  if (!path) throw new Error(`${useCase.id} refuses ${key}, which this page of the form does not ask`);
  const option = optionsOf(useCase)[key];
  const values = [allowed].flat();
  const needed = !(option && meets({ [key]: values }, { [key]: presetOf(option) }));
  return path.reduceRight<JsonSchema>(
    (inner, name) => ({ properties: { [name]: inner }, ...(needed ? { required: [name] } : {}) }),
    option?.kind === 'several' ? { contains: { enum: values } } : { enum: values },
  );
}

/** Several such conditions as one. */
function merged(conditions: readonly JsonSchema[]): JsonSchema {
  return conditions.reduce((all, next) => mergedWith(all, next), {});
}

function mergedWith(a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = { ...(a['properties'] as Record<string, JsonSchema> | undefined) };
  for (const [name, schema] of Object.entries((b['properties'] ?? {}) as Record<string, JsonSchema>))
    properties[name] = properties[name] ? mergedWith(properties[name], schema) : schema;
  const required = [...new Set([...((a['required'] ?? []) as string[]), ...((b['required'] ?? []) as string[])])];
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}
