import type { Rule } from './policy/rule.ts';
import type { Where } from './where.ts';

/** What every option carries, whatever its kind. */
interface About {
  title: string;
  description?: string;
  /** Asked, and accepted, only where the other answers meet this. */
  when?: Where;
  /** What the policy of an organisation demands; no use case has any of its own. */
  rules?: readonly Rule[];
}
/** One of several named values, each with its one-line consequence. */
export interface Choice<K extends string = string> extends About {
  kind: 'choice';
  choices: Record<K, string>;
  default: NoInfer<K>;
}
/** Several of the named values, each with its one-line consequence. An answer is a list in the order of `choices`. */
export interface Several<K extends string = string> extends About {
  kind: 'several';
  choices: Record<K, string>;
  /** The smallest number of values. */
  atLeast: number;
  default: readonly NoInfer<K>[];
}
/** A line of text. `expected` completes the sentence "expected …". */
export interface Text extends About {
  kind: 'text';
  pattern: RegExp;
  expected: string;
  maxLength: number;
  /** Whether a text that does not fit is told the name that it most likely stands for. */
  isName?: true;
  /** Values that a misspelt text may have meant. */
  known?: readonly string[];
  answer: 'optional' | 'required' | { default: string };
  /** Whether the default is an example of a value that only the user knows. An interview asks for the value. */
  isExample?: true | undefined;
}
/** A JSON document. On a command line it is given as the path of a file. */
export interface Document extends About {
  kind: 'document';
  expected: string;
}
export type Option = Choice | Several | Text | Document;
export type Options = Record<string, Option>;
/** An answer that can be a default, that a policy can set, and that a condition can be about. */
export type Value = string | readonly string[];

export const choice = <const K extends string>(option: Omit<Choice<K>, 'kind'>): Choice<K> => ({
  kind: 'choice',
  ...option,
});
export const several = <const K extends string>(option: Omit<Several<K>, 'kind'>): Several<K> => ({
  kind: 'several',
  ...option,
  default: inOrderOf(option, option.default),
});
export const text = <const T extends Omit<Text, 'kind'>>(option: T): T & { kind: 'text' } => ({
  kind: 'text',
  ...option,
});
export const document = (option: Omit<Document, 'kind'>): Document => ({ kind: 'document', ...option });

/** Values in the order of the choices: in which order somebody names them changes no file. */
export const inOrderOf = <V extends string>({ choices }: { choices: Record<V, string> }, values: readonly V[]): V[] =>
  (Object.keys(choices) as V[]).filter((value) => values.includes(value));

/** The answer that an option has where nobody gives one. */
export function presetOf(option: Option): Value | undefined {
  if (option.kind === 'choice' || option.kind === 'several') return option.default;
  return option.kind === 'text' && typeof option.answer === 'object' ? option.answer.default : undefined;
}

/** Whether a value can be the answer to an option, whatever other answers and the policy say. */
export function accepts(option: Option, value: unknown): boolean {
  const isChoice = (each: unknown) =>
    'choices' in option && typeof each === 'string' && Object.hasOwn(option.choices, each);
  switch (option.kind) {
    case 'choice':
      return isChoice(value);
    case 'several':
      return (
        Array.isArray(value) &&
        value.every(isChoice) &&
        value.length >= option.atLeast &&
        new Set(value).size === value.length
      );
    case 'text':
      return typeof value === 'string' && value.length <= option.maxLength && option.pattern.test(value);
    case 'document':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** The type of the answer to an option, once parsed. */
type AnswerTo<O> =
  O extends Choice<infer K>
    ? O extends { when: Where }
      ? K | undefined
      : K
    : O extends Several<infer K>
      ? O extends { when: Where }
        ? readonly K[] | undefined
        : readonly K[]
      : O extends Document
        ? Record<string, unknown> | undefined
        : O extends { kind: 'text'; answer: 'required' | { default: string }; when?: undefined }
          ? string
          : string | undefined;
export type AnswersTo<S> = { [K in keyof S]: AnswerTo<S[K]> };
