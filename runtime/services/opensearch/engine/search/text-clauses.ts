import type { Field } from '../documents/field.ts';
import { isObject, textOfScalar } from '../exact-json.ts';
import { illegalArgument, notModelled, parsing, Problem } from '../problem.ts';
import { editDistance, wordsOf } from './analysis.ts';
import { cannotQuery, onlyField, optionsOf, searchable } from './clause.ts';
import { equals } from './exact-clauses.ts';
import { atLeast, bestOf, boosted, constant, matchNone, minimumOf, type Matcher } from './matcher.ts';
import { queryText } from './query-values.ts';
import { wordMatcher } from './relevance.ts';
import type { View } from './view.ts';

/** What the match family has in common. */
interface TextOptions {
  readonly query: unknown;
  readonly operator: 'or' | 'and';
  readonly fuzziness: unknown;
  readonly prefixLength: number;
  /** Misspellings that are looked for at most: the most similar ones. */
  readonly expansions: number;
  readonly minimum: unknown;
  readonly lenient: boolean;
  /** Of a text without words: whether everything matches, or nothing. */
  readonly zeroTerms: 'all' | 'none';
  /** The last word may be the beginning of one. */
  readonly lastIsPrefix: boolean;
}

const textOptions =
  'query operator fuzziness prefix_length max_expansions minimum_should_match lenient zero_terms_query boost'.split(
    ' ',
  );

export function match(body: unknown, view: View): Matcher {
  return oneField('match', body, view, false);
}

export function matchBoolPrefix(body: unknown, view: View): Matcher {
  return oneField('match_bool_prefix', body, view, true);
}

function oneField(clause: string, body: unknown, view: View, lastIsPrefix: boolean): Matcher {
  // the words of OpenSearch for it
  if (isObject(body) && Object.keys(body).length === 0) throw parsing('No text specified for text query');
  const [path, given] = onlyField(clause, body);
  const options = optionsOf(clause, isObject(given) ? given : { query: given }, textOptions);
  return boosted(matchField(view, path, textOptionsOf(clause, options, lastIsPrefix)), Number(options.boost ?? 1));
}

export function multiMatch(body: unknown, view: View): Matcher {
  const options = optionsOf('multi_match', body, [...textOptions, 'type', 'fields', 'tie_breaker']);
  const { type = 'best_fields', fields, tie_breaker: tieBreaker = 0, boost = 1 } = options;
  if (type !== 'best_fields' && type !== 'bool_prefix') throw notModelled(`[multi_match] of type [${String(type)}]`);
  if (!Array.isArray(fields)) throw notModelled('[multi_match] without a list of [fields]');
  const text = textOptionsOf('multi_match', options, type === 'bool_prefix');
  const clauses = fields.map((field) => {
    const [path, weight] = String(field).split('^') as [string, string | undefined];
    if (path.includes('*')) throw notModelled(`wildcard field [${path}] in [multi_match]`);
    return boosted(matchField(view, path, text), Number(weight ?? 1));
  });
  return boosted(type === 'best_fields' ? bestOf(clauses, Number(tieBreaker)) : atLeast(1, clauses), Number(boost));
}

function textOptionsOf(clause: string, options: Record<string, unknown>, lastIsPrefix: boolean): TextOptions {
  if (options.query === undefined || options.query === null) {
    if (clause === 'match_bool_prefix') throw illegalArgument(`[${clause}] requires query value`);
    throw parsing(`No text specified for text query [${clause}]`);
  }
  const operator = textOfScalar(options.operator ?? 'or').toLowerCase();
  if (operator !== 'or' && operator !== 'and') {
    throw illegalArgument(`operator needs to be either OR or AND, but not [${operator}]`);
  }
  return {
    query: options.query,
    operator,
    fuzziness: options.fuzziness,
    prefixLength: Number(options.prefix_length ?? 0),
    expansions: Number(options.max_expansions ?? 50),
    minimum: options.minimum_should_match ?? 1,
    lenient: options.lenient === true,
    zeroTerms: zeroTermsOf(options.zero_terms_query ?? 'none'),
    lastIsPrefix,
  };
}

function zeroTermsOf(given: unknown): TextOptions['zeroTerms'] {
  const text = textOfScalar(given).toLowerCase();
  if (text !== 'all' && text !== 'none') throw illegalArgument(`unknown zero_terms_query value [${text}]`);
  return text;
}

