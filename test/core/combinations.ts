import { parseAnswers, useCases, type Answers, type Policy } from '../../generators/core/api.ts';
import { meets, type Option } from '../../generators/core/option.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';

/** What stands for the text that a use case demands where one of its choices asks for it. */
const texts: Record<string, string> = { tableName: 'existing-items' };

export interface Combination {
  /** "dynamodb-search+existing+domain+iam+keep": fit for a folder. */
  id: string;
  answers: Answers;
}

/** Every valid combination of the choices of every use case. */
export const combinations = (): Combination[] => (useCases as readonly AnyUseCase[]).flatMap(combinationsOf);

function combinationsOf(useCase: AnyUseCase): Combination[] {
  let sets: Record<string, string>[] = [{}];
  for (const [key, option] of Object.entries(useCase.options))
    sets = sets.flatMap((set) =>
      valuesOf(key, option, set).map((value) => (value === undefined ? set : { ...set, [key]: value })),
    );
  return sets.flatMap((set) => {
    const parsed = parseAnswers({ useCase: useCase.id, name: 'sample-project', ...set });
    const chosen = Object.entries(useCase.options).flatMap(([key, option]) =>
      option.kind === 'choice' && set[key] ? [set[key]] : [],
    );
    return parsed.ok ? [{ id: [useCase.id, ...chosen].join('+'), answers: parsed.answers }] : [];
  });
}

function valuesOf(key: string, option: Option, set: Record<string, string>): (string | undefined)[] {
  if (option.when && !meets(option.when, set)) return [undefined];
  if (option.kind === 'choice') return Object.keys(option.choices);
  return [option.kind === 'text' && option.answer === 'required' ? texts[key] : undefined];
}

/** The answers of a use case with defaults, but for these. */
export function answersWith(given: Record<string, unknown>, policy?: Policy): Answers {
  const parsed = parseAnswers({ useCase: 'dynamodb-search', name: 'sample-project', ...given }, policy);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.answers;
}
