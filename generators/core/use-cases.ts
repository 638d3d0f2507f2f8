import type { AnswersTo, Option, Options } from './option.ts';
import { projectOptions, scaffoldedFrom } from './options/project.ts';
import type { ProjectPolicy } from './policy/policy.ts';
import type { AnyUseCase, UseCase } from './use-case.ts';
import { accessLogs } from './use-cases/access-logs.ts';
import { clickstream } from './use-cases/clickstream.ts';
import { dynamodbSearch } from './use-cases/dynamodb-search.ts';
import { mskLakehouse } from './use-cases/msk-lakehouse.ts';
import { meets } from './where.ts';

const shipped = [dynamodbSearch, accessLogs, clickstream, mskLakehouse] as const;
const offered: AnyUseCase[] = [...shipped];

/** Every use case, in the order in which people are offered them. */
export const useCases: readonly AnyUseCase[] = offered;

/** Offers one more use case to every entrance of this process: for tests, with use cases that exist only there. */
export const offer = (useCase: AnyUseCase): void => void offered.push(useCase);

type AnswersOf<U> =
  U extends UseCase<infer Id, infer S>
    ? { useCase: Id; scaffoldedFrom?: string; policy?: ProjectPolicy } & AnswersTo<typeof projectOptions> & AnswersTo<S>
    : never;
/** Parsed answers: everything filled in, nothing foreign. Discriminated by `useCase`. */
export type Answers = AnswersOf<(typeof shipped)[number]>;
export type UseCaseId = Answers['useCase'];

export const useCaseIds = (): string[] => useCases.map(({ id }) => id);

export const findUseCase = (id: unknown): AnyUseCase | undefined => useCases.find((useCase) => useCase.id === id);

/** The use case of somebody who takes the default of everything. */
export const defaultUseCase = (): AnyUseCase => useCases[0]!;

/** The use case that nobody has to be asked for. */
export const onlyUseCase = (): AnyUseCase | undefined => (useCases.length === 1 ? useCases[0] : undefined);

/** The options of a use case, those of every project first: the order of the prompts and of the documentation. */
export const optionsOf = (useCase: AnyUseCase): Options => ({ ...projectOptions, ...useCase.options });

/** What an answers file may hold: the options, and what an entrance records without asking. */
export const recordableOf = (useCase: AnyUseCase): Options => ({ ...optionsOf(useCase), scaffoldedFrom });

/** The lock file that is for these answers: the first whose condition they meet. */
export const lockFor = ({ locks = [] }: AnyUseCase, answers: Answers) =>
  locks.find(({ where }) => meets(where, answers));

/** An option, and the use cases that have it. */
export interface Meaning {
  option: Option;
  useCases: readonly AnyUseCase[];
}

/** What each key means: use cases share options, and they may also have different ones under the same key. */
export function meaningsOf(some: readonly AnyUseCase[] = useCases): Map<string, readonly Meaning[]> {
  const meanings = new Map<string, readonly Meaning[]>();
  for (const useCase of some)
    for (const [key, option] of Object.entries(optionsOf(useCase))) {
      const known = meanings.get(key) ?? [];
      const others = known.filter((each) => each.option !== option);
      const same = known.find((each) => each.option === option)?.useCases ?? [];
      meanings.set(key, [...others, { option, useCases: [...same, useCase] }]);
    }
  return meanings;
}

/** The use cases of one of several meanings, as a message names them. */
export const idsOf = ({ useCases: some }: Meaning): string => some.map(({ id }) => id).join(', ');
