import { isObject } from '../exact-json.ts';
import { notModelled, parsing, tooManyNestedClauses } from '../problem.ts';
import { optionsOf } from './clause.ts';
import { exists, ids, range, term, terms } from './exact-clauses.ts';
import { atLeast, boosted, constant, minimumOf, mostClauses, sumOf, type Matcher } from './matcher.ts';
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
  const compiled = (occur: string): Matcher[] =>
    [options[occur] ?? []].flat().map((query) => compileQuery(query, view));
  const [must, filter, should, mustNot] = [
    compiled('must'),
    compiled('filter'),
    compiled('should'),
    compiled('must_not'),
  ];
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
