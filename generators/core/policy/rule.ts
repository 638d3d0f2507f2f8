import { inTime } from '../in-time.ts';
import { seen, written } from '../problem.ts';
import type { Options, Value } from '../option.ts';

/** What an organisation's policy demands of an answer; `message` is the organisation's own explanation. */
export type Rule = { message?: string | undefined } & (
  | { kind: 'locked'; value: Value }
  | { kind: 'tag'; tag: string }
  | { kind: 'allowed'; values: readonly string[] }
  | { kind: 'pattern'; pattern: string }
);

/** A rule in words, the organisation's own included. */
export function demand(rule: Rule): string {
  return rule.message ? `${inOurWords(rule)}. ${rule.message}` : inOurWords(rule);
}

function inOurWords(rule: Rule): string {
  switch (rule.kind) {
    case 'locked':
      return `the organisation's policy sets ${written(rule.value)}`;
    case 'tag':
      return `the organisation's policy requires it as the tag ${rule.tag} of every resource`;
    case 'allowed':
      return `the organisation's policy allows ${rule.values.join(', ')}`;
    case 'pattern':
      return `the organisation's policy requires the pattern ${rule.pattern}`;
  }
}

/** What the rules have against an answer, or against there being none. The pattern is left to `patternProblem`. */
export function objection(rules: readonly Rule[] = [], answer: unknown): string | undefined {
  const broken = rules.find((rule) => {
    if (answer === undefined) return rule.kind === 'tag';
    if (rule.kind === 'allowed') return !(rule.values as readonly unknown[]).includes(answer);
    return rule.kind === 'locked' && !isSame(rule.value, answer);
  });
  return broken && `${seen(answer)} given, but ${demand(broken)}`;
}

/** What keeps a text of bounded length from matching a pattern among the rules. */
export function patternProblem(rules: readonly Rule[] = [], text: string): string | undefined {
  const pattern = rules.find((rule) => rule.kind === 'pattern');
  // a second is far more than a sound pattern takes for a text of bounded length
  const found = pattern ? inTime(1000, () => new RegExp(pattern.pattern, 'u').test(text))?.result : true;
  if (!pattern || found) return undefined;
  if (found === false) return `${seen(text)} given, but ${demand(pattern)}`;
  return `cannot be checked: the pattern ${seen(pattern.pattern)} in the organisation's policy takes too long. Ask the owner of the policy to simplify it`;
}

/** The value that an option has whatever anybody answers. */
export const lockedValue = (rules: readonly Rule[] = []): Value | undefined =>
  rules.find((rule) => rule.kind === 'locked')?.value;

/** The values that the organisation's policy sets. */
export const lockedValues = (options: Options): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([key, { rules }]) => {
      const value = lockedValue(rules);
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** Whether two answers are the same; the order of a list does not matter. */
function isSame(value: Value, answer: unknown): boolean {
  if (typeof value === 'string' || !Array.isArray(answer)) return value === answer;
  return value.length === answer.length && value.every((each) => answer.includes(each));
}
