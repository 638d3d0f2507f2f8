import type { FieldValue } from '../documents/field.ts';
import { printedAs } from '../exact-json.ts';
import { illegalArgument, onlyKnown, shardArgument } from '../problem.ts';
import { aggregate } from './aggregations.ts';
import { highlighterOf, type Highlighter } from './highlight.ts';
import type { Matcher } from './matcher.ts';
import { compileSearch } from './query.ts';
import { byRelevance, compareKeys, criteriaOf, type Criterion, type Scored } from './sort.ts';
import { sourceFilterOf } from './source-filter.ts';
import type { View } from './view.ts';

const searchOptions = (
  'query post_filter from size sort search_after _source highlight aggs aggregations track_total_hits pit version ' +
  'seq_no_primary_term timeout'
).split(' ');
/** OpenSearch: `index.max_result_window`, and how far hits are counted unless `track_total_hits` says otherwise. */
const resultWindow = 10_000;

interface Hit extends Scored {
  readonly matcher: Matcher;
  readonly keys: readonly unknown[];
}

/** Runs a search body over one or more indices, and answers as `_search` does. */
export function search(body: Record<string, unknown>, views: readonly View[]): Record<string, unknown> {
  onlyKnown('a search', body, searchOptions);
  const { from, size } = pageOf(body);
  const criteria = body.sort === undefined ? [byRelevance] : criteriaOf(body.sort);
  const matched = matches(body.query ?? { match_all: {} }, views, criteria);
  const filtered = body.post_filter === undefined ? matched : keepMatching(body.post_filter, matched, views);
  const ordered = filtered.toSorted(
    (a, b) => compareKeys(criteria, a.keys, b.keys) || a.document.sequence - b.document.sequence,
  );
  const first = body.search_after === undefined ? from : firstAfter(body.search_after, ordered, criteria);
  const scored = criteria.some(({ name }) => name === '_score');
  const aggregations = body.aggs ?? body.aggregations;
  return {
    took: 1,
    timed_out: false,
    _shards: { total: views.length, successful: views.length, skipped: 0, failed: 0 },
    hits: {
      ...totalOf(body.track_total_hits ?? resultWindow, ordered.length),
      max_score: scored && ordered.length > 0 ? ordered.reduce((best, { score }) => Math.max(best, score), 0) : null,
      hits: ordered.slice(first, first + size).map(hitPrinter(body, scored, criteria)),
    },
    // Aggregations see what the query matched, not what `post_filter` left.
    ...(aggregations !== undefined && { aggregations: aggregate(aggregations, { hits: matched, views }) }),
  };
}

/** How many documents match. */
export function count(query: unknown, views: readonly View[]): number {
  return matches(query ?? { match_all: {} }, views, []).length;
}

function pageOf(body: Record<string, unknown>): { from: number; size: number } {
  const from = Number(body.from ?? 0);
  const size = Number(body.size ?? 10);
  if (!(from >= 0)) throw illegalArgument(`[from] parameter cannot be negative, found [${from}]`);
  if (!(size >= 0)) throw illegalArgument(`[size] parameter cannot be negative, found [${size}]`);
  if (from + size > resultWindow) {
    throw shardArgument(
      `Result window is too large, from + size must be less than or equal to: [${resultWindow}] but was [${from + size}]. ` +
        'See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the ' +
        '[index.max_result_window] index level setting.',
    );
  }
  if (body.search_after !== undefined && from > 0) {
    throw illegalArgument('`from` parameter must be set to 0 when `search_after` is used.');
  }
  return { from, size };
}

function matches(query: unknown, views: readonly View[], criteria: readonly Criterion[]): Hit[] {
  return views.flatMap((view) => {
    const matcher = compileSearch(query, view);
    for (const criterion of criteria) criterion.check(view);
    const hits: Hit[] = [];
    for (const document of view.documents) {
      const score = matcher.score(document);
      if (score === undefined) continue;
      const scored = { view, document, score };
      hits.push({ ...scored, matcher, keys: criteria.map((criterion) => criterion.key(scored)) });
    }
    return hits;
  });
}

function keepMatching(query: unknown, hits: readonly Hit[], views: readonly View[]): Hit[] {
  const compiled = new Map(views.map((view) => [view, compileSearch(query, view)]));
  return hits.filter(({ view, document }) => compiled.get(view)!.score(document) !== undefined);
}

function firstAfter(after: unknown, ordered: readonly Hit[], criteria: readonly Criterion[]): number {
  if (!Array.isArray(after) || after.length !== criteria.length) {
    throw shardArgument(`search_after has ${[after].flat().length} value(s) but sort has ${criteria.length}.`);
  }
  const position = ordered.findIndex(({ view, keys }) => {
    const given = criteria.map((criterion, at) => criterion.given(after[at], view));
    return compareKeys(criteria, keys, given) > 0;
  });
  return position < 0 ? ordered.length : position;
}

function totalOf(tracked: unknown, hits: number): object {
  if (tracked === false) return {};
  const limit = tracked === true ? Infinity : Number(tracked);
  return { total: hits > limit ? { value: limit, relation: 'gte' } : { value: hits, relation: 'eq' } };
}

function hitPrinter(
  body: Record<string, unknown>,
  scored: boolean,
  criteria: readonly Criterion[],
): (hit: Hit) => object {
  const sourceOf = sourceFilterOf(body._source);
  const highlight: Highlighter = body.highlight === undefined ? () => undefined : highlighterOf(body.highlight);
  return (hit) => {
    const { view, document, score, matcher, keys } = hit;
    const source = sourceOf(document.source);
    const marked = highlight(view, document, matcher);
    return {
      _index: view.index,
      _id: document.id,
      ...(body.version === true && { _version: printedAs(document.version) }),
      ...(body.seq_no_primary_term === true && { _seq_no: document.sequence, _primary_term: 1 }),
      _score: scored ? score : null,
      ...(source !== undefined && { _source: source }),
      ...(marked && { highlight: marked }),
      ...(body.sort !== undefined && {
        sort: criteria.map((criterion, at) => criterion.shown(hit, keys[at] as FieldValue | null)),
      }),
    };
  };
}
