import type { StoredDocument } from '../documents/documents.ts';
import { illegalArgument, tooManyClauses } from '../problem.ts';

/** A compiled query clause. */
export interface Matcher {
  /** How well a document fits, or undefined where it does not match. */
  score(document: StoredDocument): number | undefined;
  /** The words it looked for, per field: what a highlight marks. */
  readonly sought: readonly { readonly field: string; readonly words: ReadonlySet<string> }[];
  /** How many clauses the engine makes of it: one for each word that it looks for in a field. */
  readonly clauses: number;
}

/** OpenSearch guide, search settings: `indices.query.bool.max_clause_count`. */
export const mostClauses = 1024;

/** A clause for a field that is not mapped: the engine leaves out what stands beside it, before it looks at that. */
export const nothingMapped: Matcher = { score: () => undefined, sought: [], clauses: 0 };

export const matchNone: Matcher = { score: () => undefined, sought: [], clauses: 0 };

/** A clause that only says yes or no. */
export const constant = (matches: (document: StoredDocument) => boolean, boost: number): Matcher => ({
  score: (document) => (matches(document) ? boost : undefined),
  sought: [],
  clauses: 1,
});

/** At least `least` of the clauses match; scores add up. Throws where there are more of them than a `bool` may have. */
export function atLeast(least: number, clauses: readonly Matcher[]): Matcher {
  if (clauses.length > mostClauses) throw tooManyClauses(mostClauses);
  return {
    score: (document) => {
      let matched = 0;
      let sum = 0;
      for (const clause of clauses) {
        const score = clause.score(document);
        if (score === undefined) continue;
        matched++;
        sum += score;
      }
      return matched >= least ? sum : undefined;
    },
    sought: clauses.flatMap(({ sought }) => sought),
    clauses: sumOf(clauses),
  };
}

/** One clause matches or more; the best counts, the others by `tieBreaker`. */
export function bestOf(clauses: readonly Matcher[], tieBreaker: number): Matcher {
  return {
    score: (document) => {
      const scores = clauses.map((clause) => clause.score(document)).filter((score) => score !== undefined);
      if (scores.length === 0) return undefined;
      const best = Math.max(...scores);
      return best + tieBreaker * (scores.reduce((sum, score) => sum + score, 0) - best);
    },
    sought: clauses.flatMap(({ sought }) => sought),
    clauses: sumOf(clauses),
  };
}

export const boosted = (matcher: Matcher, boost: number): Matcher => ({
  score: (document) => {
    const score = matcher.score(document);
    return score === undefined ? undefined : score * boost;
  },
  sought: matcher.sought,
  clauses: matcher.clauses,
});

export const sumOf = (matchers: readonly Matcher[]): number => matchers.reduce((sum, { clauses }) => sum + clauses, 0);

/** OpenSearch guide, minimum-should-match: a number or a percentage, negative for how many may be missing. */
export function minimumOf(specification: unknown, clauses: number): number {
  const match = /^(-?\d+)(%?)$/.exec(String(specification));
  if (!match) throw illegalArgument(`failed to parse minimum_should_match [${JSON.stringify(specification)}]`);
  const number = Number(match[1]);
  const share = match[2] ? Math.trunc((number / 100) * clauses) : number;
  return Math.min(clauses, Math.max(0, share < 0 ? clauses + share : share));
}
