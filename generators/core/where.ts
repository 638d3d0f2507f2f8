import type { Options, Value } from './option.ts';

/**
 * A condition on answers, as data: validation, JSON Schema, prompts and the documentation all read it. It is met where each
 * answer is one of the values that it names for it; an answer that is a list, where it includes at least one of them.
 */
export type Where = Record<string, Value>;
/** The same, checked against the options it speaks of. */
export type WhereAnswers<A> = { [K in keyof A]?: ValueIn<A[K]> | readonly ValueIn<A[K]>[] };
type ValueIn<A> = A extends readonly (infer V)[] ? V : A;

/** Whether every answer that a condition names has one of the values it allows. */
export function meets(where: object, answers: object): boolean {
  return Object.entries(where).every(([key, allowed]) => {
    const values = [(answers as Record<string, unknown>)[key]].flat();
    return values.some((value) => [allowed].flat().includes(value));
  });
}

/** A condition in words: "table is existing and sources includes kafka or s3". */
export function inWords(where: object, options: Options, spell: (key: string) => string): string {
  return Object.entries(where)
    .map(([key, allowed]) => {
      const verb = options[key]?.kind === 'several' ? 'includes' : 'is';
      return `${spell(key)} ${verb} ${[allowed].flat().join(' or ')}`;
    })
    .join(' and ');
}
