import { consequenceOf } from '../../core/consequence.ts';
import { meets, presetOf, type Choice, type Option, type Options } from '../../core/option.ts';
import type { Policy } from '../../core/policy.ts';
import { lockedValue } from '../../core/rule.ts';
import { underPolicy } from '../../core/under-policy.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { findUseCase, optionsOf, useCaseIds, useCases } from '../../core/use-cases.ts';
import { flagOf, spell } from './flags.ts';
import type { GivenAnswers } from './given-answers.ts';
import { readJsonFile } from './read-json.ts';

export interface Select {
  name: string;
  message: string;
  choices: { value: string; consequence: string; /** Why it cannot be chosen. */ refused?: string }[];
  default: string;
}
export interface Input {
  name: string;
  message: string;
  default?: string;
  /** What is wrong with a value, in a sentence. */
  check: (value: string) => Promise<string | undefined>;
}
export interface Confirm {
  name: string;
  message: string;
  default: boolean;
}

/** Puts a question to the user: with Inquirer on a terminal, through the adapter of Yeoman's environment. */
export interface Asker {
  select(question: Select): Promise<string>;
  input(question: Input): Promise<string>;
  confirm(question: Confirm): Promise<boolean>;
}

type Answers = Record<string, unknown>;

/** The use case that nobody has to be asked for. */
export const onlyUseCase: AnyUseCase | undefined = useCaseIds.length === 1 ? useCases[0] : undefined;

/** Asks for what is not settled yet: the use case where there are several, what makes a difference, and details on request. */
export async function ask(
  asker: Asker,
  { answers: settled, policy: file }: Pick<GivenAnswers, 'answers' | 'policy'>,
  cwd: string,
): Promise<Answers> {
  const policy = file?.policy;
  const useCase = underPolicy(await useCaseOf(asker, settled), policy);
  const answers: Answers = { ...settled, useCase: useCase.id };
  const options = Object.entries(optionsOf(useCase));
  const locked = lockedValues(optionsOf(useCase));
  const isOpen = (key: string, option: Option) =>
    answers[key] === undefined && !(key in locked) && (!option.when || meets(option.when, { ...locked, ...answers }));
  const askOne = (key: string, option: Option) => askFor(asker, useCase, key, option, { answers, policy, cwd });

  for (const [key, option] of options) if (isEssential(option) && isOpen(key, option)) await askOne(key, option);

  const details = options.filter(([key, option]) => !isEssential(option) && isOpen(key, option));
  if (details.length === 0) return answers;
  const names = details.map(([key]) => flagOf(key)).join(', ');
  const wanted = await asker.confirm({
    name: 'details',
    message: `Set any of the details as well (${names})?`,
    default: false,
  });
  if (wanted) for (const [key, option] of details) if (isOpen(key, option)) await askOne(key, option);
  return answers;
}

/** Whether an option makes a difference that everybody should know of, or has to be answered anyway. */
export const isEssential = (option: Option): boolean =>
  option.kind === 'choice' || (option.kind === 'text' && option.answer === 'required');

/** The values that the organisation's policy has decided on. */
export const lockedValues = (options: Options): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([key, { rules }]) => {
      const value = lockedValue(rules);
      return value === undefined ? [] : [[key, value]];
    }),
  );

async function useCaseOf(asker: Asker, settled: Answers): Promise<AnyUseCase> {
  const known = findUseCase(settled['useCase']) ?? onlyUseCase;
  if (known) return known;
  const id = await asker.select({
    name: 'useCase',
    message: 'Use case',
    choices: useCases.map(({ id, title, flow }) => ({ value: id, consequence: `${title}: ${flow}` })),
    default: useCases[0].id,
  });
  return findUseCase(id)!;
}

/** What is known while somebody is asked: the answers so far, which the next one is added to. */
interface Talk {
  answers: Answers;
  policy: Policy | undefined;
  cwd: string;
}

async function askFor(asker: Asker, useCase: AnyUseCase, key: string, option: Option, talk: Talk): Promise<void> {
  const { answers, cwd } = talk;
  if (option.kind === 'choice') {
    answers[key] = await asker.select(await selectOf(useCase, key, option, talk));
    return;
  }
  const preset = presetOf(option);
  const isRequired = option.kind === 'text' && option.answer === 'required';
  const given = await asker.input({
    name: key,
    message: `${option.title}${hintOf(option)}`,
    ...(preset ? { default: preset } : {}),
    check: async (value) => {
      if (value === '' && !isRequired) return undefined;
      const read = option.kind === 'document' ? readJsonFile(value, cwd) : { value };
      return 'problem' in read ? read.problem : whatSpeaksAgainst(key, read.value || undefined, talk);
    },
  });
  if (given === '') return;
  const read = option.kind === 'document' ? readJsonFile(given, cwd) : { value: given };
  if ('value' in read) answers[key] = read.value;
}

function hintOf(option: Option): string {
  if (option.kind === 'document') return ' (a JSON file; Enter: none)';
  const allowed = option.rules?.flatMap((rule) => (rule.kind === 'allowed' ? rule.values : [])) ?? [];
  const hints = [
    ...(allowed.length > 0 ? [allowed.join(', ')] : []),
    ...(option.kind === 'text' && option.answer === 'optional' ? ['Enter: none'] : []),
  ];
  return hints.length > 0 ? ` (${hints.join('; ')})` : '';
}

async function selectOf(useCase: AnyUseCase, key: string, option: Choice, talk: Talk): Promise<Select> {
  const choices = await Promise.all(
    Object.keys(option.choices).map(async (value) => {
      const consequence = consequenceOf(useCase, key, value);
      const refused = useCase.refuse.some(({ where }) => key in where)
        ? await whatSpeaksAgainst(key, value, talk)
        : undefined;
      return refused ? { value, consequence, refused } : { value, consequence };
    }),
  );
  const open = choices.filter(({ refused }) => !refused).map(({ value }) => value);
  const preset = open.includes(option.default) ? option.default : (open[0] ?? option.default);
  return { name: key, message: option.title, choices, default: preset };
}

/** What the one validation of every entrance says against an answer, given the ones before it. */
async function whatSpeaksAgainst(key: string, value: unknown, { answers, policy }: Talk): Promise<string | undefined> {
  // Loaded as late as this, because the schema library takes longer than everything else up to the first question.
  const { parseAnswers } = await import('../../core/api.ts');
  const parsed = parseAnswers({ ...answers, [key]: value }, policy, spell);
  if (parsed.ok) return undefined;
  return parsed.problems.find(({ option }) => option.split(', ').includes(key))?.message;
}
