import { parseAnswers, useCases } from '../../generators/core/api.ts';
import type { Option, Value } from '../../generators/core/option.ts';
import type { AnyUseCase } from '../../generators/core/use-case.ts';
import { meets } from '../../generators/core/where.ts';
import { testedUseCases, type TestedProject } from '../use-cases/tested.ts';

/** Every valid combination of the choices of every use case, with ids such as "dynamodb-search+existing+domain+iam+keep". */
export const combinations = (): TestedProject[] => useCases.flatMap(combinationsOf);

/** So many members a list may have for each of its subsets to be tried. */
const few = 3;

/**
 * Every valid combination of the choices of one use case. Of a long list, all members together are tried with everything, and each
 * alone with at most two choices that are not the default. An option that is apart has its default there, which the ids do not name,
 * and each of its other choices with the default of everything else.
 */
export function combinationsOf(useCase: AnyUseCase): TestedProject[] {
  const tested = testedUseCases.find(({ id }) => id === useCase.id);
  const { texts = {}, apart = [] } = tested ?? {};
  let sets: Record<string, Value>[] = [{}];
  for (const [key, option] of Object.entries(useCase.options).filter(([each]) => !apart.includes(each)))
    sets = sets.flatMap((set) =>
      valuesOf(option, set, texts[key]).map((value) => (value === undefined ? set : { ...set, [key]: value })),
    );
  return [...sets.filter((set) => isTried(useCase, set)), ...apart.flatMap((key) => apartOf(useCase, key))].flatMap(
    (set) => {
      const parsed = parseAnswers({ useCase: useCase.id, name: 'sample-project', ...set });
      const chosen = Object.entries(useCase.options).flatMap(([key, option]) =>
        'choices' in option && set[key]?.length ? [[set[key]].flat().join('-')] : [],
      );
      return parsed.ok ? [{ id: [useCase.id, ...chosen].join('+'), answers: parsed.answers }] : [];
    },
  );
}

/** The choices of an option that are not its default, with the defaults of all other options. */
function apartOf({ options }: AnyUseCase, apart: string): Record<string, Value>[] {
  const option = options[apart];
  if (option?.kind !== 'choice') throw new TypeError(`${apart} is not a choice`);
  const defaults = Object.entries(options).flatMap(([key, each]) =>
    'choices' in each && each.default.length > 0 ? [[key, each.default] as const] : [],
  );
  return Object.keys(option.choices)
    .filter((choice) => choice !== option.default)
    .map((choice) => Object.fromEntries([...defaults, [apart, choice]]));
}

function isTried({ options }: AnyUseCase, set: Record<string, Value>): boolean {
  const chosen = Object.entries(options).filter(([key]) => set[key] !== undefined);
  const isAlone = chosen.some(
    ([key, option]) => option.kind === 'several' && Object.keys(option.choices).length > few && set[key]!.length === 1,
  );
  return (
    !isAlone || chosen.filter(([key, option]) => option.kind === 'choice' && set[key] !== option.default).length <= 2
  );
}

function valuesOf(option: Option, set: Record<string, Value>, text: string | undefined): (Value | undefined)[] {
  if (option.when && !meets(option.when, set)) return [undefined];
  if (option.kind === 'choice') return Object.keys(option.choices);
  if (option.kind === 'several')
    return listsOf(Object.keys(option.choices)).filter(({ length }) => length >= option.atLeast);
  return [option.kind === 'text' && option.answer === 'required' ? text : undefined];
}

const listsOf = (values: string[]): string[][] =>
  values.length > few ? [[], ...values.map((value) => [value]), values] : subsetsOf(values);

const subsetsOf = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>((subsets, value) => [...subsets, ...subsets.map((subset) => [...subset, value])], [[]]);
