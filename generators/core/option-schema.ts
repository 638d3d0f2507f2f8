import { z } from 'zod';
import { meant } from './nearest.ts';
import { inOrderOf, type Choice, type Option, type Several, type Text, type Value } from './option.ts';
import { patternProblem } from './policy/rule.ts';
import { seen } from './problem.ts';
import { slugOf } from './slug.ts';

/** The schema of the answer to one option: the only place where an option becomes a validation. */
export function schemaOf(option: Option): z.ZodType {
  switch (option.kind) {
    case 'choice':
    case 'several':
      return valueSchema(option)
        .default(option.default as never)
        .meta(aboutOf(option));
    case 'text': {
      const line = valueSchema(option);
      if (option.answer === 'required') return line.meta(aboutOf(option));
      return (option.answer === 'optional' ? line.optional() : line.default(option.answer.default)).meta(
        aboutOf(option),
      );
    }
    case 'document':
      return z
        .record(z.string(), z.unknown(), { error: ({ input }) => `${seen(input)} given, expected ${option.expected}` })
        .optional()
        .meta(aboutOf(option));
  }
}

/** What an error of the schema library says about its input. */
interface Issue {
  input?: unknown;
}

/** The schema of a value that stands for itself: neither left out nor filled in. */
export function valueSchema(option: Choice | Several | Text): z.ZodType<Value> {
  if (option.kind === 'choice') return memberSchema(option, 'one of');
  if (option.kind === 'several') return listSchema(option);
  return lineSchema(option);
}

function memberSchema({ choices }: Choice | Several, quantity: string) {
  const values = Object.keys(choices);
  const error = ({ input }: Issue) =>
    `${seen(input)} given, expected ${quantity} ${values.join(', ')}${meant(input, values)}`;
  return z.enum(values, { error });
}

/** Gives the values in the order of the choices. */
function listSchema(option: Several): z.ZodType<readonly string[]> {
  const { atLeast } = option;
  const values = Object.keys(option.choices).join(', ');
  const some = atLeast > 0 ? `at least ${atLeast} of ${values}` : `any of ${values}`;
  const error = ({ input }: Issue) =>
    Array.isArray(input) && input.length < atLeast
      ? `${input.length === 0 ? 'nothing' : seen(input)} given, expected ${some}`
      : `${seen(input)} given, expected a list: ${some}`;
  return z
    .array(memberSchema(option, 'any of'), { error })
    .min(atLeast, { error })
    .superRefine((list, context) => {
      const twice = list.find((value, index) => list.indexOf(value) < index);
      if (twice !== undefined) context.addIssue(`${seen(twice)} given more than once`);
    })
    .meta({ uniqueItems: true })
    .transform((list) => inOrderOf(option, list));
}

/** The schema of a line of text. */
export function lineSchema(option: Text): z.ZodType<string> {
  const error = ({ input }: Issue) =>
    `${seen(input)} given, expected ${option.expected}${suggestionFor(input, option)}`;
  return z
    .string({ error })
    .max(option.maxLength, { error, abort: true })
    .regex(option.pattern, { error, abort: true })
    .superRefine((value, context) => {
      const problem = patternProblem(option.rules, value);
      if (problem) context.addIssue(problem);
    });
}

const aboutOf = ({ title, description }: Option) => ({ title, ...(description ? { description } : {}) });

function suggestionFor(input: unknown, option: Text): string {
  const slug = option.isName && typeof input === 'string' ? slugOf(input, option) : undefined;
  return slug === undefined ? meant(input, option.known ?? []) : `. Did you mean ${slug}?`;
}
