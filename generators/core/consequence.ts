import { idleCost, usd } from './block.ts';
import { inOrderOf, type Several } from './option.ts';
import type { AnyUseCase } from './use-case.ts';

/** USD a month at list prices, when nothing happens. */
export interface Idle {
  dev: number;
  prod: number;
}

/**
 * What choosing a value means, in one line: the words of the option and, where the choice changes it, what the whole
 * project then costs a month when nothing happens. `answers` are those that are known already.
 */
export function consequenceOf(
  useCase: AnyUseCase,
  key: string,
  value: string,
  answers: Record<string, unknown> = {},
): string {
  const option = useCase.options[key]!;
  if (option.kind === 'several') return consequenceOfMember(useCase, key, option, value, answers);
  if (option.kind !== 'choice') throw new TypeError(`${key} is not a choice`);
  const costWith = (choice: string) => idleInWords(idleOf(useCase, { ...answers, [key]: choice }));
  const costs = new Set(Object.keys(option.choices).map(costWith));
  const words = option.choices[value]!;
  return costs.size === 1 ? words : `${words}; the idle project costs ${costWith(value)}`;
}

/** The same for one of several values: what it adds to those that are chosen, or would be by default. */
function consequenceOfMember(
  useCase: AnyUseCase,
  key: string,
  option: Several,
  value: string,
  answers: Record<string, unknown>,
): string {
  const chosen = (answers[key] ?? option.default) as readonly string[];
  const costWith = (values: readonly string[]) => idleOf(useCase, { ...answers, [key]: inOrderOf(option, values) });
  const others = chosen.filter((each) => each !== value);
  const [without, having] = [costWith(others), costWith([...others, value])];
  const added = { dev: having.dev - without.dev, prod: having.prod - without.prod };
  const words = option.choices[value]!;
  // costs are sums of decimal fractions
  return added.dev < 0.005 && added.prod < 0.005 ? words : `${words}; adds ${idleInWords(added)} to the idle project`;
}

/** What a project with these answers, and the default of every other choice, costs when nothing happens. */
export function idleOf(useCase: AnyUseCase, answers: object): Idle {
  const blocks = blocksWith(useCase, answers);
  return { dev: idleCost(blocks, 'dev'), prod: idleCost(blocks, 'prod') };
}

export const idleInWords = ({ dev, prod }: Idle): string => `${usd(dev)} a month in dev, ${usd(prod)} in prod`;

/** The building blocks, with these answers and the default of every other choice. */
export function blocksWith(useCase: AnyUseCase, answers: object): readonly string[] {
  const defaults = Object.entries(useCase.options).flatMap(([key, option]) =>
    option.kind === 'choice' || option.kind === 'several' ? [[key, option.default]] : [],
  );
  return useCase.blocks({ ...Object.fromEntries(defaults), ...answers } as never);
}
