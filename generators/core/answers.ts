import { z } from 'zod';
import { contractProblems } from './contract.ts';
import { inWords, meets, type Option, type Options } from './option.ts';
import { seen, type Problem } from './problem.ts';
import { regions } from './regions.ts';
import type { AnyUseCase } from './use-case.ts';
import { findUseCase, optionsOf, useCaseIds, type Answers } from './use-cases.ts';

export type Parsed = { ok: true; answers: Answers; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** How an entrance writes the name of an option: `devRegion` in a file, `--dev-region` on a command line. */
export type Spell = (key: string) => string;

/** The schema of the answer to one option: the only place where an option becomes a validation. */
export function schemaOf(option: Option): z.ZodType {
  const about = { title: option.title, ...(option.description ? { description: option.description } : {}) };
  switch (option.kind) {
    case 'choice': {
      const values = Object.keys(option.choices);
      return z
        .enum(values, { error: ({ input }) => `${seen(input)} given, expected one of ${values.join(', ')}` })
        .default(option.default)
        .meta(about);
    }
    case 'text': {
      const expected = ({ input }: { input?: unknown }) => `${seen(input)} given, expected ${option.expected}`;
      const line = z
        .string({ error: expected })
        .max(option.maxLength, { error: expected, abort: true })
        .regex(option.pattern, { error: expected });
      if (option.answer === 'required') return line.meta(about);
      return (option.answer === 'optional' ? line.optional() : line.default(option.answer.default)).meta(about);
    }
    case 'document':
      return z
        .record(z.string(), z.unknown(), { error: ({ input }) => `${seen(input)} given, expected ${option.expected}` })
        .optional()
        .meta(about);
  }
}

/**
 * The one validation of every entrance. Each option is checked on its own, then every refusal whose options are valid,
 * so that all problems are told at once. Defaults are filled in.
 */
export function parseAnswers(input: unknown, spell: Spell = (key) => key): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refused({ option: '', message: `${seen(input)} given, expected an object of answers` });
  const given = input as Record<string, unknown>;
  const useCase = findUseCase(given['useCase']);
  if (!useCase)
    return refused({
      option: 'useCase',
      message: `${seen(given['useCase'])} given, expected one of ${useCaseIds.join(', ')}`,
    });

  const options = optionsOf(useCase);
  const { answers, problems } = checkEach(options, given, spell);
  problems.push(...unknownKeys(options, given, useCase, spell), ...refusals(useCase, answers, problems));
  if (answers['contract'])
    problems.push(...contractProblems(answers['contract']).map((message) => ({ option: 'contract', message })));
  if (problems.length > 0) return refused(...problems);
  return { ok: true, answers: { useCase: useCase.id, ...answers } as Answers, warnings: unknownRegions(answers) };
}

const refused = (...problems: Problem[]): Parsed => ({ ok: false, problems });

/** Options are checked in their order; a condition speaks of options before its own. */
function checkEach(options: Options, given: Record<string, unknown>, spell: Spell) {
  const answers: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [key, option] of Object.entries(options)) {
    const { when = {} } = option;
    const decided = Object.keys(when).every((other) => other in answers);
    if (decided && !meets(when, answers)) {
      // An answer to a question that was not asked is no trifle: a file that says so and gets nothing for it lies.
      if (given[key] !== undefined)
        problems.push({ option: key, message: `is only asked where ${inWords(when, spell)}` });
      continue;
    }
    if (!decided && given[key] === undefined) continue;
    const result = schemaOf(option).safeParse(given[key]);
    if (!result.success) problems.push({ option: key, message: result.error.issues[0]!.message });
    else if (result.data !== undefined) answers[key] = result.data;
  }
  return { answers, problems };
}

function unknownKeys(options: Options, given: object, useCase: AnyUseCase, spell: Spell): Problem[] {
  const names = Object.keys(options).map(spell).join(', ');
  return Object.keys(given)
    .filter((key) => key !== 'useCase' && !Object.hasOwn(options, key))
    .map((option) => ({ option, message: `is not an option of ${useCase.id}, which has ${names}` }));
}

function refusals(useCase: AnyUseCase, answers: object, problems: readonly Problem[]): Problem[] {
  const bad = new Set(problems.map(({ option }) => option));
  return useCase.refuse
    .filter(({ where }) => !Object.keys(where).some((key) => bad.has(key)) && meets(where, answers))
    .map(({ where, because }) => ({ option: Object.keys(where).join(', '), message: because }));
}

function unknownRegions(answers: Record<string, unknown>): Problem[] {
  return ['devRegion', 'prodRegion'].flatMap((option) => {
    const region = answers[option];
    if (region === undefined || (regions as readonly unknown[]).includes(region)) return [];
    return [{ option, message: `${seen(region)} is not among the ${regions.length} regions that this version knows` }];
  });
}
