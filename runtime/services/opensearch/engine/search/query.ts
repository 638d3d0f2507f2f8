import { isObject } from '../exact-json.ts';
import { notModelled, parsing, EarlyFailure, Problem, ShardFailure, tooManyNestedClauses } from '../problem.ts';
import { optionsOf } from './clause.ts';
import { exists, ids, range, term, terms } from './exact-clauses.ts';
import { atLeast, boosted, constant, minimumOf, mostClauses, nothingMapped, sumOf, type Matcher } from './matcher.ts';
import { match, matchBoolPrefix, multiMatch } from './text-clauses.ts';
import type { View } from './view.ts';

const clauses: Readonly<Record<string, (body: unknown, view: View) => Matcher>> = {
  bool,
  exists,
  ids,
  match,
  match_all: (body) => constant(() => true, Number(optionsOf('match_all', body, ['boost']).boost ?? 1)),
  match_bool_prefix: matchBoolPrefix,
  multi_match: multiMatch,
  range,
  term,
  terms,
};

/** Compiles a query for one index, and refuses it where it has more clauses than the engine takes. */
export function compileSearch(query: unknown, view: View): Matcher {
  const matcher = compileQuery(query, view);
  // Lucene counts one more than it allows before it looks
  if (matcher.clauses > mostClauses + 1) throw tooManyNestedClauses(mostClauses);
  return matcher;
}

/** Compiles a query for one index. A clause that is not modelled is refused by name, never taken as matching. */
export function compileQuery(query: unknown, view: View): Matcher {
  if (!isObject(query)) throw parsing('query malformed, must start with start_object');
  const [entry, ...more] = Object.entries(query);
  if (entry === undefined) throw parsing('query malformed, empty clause found');
  if (more.length > 0) throw parsing(`[${entry[0]}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`);
  const compile = Object.hasOwn(clauses, entry[0]) ? clauses[entry[0]] : undefined;
  if (compile === undefined) throw notModelled(`query clause [${entry[0]}]`);
  return compile(entry[1], view);
}

function bool(body: unknown, view: View): Matcher {
  const options = optionsOf('bool', body, ['must', 'filter', 'should', 'must_not', 'minimum_should_match', 'boost']);
  const [must, filter, should, mustNot] = (['must', 'filter', 'should', 'must_not'] as const).map((occur) =>
    [options[occur] ?? []].flat().map((query) => compiledIn(occur, query, view)),
  ) as [Compiled[], Compiled[], Compiled[], Compiled[]];
  const required = [...must, ...filter];
  const failures = [...must, ...mustNot, ...should, ...filter].filter((one) => one instanceof ShardFailure);
  const hopeless =
    required.length > 0
      ? required.includes(nothingMapped)
      : should.length > 0 && should.every((one) => one === nothingMapped);
  const failure = failures.find((one) => one instanceof EarlyFailure) ?? (hopeless ? undefined : failures[0]);
  if (failure) throw failure;
  if (hopeless) return nothingMapped;
  return combined(options, must as Matcher[], filter as Matcher[], should as Matcher[], mustNot as Matcher[]);
}

/** A clause, or why it does not go with the index. */
type Compiled = Matcher | ShardFailure;

/** A query is read as a whole before any of its clauses meets the index. */
function compiledIn(occur: string, query: unknown, view: View): Compiled {
  try {
    return compileQuery(query, view);
  } catch (error) {
    if (error instanceof ShardFailure) return error;
    if (!(error instanceof Problem) || error.status === 501) throw error;
    throw new Problem(400, 'x_content_parse_exception', `[bool] failed to parse field [${occur}]`, {
      type: error.type,
      reason: error.message,
    });
  }
}

function combined(
  options: Record<string, unknown>,
  must: readonly Matcher[],
  filter: readonly Matcher[],
  should: readonly Matcher[],
  mustNot: readonly Matcher[],
): Matcher {
  // OpenSearch guide, bool: one `should` clause must match unless there is a `must` or a `filter`.
  const fallback = should.length > 0 && must.length + filter.length === 0 ? 1 : 0;
  const least = minimumOf(options.minimum_should_match ?? fallback, should.length);
  const wanted = [atLeast(must.length, must), boosted(atLeast(filter.length, filter), 0), atLeast(least, should)];
  const all = atLeast(wanted.length, wanted);
  const matcher: Matcher = {
    score: (document: Parameters<Matcher['score']>[0]) =>
      mustNot.some((clause) => clause.score(document) !== undefined) ? undefined : all.score(document),
    sought: all.sought,
    clauses: all.clauses + sumOf(mustNot),
  };
  return boosted(matcher, Number(options.boost ?? 1));
}
