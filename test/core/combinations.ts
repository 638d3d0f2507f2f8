import { parseAnswers, useCases, type Answers, type Policy } from '../../generators/core/api.ts';
import type { Option, Value } from '../../generators/core/option.ts';
import { meets } from '../../generators/core/where.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';

/** What stands for the text that a use case demands where one of its choices asks for it. */
const texts: Record<string, string> = { tableName: 'existing-items' };

export interface Combination {
  /** "dynamodb-search+existing+domain+iam+keep": fit for a folder. */
  id: string;
  answers: Answers;
}

/** Every valid combination of the choices of every use case. */
export const combinations = (): Combination[] => useCases.flatMap(combinationsOf);

/** Every valid combination of the choices of one use case. */
export function combinationsOf(useCase: AnyUseCase): Combination[] {
  let sets: Record<string, Value>[] = [{}];
  for (const [key, option] of Object.entries(useCase.options))
    sets = sets.flatMap((set) =>
      valuesOf(key, option, set).map((value) => (value === undefined ? set : { ...set, [key]: value })),
    );
  return sets.flatMap((set) => {
    const parsed = parseAnswers({ useCase: useCase.id, name: 'sample-project', ...set });
    const chosen = Object.entries(useCase.options).flatMap(([key, option]) =>
      'choices' in option && set[key] ? [[set[key]].flat().join('-')] : [],
    );
    return parsed.ok ? [{ id: [useCase.id, ...chosen].join('+'), answers: parsed.answers }] : [];
  });
}

function valuesOf(key: string, option: Option, set: Record<string, Value>): (Value | undefined)[] {
  if (option.when && !meets(option.when, set)) return [undefined];
  if (option.kind === 'choice') return Object.keys(option.choices);
  if (option.kind === 'several')
    return subsetsOf(Object.keys(option.choices)).filter(({ length }) => length >= option.atLeast);
  return [option.kind === 'text' && option.answer === 'required' ? texts[key] : undefined];
}

const subsetsOf = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>((subsets, value) => [...subsets, ...subsets.map((subset) => [...subset, value])], [[]]);

/** The answers of a use case with defaults, but for these. */
export function answersWith(given: Record<string, unknown>, policy?: Policy): Answers {
  const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'sample-project', ...given }, policy);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.answers;
}
