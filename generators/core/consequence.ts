import { idleCost, usd } from './block.ts';
import type { AnyUseCase } from './use-case.ts';

/**
 * What choosing a value means, in one line: the words of the option and, where the choice makes a difference to it, what
 * the whole project then costs a month in stage dev when nothing happens.
 */
export function consequenceOf(useCase: AnyUseCase, key: string, value: string): string {
  const option = useCase.options[key]!;
  if (option.kind !== 'choice') throw new TypeError(`${key} is not a choice`);
  const costs = Object.keys(option.choices).map((choice) => idleWith(useCase, { [key]: choice }, 'dev'));
  const words = option.choices[value]!;
  if (costs.every((cost) => cost === costs[0])) return words;
  return `${words}; the project then idles at ${usd(idleWith(useCase, { [key]: value }, 'dev'))} a month (dev)`;
}

/** The idle cost of a stage in USD a month, with these answers and the default of every other choice. */
export const idleWith = (useCase: AnyUseCase, answers: object, stage: 'dev' | 'prod'): number =>
  idleCost(blocksWith(useCase, answers), stage);

/** The building blocks, with these answers and the default of every other choice. */
export function blocksWith(useCase: AnyUseCase, answers: object): readonly string[] {
  const defaults = Object.entries(useCase.options).flatMap(([key, option]) =>
    option.kind === 'choice' ? [[key, option.default]] : [],
  );
  return useCase.blocks({ ...Object.fromEntries(defaults), ...answers } as never);
}
