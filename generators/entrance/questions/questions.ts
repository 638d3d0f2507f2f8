import type { NewRegions } from '../../core/answers.ts';
import { consequenceOf, idleInWords, idleOf } from '../../core/consequence.ts';
import { presetOf, type Choice, type Document, type Option, type Several, type Text } from '../../core/option.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { AnyUseCase } from '../../core/use-case.ts';
import { defaultUseCase, useCases } from '../../core/use-cases.ts';
import { back, help, waysOut, type Input, type Select, type SelectSeveral } from './asker.ts';
import { spell } from '../flags/option-flags.ts';
import { meets } from '../../core/where.ts';
import { readJsonFile } from '../answers/read-json.ts';

/** What is known while somebody is asked. */
export interface Talk {
  useCase: AnyUseCase;
  /** All answers so far, without the one that is asked for. */
  answers: Record<string, unknown>;
  /** The answer that the question had before somebody went back to it. */
  before: unknown;
  policy: Policy | undefined;
  newRegions: NewRegions;
  cwd: string;
  canGoBack: boolean;
}

/** Whether an option makes a difference that everybody should know of, or has to be answered anyway. */
export const isEssential = (option: Option): boolean =>
  'choices' in option || (option.kind === 'text' && (option.answer === 'required' || option.isExample === true));

export const useCaseQuestion = (before: unknown): Select => ({
  name: 'useCase',
  message: 'Use case',
  choices: [
    ...useCases.map((useCase) => ({
      value: useCase.id,
      says: `${useCase.title}: ${useCase.flow}. The idle project costs ${idleInWords(idleOf(useCase, {}))}`,
    })),
    ...waysOut(false),
  ],
  default: typeof before === 'string' ? before : defaultUseCase().id,
});

/** A choice, with what each of its values means and costs together with the answers so far. */
export async function choiceQuestion(key: string, option: Choice, talk: Talk): Promise<Select> {
  const { useCase, answers, before, canGoBack } = talk;
  const choices = await Promise.all(
    Object.keys(option.choices).map(async (value) => {
      const says = consequenceOf(useCase, key, value, answers);
      const refused = useCase.refuse.some(({ where }) => key in where)
        ? await objectionTo(key, value, talk)
        : undefined;
      return refused ? { value, says, refused } : { value, says };
    }),
  );
  const open = choices.filter((choice) => !('refused' in choice)).map(({ value }) => value);
  const preset = [before, option.default].find((value) => (open as unknown[]).includes(value)) ?? open[0];
  return {
    name: key,
    message: option.title,
    choices: [...choices, ...waysOut(canGoBack)],
    default: String(preset ?? option.default),
  };
}

/** Several values, with what each of them means, and adds to the cost together with the answers so far. */
export function severalQuestion(key: string, option: Several, talk: Talk): SelectSeveral {
  const { useCase, answers, before, canGoBack } = talk;
  const choices = Object.keys(option.choices).map((value) => {
    const says = consequenceOf(useCase, key, value, answers);
    const refusal = useCase.refuse.find(({ where }) => key in where && meets(where, { ...answers, [key]: [value] }));
    return refusal ? { value, says, refused: refusal.because } : { value, says };
  });
  return {
    name: key,
    message: option.title,
    choices: [...choices, ...waysOut(canGoBack)],
    default: Array.isArray(before) ? (before as string[]) : option.default,
    check: (values) => objectionTo(key, values, talk),
  };
}

/** A line of text, or the path of a document. */
export function lineQuestion(key: string, option: Text | Document, talk: Talk): Input {
  const preset = [talk.before, presetOf(option)].find((value) => typeof value === 'string');
  return {
    name: key,
    message: option.title,
    about: [...(option.description ? [option.description] : []), hintsOf(option, talk)],
    ...(preset ? { default: preset } : {}),
    check: async (line) => {
      if (line === help || (line === back && talk.canGoBack) || isNone(line, option)) return undefined;
      const read = valueOf(line, option, talk.cwd);
      return 'problem' in read ? read.problem : objectionTo(key, read.value || undefined, talk);
    },
  };
}

/** What a line of text answers; undefined where it answers "none". */
export function valueOf(line: string, option: Text | Document, cwd: string) {
  if (isNone(line, option)) return { value: undefined };
  return option.kind === 'document' ? readJsonFile(line, cwd) : { value: line };
}

const isOptional = (option: Option) =>
  option.kind === 'document' || (option.kind === 'text' && option.answer === 'optional');

const isNone = (line: string, option: Option) => isOptional(option) && (line === '' || line === '-');

function hintsOf(option: Text | Document, { before, canGoBack }: Talk): string {
  const allowed = option.rules?.flatMap((rule) => (rule.kind === 'allowed' ? rule.values : [])) ?? [];
  const none = before === undefined ? 'Enter: none' : '-: none';
  return [
    ...(option.kind === 'document' ? ['The path of a JSON file'] : []),
    ...(allowed.length > 0 ? [`One of ${allowed.join(', ')}`] : []),
    ...(isOptional(option) ? [none] : []),
    '?: explain',
    ...(canGoBack ? ['<: go back'] : []),
  ].join(' · ');
}

/** What the one validation of every entrance says against an answer, given the others. */
async function objectionTo(
  key: string,
  value: unknown,
  { answers, policy, newRegions }: Talk,
): Promise<string | undefined> {
  // Loaded as late as this, because the schema library takes longer than everything else up to the first question.
  const { parseAnswers } = await import('../../core/api.ts');
  const parsed = parseAnswers({ ...answers, [key]: value }, policy, spell, newRegions);
  if (parsed.ok) return undefined;
  return parsed.problems.find(({ option }) => option.split(', ').includes(key))?.message;
}