function matchField(view: View, path: string, options: TextOptions): Matcher {
  if (path === '_id' && options.fuzziness === undefined && !options.lastIsPrefix)
    return equals(view, path, [options.query], 1, false);
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type === 'keyword')
    return options.lastIsPrefix ? keywordBeginning(view, field, options) : keywordLike(view, field, options);
  if (field.type !== 'text') return valueLike(view, field, options);
  const words = wordsOf(queryText(options.query));
  const clauses = words.map((word, position) => {
    const isPrefix = options.lastIsPrefix && position === words.length - 1;
    const meant = isPrefix ? wordsBeginning(view, field, word) : wordsLike(view, field, word, options);
    const matcher = wordMatcher(view, field, meant, 1);
    // the words that begin so are not clauses of their own
    return isPrefix ? { ...matcher, clauses: 1 } : matcher;
  });
  if (clauses.length === 0) return options.zeroTerms === 'all' ? constant(() => true, 1) : matchNone;
  const least = options.operator === 'and' ? clauses.length : Math.max(1, minimumOf(options.minimum, clauses.length));
  return atLeast(least, clauses);
}

function valueLike(
  view: View,
  { path, type }: Field,
  { query, fuzziness, lenient, lastIsPrefix }: TextOptions,
): Matcher {
  try {
    if (fuzziness !== undefined && !lastIsPrefix)
      throw cannotQuery(
        `Can only use fuzzy queries on keyword and text fields - not on [${path}] which is of type [${type}]`,
      );
    return equals(view, path, [query], 1, false);
  } catch (error) {
    if (lenient && !(error instanceof Problem && error.status === 501)) return matchNone;
    throw error;
  }
}

function keywordBeginning(view: View, field: Field, { query }: TextOptions): Matcher {
  const wanted = queryText(query);
  return constant((document) => view.values(document, field).some((value) => String(value).startsWith(wanted)), 1);
}

/** A keyword is one word, whatever stands in it. */
function keywordLike(view: View, field: Field, { query, fuzziness, prefixLength }: TextOptions): Matcher {
  const wanted = queryText(query);
  const edits = editsOf(fuzziness, wanted);
  if (edits === 0) return equals(view, field.path, [query], 1, false);
  const isLike = (value: string) =>
    value.startsWith(wanted.slice(0, prefixLength)) && editDistance(wanted, value, edits) <= edits;
  return constant((document) => view.values(document, field).some((value) => isLike(String(value))), 1);
}

const wordsBeginning = (view: View, field: Field, prefix: string): ReadonlySet<string> =>
  new Set([...view.statistics(field).vocabulary].filter((word) => word.startsWith(prefix)));

function wordsLike(
  view: View,
  field: Field,
  word: string,
  { fuzziness, prefixLength, expansions }: TextOptions,
): ReadonlySet<string> {
  const edits = editsOf(fuzziness, word);
  if (edits === 0) return new Set([word]);
  const prefix = word.slice(0, prefixLength);
  const alike = [...view.statistics(field).vocabulary]
    .filter((candidate) => candidate.startsWith(prefix))
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, edits) }))
    .filter(({ distance }) => distance <= edits);
  if (alike.length <= expansions) return new Set(alike.map(({ candidate }) => candidate));
  // Lucene, FuzzyTermsEnum: of two as similar, the one that sorts first. OpenSearch also counts words of documents that it has not cleaned up
  const similarity = (each: (typeof alike)[number]) => 1 - each.distance / Math.min(word.length, each.candidate.length);
  const best = alike.toSorted((a, b) => similarity(b) - similarity(a) || (a.candidate < b.candidate ? -1 : 1));
  return new Set(best.slice(0, expansions).map(({ candidate }) => candidate));
}

/** OpenSearch guide, fuzzy: AUTO allows no edit up to 2 letters, one up to 5, two above. */
function editsOf(fuzziness: unknown, word: string): number {
  if (fuzziness === undefined) return 0;
  const letters = [...word].length;
  if (fuzziness === 'AUTO' || fuzziness === 'auto') return letters <= 2 ? 0 : letters <= 5 ? 1 : 2;
  const edits = Number(fuzziness);
  if (edits === 0 || edits === 1 || edits === 2) return edits;
  throw illegalArgument(`Invalid fuzziness value: ${textOfScalar(fuzziness)}. Allowed here: AUTO, 0, 1, 2`);
}
