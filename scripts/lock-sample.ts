import { parseAnswers, type Answers } from '../generators/core/api.ts';
import type { AnyUseCase } from '../generators/core/use-case.ts';
import { lockFor, optionsOf } from '../generators/core/use-cases.ts';

/** Answers that a lock file of a use case is for: those that its condition names, and the default of every other option. */
export function sampleAnswers(useCase: AnyUseCase, lock: { name: string; where: object }, name: string): Answers {
  const options = optionsOf(useCase);
  const given = Object.entries(lock.where as Record<string, string | readonly string[]>).map(([key, allowed]) => {
    const [first] = [allowed].flat();
    return [key, options[key]?.kind === 'several' ? [first] : first];
  });
  const parsed = parseAnswers({ useCase: useCase.id, name, ...Object.fromEntries(given) });
  if (!parsed.ok) throw new Error(`${useCase.id}, lock ${lock.name}: ${JSON.stringify(parsed.problems)}`);
  if (lockFor(useCase, parsed.answers)?.name !== lock.name)
    throw new Error(`${useCase.id}, lock ${lock.name}: a lock before it is for the same answers`);
  return parsed.answers;
}
