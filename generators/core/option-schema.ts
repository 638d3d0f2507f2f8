import { z } from 'zod';
import { meant } from './nearest.ts';
import type { Choice, Option, Text } from './option.ts';
import { seen } from './problem.ts';
import { patternProblem } from './rule.ts';
import { slugOf } from './slug.ts';

/** The schema of the answer to one option: the only place where an option becomes a validation. */
export function schemaOf(option: Option): z.ZodType {
  switch (option.kind) {
    case 'choice':
      return valueSchema(option).default(option.default).meta(aboutOf(option));
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

/** The schema of a value that stands for itself: neither left out nor filled in. */
export function valueSchema(option: Choice | Text): z.ZodType<string> {
  if (option.kind === 'choice') {
    const values = Object.keys(option.choices);
    const error = ({ input }: { input?: unknown }) =>
      `${seen(input)} given, expected one of ${values.join(', ')}${meant(input, values)}`;
    return z.enum(values, { error });
  }
  const error = ({ input }: { input?: unknown }) => {
    return `${seen(input)} given, expected ${option.expected}${suggestionFor(input, option)}`;
  };
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
