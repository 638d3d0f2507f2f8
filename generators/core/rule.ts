import { inTime } from './in-time.ts';
import { seen } from './problem.ts';

/** What an organisation's policy demands of an answer; `message` is the organisation's own explanation. */
export type Rule = { message?: string | undefined } & (
  | { kind: 'locked'; value: string }
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
      return `the organisation's policy sets ${rule.value}`;
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
    return rule.kind === 'locked' && answer !== rule.value;
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
export const lockedValue = (rules: readonly Rule[] = []): string | undefined =>
  rules.find((rule) => rule.kind === 'locked')?.value;
