import type { AnswersTo, Options } from './option.ts';
import { projectOptions, scaffoldedFrom } from './options/project.ts';
import type { ProjectPolicy } from './policy.ts';
import type { AnyUseCase, UseCase } from './use-case.ts';
import { dynamodbSearch } from './use-cases/dynamodb-search.ts';

/** Every use case, in the order in which people are offered them. */
export const useCases = [dynamodbSearch] as const;

type AnswersOf<U> =
  U extends UseCase<infer Id, infer S>
    ? { useCase: Id; scaffoldedFrom?: string; policy?: ProjectPolicy } & AnswersTo<typeof projectOptions> & AnswersTo<S>
    : never;
/** Parsed answers: everything filled in, nothing foreign. Discriminated by `useCase`. */
export type Answers = AnswersOf<(typeof useCases)[number]>;
export type UseCaseId = Answers['useCase'];

export const useCaseIds: readonly string[] = useCases.map(({ id }) => id);

export function findUseCase(id: unknown): AnyUseCase | undefined {
  return (useCases as readonly AnyUseCase[]).find((useCase) => useCase.id === id);
}

/** The options of a use case, those of every project first: the order of the prompts and of the documentation. */
export const optionsOf = (useCase: AnyUseCase): Options => ({ ...projectOptions, ...useCase.options });

/** What an answers file may hold: the options, and what an entrance records without asking. */
export const recordableOf = (useCase: AnyUseCase): Options => ({ ...optionsOf(useCase), scaffoldedFrom });
