import type { Rule } from './rule.ts';

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
}
/** A JSON document. On a command line it is given as the path of a file. */
export interface Document extends About {
  kind: 'document';
  expected: string;
}
export type Option = Choice | Text | Document;
export type Options = Record<string, Option>;

export const choice = <const K extends string>(option: Omit<Choice<K>, 'kind'>): Choice<K> => ({
  kind: 'choice',
  ...option,
});
export const text = <const T extends Omit<Text, 'kind'>>(option: T): T & { kind: 'text' } => ({
  kind: 'text',
  ...option,
});
export const document = (option: Omit<Document, 'kind'>): Document => ({ kind: 'document', ...option });

/** The answer that an option has where nobody gives one. */
export function presetOf(option: Option): string | undefined {
  if (option.kind === 'choice') return option.default;
  return option.kind === 'text' && typeof option.answer === 'object' ? option.answer.default : undefined;
}

/** The type of the answer to an option, once parsed. */
type AnswerTo<O> =
  O extends Choice<infer K>
    ? O extends { when: Where }
      ? K | undefined
      : K
    : O extends Document
      ? Record<string, unknown> | undefined
      : O extends { kind: 'text'; answer: 'required' | { default: string }; when?: undefined }
        ? string
        : string | undefined;
export type AnswersTo<S> = { [K in keyof S]: AnswerTo<S[K]> };

/** A condition on answers, as data: validation, JSON Schema, prompts and the documentation all read it. */
export type Where = Record<string, string | readonly string[]>;
/** The same, checked against the options it speaks of. */
export type WhereAnswers<A> = { [K in keyof A]?: A[K] | readonly A[K][] };

/** Whether every answer that a condition names has one of the values it allows. */
export function meets(where: object, answers: object): boolean {
  return Object.entries(where).every(([key, allowed]) =>
    [allowed].flat().includes((answers as Record<string, unknown>)[key]),
  );
}

/** A condition in words: "table is existing and search is serverless or domain". */
export function inWords(where: object, spell: (key: string) => string): string {
  return Object.entries(where)
    .map(([key, allowed]) => `${spell(key)} is ${[allowed].flat().join(' or ')}`)
    .join(' and ');
}
