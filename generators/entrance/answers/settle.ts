import type { Parsed } from '../../core/answers.ts';
import { parseAnswers } from '../../core/api.ts';
import { meets } from '../../core/where.ts';
import type { Options } from '../../core/option.ts';
import { written, type Problem } from '../../core/problem.ts';
import { lockedValue, lockedValues } from '../../core/policy/rule.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import {
  defaultUseCase,
  findUseCase,
  meaningsOf,
  onlyUseCase,
  optionsOf,
  useCaseIds,
  type Answers,
} from '../../core/use-cases.ts';
import { projectOptionsUnder, underPolicy } from '../../core/policy/under-policy.ts';
import { BadInput, problemAt, type PlacedProblem } from '../problems.ts';
import type { CommandLine } from '../flags/flags.ts';
import { flagOf, spell } from '../flags/option-flags.ts';
import { placed, type GivenAnswers } from './given-answers.ts';

export interface Settled {
  answers: Answers;
  warnings: PlacedProblem[];
  /** Keys that nobody answered and that have their default. */
  defaults: string[];
  /** Keys that the organisation's policy has decided. */
  locked: string[];
}

/**
 * What becomes of options that nobody answered: `--yes` takes all defaults, the first use case included; in an answers file,
 * and after questions, options have theirs; otherwise a choice that was not made is missing.
 */
export type Unanswered = 'all defaults' | 'defaults' | 'missing';

export function unanswered(values: CommandLine['values'], wereAsked: boolean): Unanswered {
  if (values['yes']) return 'all defaults';
  return wereAsked || values['answers'] !== undefined ? 'defaults' : 'missing';
}

/** Complete answers; throws `BadInput` with everything that is wrong with them, and with `others`, at once. */
export function settle(gathered: GivenAnswers, open: Unanswered, others: readonly PlacedProblem[]): Settled {
  const given = open === 'all defaults' ? withUseCase(gathered, defaultUseCase()) : gathered;
  const parsed = parseWith(given);
  const missing = open === 'missing' ? openChoices(given) : [];
  const problems = [...others, ...given.problems, ...missing];
  if (!parsed.ok) {
    const isTold = ({ option }: Problem) => missing.length > 0 && option === 'useCase' && !('useCase' in given.answers);
    problems.push(...placed(parsed.problems, given).filter((problem) => !isTold(problem)));
  }
  if (problems.length > 0 || !parsed.ok) throw new BadInput(problems, whereToRead(problems, given));
  const { policy: _, ...answers } = parsed.answers;
  const locked = Object.keys(answers).filter((key) => isLocked(key, given));
  const defaults = Object.keys(answers).filter((key) => !(key in gathered.answers) && !locked.includes(key));
  return { answers: parsed.answers, warnings: placed(parsed.warnings, given), defaults, locked };
}

const isLocked = (key: string, given: GivenAnswers) => lockedValue(optionsIn(given)[key]?.rules) !== undefined;

/** The options that there are for sure: before the use case is known, those of every project. */
function optionsIn({ answers, policy: file }: GivenAnswers): Options {
  const useCase = findUseCase(answers['useCase']) ?? onlyUseCase();
  return useCase ? optionsOf(underPolicy(useCase, file?.policy)) : projectOptionsUnder(file?.policy);
}

const withUseCase = (given: GivenAnswers, useCase: AnyUseCase | undefined): GivenAnswers =>
  useCase ? { ...given, answers: { useCase: useCase.id, ...given.answers } } : given;

/**
 * What is wrong with the answers that were given: told before the first question, not after the last. What a given answer
 * rules out among those still to come is no problem yet.
 */
export function problemsBeforeAsking(given: GivenAnswers): PlacedProblem[] {
  const isGiven = ({ option }: Problem) =>
    option.split(', ').every((key) => key in given.answers || isLocked(key, given));
  const likely = withUseCase(given, onlyUseCase());
  const parsed = parseWith(likely);
  return parsed.ok ? [] : placed(parsed.problems.filter(isGiven), given);
}

/** Without a terminal, a choice is left to its default only where the user says so. */
function openChoices(given: GivenAnswers): PlacedProblem[] {
  const named = given.answers['useCase'];
  const useCase = named === undefined ? onlyUseCase() : findUseCase(named);
  const unnamed = named === undefined ? [['useCase', defaultUseCase().id] as const] : [];
  const open = [...unnamed, ...(useCase ? openChoicesOf(useCase, given) : [])];
  if (open.length === 0) return [];
  const defaults = open.map(([key, preset]) => `${spell(key)} ${preset}`).join(', ');
  const others = unnamed.length > 0 && !useCase ? `. Use cases: ${useCaseIds().join(', ')}` : '';
  return [
    problemAt(
      open.map(([key]) => spell(key)).join(', '),
      `not given, and there is no terminal to ask on. To accept the defaults, add --yes: ${defaults}${others}`,
    ),
  ];
}

function openChoicesOf(useCase: AnyUseCase, given: GivenAnswers): (readonly [key: string, preset: string])[] {
  const options = optionsOf(underPolicy(useCase, given.policy?.policy));
  const answers = { ...lockedValues(options), ...given.answers };
  return Object.entries(options).flatMap(([key, option]) => {
    if (option.kind !== 'choice' && option.kind !== 'several') return [];
    const isOpen = answers[key] === undefined && (!option.when || meets(option.when, answers));
    return isOpen ? [[key, written(option.default)] as const] : [];
  });
}

/** Validated in the spelling of the place where each answer stands. */
function parseWith({ answers, inFile, policy: file, newRegions }: GivenAnswers): Parsed {
  const parsed = parseAnswers(answers, file?.policy, (key) => (inFile.has(key) ? key : spell(key)), newRegions);
  if (parsed.ok) return parsed;
  // A key that nobody knows can only stand in a file; what it is told are keys.
  const asKeys = parseAnswers(answers, file?.policy, undefined, newRegions) as typeof parsed;
  const known = ['useCase', 'policy', ...meaningsOf().keys()];
  const isKnown = ({ option }: Problem) => option.split(', ').every((key) => known.includes(key));
  return {
    ok: false,
    problems: parsed.problems.map((each, index) => (isKnown(each) ? each : asKeys.problems[index]!)),
  };
}

function whereToRead(problems: readonly PlacedProblem[], given: GivenAnswers): string | undefined {
  const useCase = findUseCase(given.answers['useCase']);
  if (!useCase) return 'stream-pipeline list';
  const options = optionsOf(useCase);
  const about = [...new Set(problems.map(({ option }) => option))].filter((key) => Object.hasOwn(options, key));
  if (about.length === 0) return undefined;
  return `stream-pipeline explain ${useCase.id}${about.length === 1 ? ` ${flagOf(about[0]!)}` : ''}`;
}
