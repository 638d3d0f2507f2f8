import type { AnswersTo, Options } from './option.ts';
import type { projectOptions } from './options/project.ts';
import type { PackageName } from './versions.ts';
import type { WhereAnswers } from './where.ts';

/** A combination of answers that cannot work, with the reason that the user is told. */
export interface Refusal<A = Record<string, string>> {
  where: WhereAnswers<A>;
  because: string;
}

/**
 * The events of a project by the name that code has for them, sources first. `shipped` is the schema in templates/contracts/,
 * without its ending: of the event itself, or of the example where users bring their own (source events).
 */
export type UseCaseEvents = Readonly<
  Record<string, { kind: 'source'; shipped: string } | { kind: 'derived'; of: readonly string[]; shipped: string }>
>;

/** A lock file, and the answers that it is for. */
export interface Lock<A = Record<string, string>> {
  name: string;
  where: WhereAnswers<A>;
}

/** What a project may need on a machine besides Node.js, npm and git. */
export type NeededProgram = 'java' | 'maven' | 'python';

export interface UseCase<Id extends string = string, S extends Options = Options> {
  id: Id;
  /** A noun phrase: the heading of the generated README. */
  title: string;
  /** The way of an event, service by service. */
  flow: string;
  /** The packages that its own files import, beyond those of every project and of its blocks. */
  packages?: readonly PackageName[];
  /**
   * The lock files of its projects, templates/locks/ID/NAME. A project gets the first one whose condition its answers meet; the
   * last one is for all other answers. Each set of packages needs its own lock file. `npm run lock` writes all of them.
   */
  locks?: readonly Lock<AnswersTo<S & typeof projectOptions>>[];
  /** The programs that its projects need. */
  programs?: readonly NeededProgram[];
  /** What only this use case asks, beyond the project options. */
  options: S;
  refuse: readonly Refusal<AnswersTo<S & typeof projectOptions>>[];
  /** The events of the project. Templates of its blocks know them by these names. */
  events: UseCaseEvents;
  /** The building blocks of the answers, in the order in which the documentation lists them. */
  blocks(answers: AnswersTo<S>): readonly string[];
  /** What the templates of this use case may name, beyond what every project's templates may. */
  view(answers: AnswersTo<S>): Record<string, unknown>;
}

export const defineUseCase = <const Id extends string, const S extends Options>(
  useCase: UseCase<Id, S>,
): UseCase<Id, S> => useCase;

/** A use case whose options the caller does not know; its functions take answers that were parsed for it. */
export interface AnyUseCase extends Omit<UseCase, 'blocks' | 'view' | 'refuse' | 'locks'> {
  refuse: readonly { where: object; because: string }[];
  locks?: readonly { name: string; where: object }[];
  blocks(answers: never): readonly string[];
  view(answers: never): Record<string, unknown>;
}
