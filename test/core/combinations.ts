import { parseAnswers, useCases } from '../../generators/core/api.ts';
import { meets, type Option } from '../../generators/core/option.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { testedUseCases, type TestedProject } from '../use-cases/tested.ts';

/** Every valid combination of the choices of every use case, with ids such as "dynamodb-search+existing+domain+iam+keep". */
export const combinations = (): TestedProject[] => (useCases as readonly AnyUseCase[]).flatMap(combinationsOf);

function combinationsOf(useCase: AnyUseCase): TestedProject[] {
  const { texts } = testedUseCases.find(({ id }) => id === useCase.id)!;
  let sets: Record<string, string>[] = [{}];
  for (const [key, option] of Object.entries(useCase.options))
    sets = sets.flatMap((set) =>
      valuesOf(option, set, texts[key]).map((value) => (value === undefined ? set : { ...set, [key]: value })),
    );
  return sets.flatMap((set) => {
    const parsed = parseAnswers({ useCase: useCase.id, name: 'sample-project', ...set });
    const chosen = Object.entries(useCase.options).flatMap(([key, option]) =>
      option.kind === 'choice' && set[key] ? [set[key]] : [],
    );
    return parsed.ok ? [{ id: [useCase.id, ...chosen].join('+'), answers: parsed.answers }] : [];
  });
}

function valuesOf(option: Option, set: Record<string, string>, text: string | undefined): (string | undefined)[] {
  if (option.when && !meets(option.when, set)) return [undefined];
  if (option.kind === 'choice') return Object.keys(option.choices);
  return [option.kind === 'text' && option.answer === 'required' ? text : undefined];
}
