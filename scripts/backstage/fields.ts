import type { JsonSchema } from '../../generators/core/json-schema.ts';
import type { Choice, Option, Options, Value } from '../../generators/core/option.ts';
import { inWords } from '../../generators/core/where.ts';
import { optionsOf } from '../../generators/core/use-cases.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { lockedValue } from '../../generators/core/policy/rule.ts';
import { expectation, field, label } from './field.ts';

/** The fields of a form, and the path of each answer in its values. */
export interface Fields {
  properties: Record<string, JsonSchema>;
  required: string[];
  /** What the form says about a wrong answer, by property. */
  messages: Record<string, string>;
  paths: Map<string, string[]>;
}

/**
 * The fields of options, in their order. A choice that other options depend on becomes an object with one branch per value, which
 * holds the follow-up questions of that value. A form discards the values of a branch when the user leaves it, but would keep and
 * send the values of fields that are only hidden.
 */
export function fieldsOf(useCase: AnyUseCase, options: Options, fixed: Record<string, Value> = {}): Fields {
  const fields: Fields = { properties: {}, required: [], messages: {}, paths: new Map() };
  for (const [key, option] of Object.entries(options)) {
    // the policy has decided it
    if (lockedValue(option.rules) !== undefined) continue;
    const open = openConditions(option, fixed);
    // asked in a branch of the choice that it depends on
    if (open.some(([other]) => options[other]?.kind === 'choice')) continue;
    if (option.kind === 'choice' && dependsOn(key, options)) addGroup(fields, useCase, key, option, options, fixed);
    else addField(fields, useCase, key, option, open);
  }
  return fields;
}

const groupOf = (key: string) => `${key}Choice`;

const openConditions = (option: Option, fixed: object) =>
  Object.entries(option.when ?? {}).filter(([key]) => !(key in fixed));

const dependsOn = (key: string, options: Options) =>
  Object.values(options).some(({ when }) => when !== undefined && key in when);

type Open = ReturnType<typeof openConditions>;

function addField(fields: Fields, useCase: AnyUseCase, key: string, option: Option, open: Open): void {
  // a form can only describe a condition on another page; the action drops the answer if the condition is not met
  const note =
    open.length > 0 ? `Only if ${inWords(Object.fromEntries(open), optionsOf(useCase), (name) => name)}.` : '';
  fields.properties[key] = field(useCase, key, option, note);
  fields.paths.set(key, [key]);
  if (option.kind === 'text' && option.answer === 'required' && open.length === 0) fields.required.push(key);
  const message = expectation(key, option);
  if (message) fields.messages[key] = message;
}

function addGroup(
  fields: Fields,
  useCase: AnyUseCase,
  key: string,
  option: Choice,
  options: Options,
  fixed: Record<string, Value>,
): void {
  const values = Object.keys(option.choices).sort(
    (a, b) => Number(b === option.default) - Number(a === option.default),
  );
  const group = groupOf(key);
  const branches = values.map((value) => {
    const inside = fieldsOf(useCase, dependents(key, value, options), { ...fixed, [key]: value });
    for (const [name, path] of inside.paths) fields.paths.set(name, [group, ...path]);
    return branch(key, value, { title: label(useCase, key, value), of: option.title }, inside);
  });
  fields.properties[group] = choiceOfBranches([option.title, option.description].filter(Boolean).join('. '), branches);
  fields.required.push(group);
  fields.paths.set(key, [group, key]);
}

/** The options that are asked if a choice has this value, and the options that depend on them. */
function dependents(key: string, value: string, options: Options): Options {
  const chosen = Object.entries(options).filter(([, { when }]) => when?.[key] && [when[key]].flat().includes(value));
  const names = new Set(chosen.map(([name]) => name));
  const further = Object.entries(options).filter(
    ([name, { when }]) => !names.has(name) && Object.keys(when ?? {}).some((other) => names.has(other)),
  );
  return Object.fromEntries([...chosen, ...further]);
}

/**
 * A choice among branches. The description names the choice: with a title, the form would repeat the title of the chosen branch as
 * a heading. The pattern hides values of branches that the user has left from the review page.
 */
export const choiceOfBranches = (description: string, branches: readonly JsonSchema[]): JsonSchema => ({
  type: 'object',
  description,
  'ui:title': '',
  oneOf: branches,
  patternProperties: { '.': { 'ui:backstage': { review: { show: false } } } },
});

/** One branch of a `oneOf`; the constant that tells it from the others is not shown. */
export function branch(
  key: string,
  value: string,
  { title, of }: { title: string; of: string },
  inside: Omit<Fields, 'paths'>,
): JsonSchema {
  const constant = { title: of, type: 'string', const: value, default: value, 'ui:widget': 'hidden' };
  return {
    title,
    properties: { [key]: constant, ...inside.properties },
    required: [key, ...inside.required],
    ...messagesOf(inside),
  };
}

export const messagesOf = ({ messages }: Pick<Fields, 'messages'>): JsonSchema =>
  Object.keys(messages).length > 0 ? { errorMessage: { properties: messages } } : {};
