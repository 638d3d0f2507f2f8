import type { Field, FieldValue } from '../documents/field.ts';
import { compareValues, identityOf } from '../documents/order.ts';
import { isObject, printedAs } from '../exact-json.ts';
import { notModelled, onlyKnown, parsing, shardArgument } from '../problem.ts';
import { compileQuery } from './query.ts';
import { sortable, type Scored } from './sort.ts';
import type { View } from './view.ts';

/** What an aggregation counts: documents, and the indices that they come from. */
export interface Scope {
  readonly hits: readonly Scored[];
  readonly views: readonly View[];
}
export type Aggregation = (scope: Scope, body: unknown, nested: unknown) => object;

/** The aggregations that the code of projects uses, by name. `offerCharts` adds those that dashboards use. */
export const kinds: Record<string, Aggregation> = { terms, filter, min, max, stats };

/** Computes `aggs` over what matched. Throws by name for an aggregation that is not modelled. */
export function aggregate(specification: unknown, scope: Scope): Record<string, object> {
  if (!isObject(specification)) throw parsing('[aggs] needs an object');
  return Object.fromEntries(Object.entries(specification).map(([name, one]) => [name, result(name, one, scope)]));
}

function result(name: string, specification: unknown, scope: Scope): object {
  if (!isObject(specification)) throw parsing(`aggregation [${name}] needs an object`);
  const { aggs, aggregations, ...own } = specification;
  const [entry, ...more] = Object.entries(own);
  if (entry === undefined || more.length > 0) throw parsing(`aggregation [${name}] needs exactly one type`);
  const kind = Object.hasOwn(kinds, entry[0]) ? kinds[entry[0]] : undefined;
  if (kind === undefined) throw notModelled(`aggregation [${entry[0]}]`);
  return kind(scope, entry[1], aggs ?? aggregations);
}

export const bucket = (scope: Scope, nested: unknown): object => ({
  doc_count: scope.hits.length,
  ...(nested === undefined ? {} : aggregate(nested, scope)),
});

function filter({ hits, views }: Scope, body: unknown, nested: unknown): object {
  const compiled = new Map(views.map((view) => [view, compileQuery(body, view)]));
  const kept = hits.filter(({ view, document }) => compiled.get(view)!.score(document) !== undefined);
  return bucket({ hits: kept, views }, nested);
}

function terms({ hits, views }: Scope, body: unknown, nested: unknown): object {
  const {
    field,
    size = 10,
    min_doc_count: least = 1,
    order = { _count: 'desc' },
  } = optionsOf('terms', body, ['field', 'size', 'min_doc_count', 'order']);
  for (const view of views) sortable(view, String(field), true);
  const buckets = new Map<FieldValue, { readonly value: FieldValue; readonly inside: Scored[] }>();
  let type: Field['type'] | undefined;
  for (const hit of hits) {
    const mapped = sortable(hit.view, String(field), true);
    if (!mapped) continue;
    type = mapped.type;
    for (const value of hit.view.values(hit.document, mapped)) {
      const known = buckets.get(identityOf(value));
      if (known === undefined) buckets.set(identityOf(value), { value, inside: [hit] });
      else if (known.inside.at(-1) !== hit) known.inside.push(hit);
    }
  }
  const ordered = [...buckets.values()]
    .map(({ value, inside }): [FieldValue, Scored[]] => [value, inside])
    .filter(([, inside]) => inside.length >= Number(least))
    .sort(bucketOrder(order));
  const shown = ordered.slice(0, Number(size));
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: ordered.slice(shown.length).reduce((sum, [, inside]) => sum + inside.length, 0),
    buckets: shown.map(([value, inside]) => ({
      ...bucketKey(value, type),
      ...bucket({ hits: inside, views }, nested),
    })),
  };
}

function bucketKey(value: FieldValue, type: Field['type'] | undefined): object {
  if (type === 'date') return { key: value, key_as_string: shownDate(value) };
  if (typeof value === 'boolean') return { key: Number(value), key_as_string: String(value) };
  if (Object.is(value, -0)) return { key: printedAs('-0.0') };
  return { key: typeof value === 'bigint' ? printedAs(value) : value };
}

/** Years of four digits, which everybody prints alike. */
export function shownDate(value: FieldValue): string {
  const time = Number(value);
  if (time < Date.UTC(0, 0, 1) - 1900 * 366 * 86_400_000 || time >= Date.UTC(10_000, 0, 1))
    throw notModelled(`an aggregation of the date [${value}]`);
  return new Date(time).toISOString();
}

/** By number of documents, then by key; or by key alone. */
function bucketOrder(order: unknown): (a: [FieldValue, Scored[]], b: [FieldValue, Scored[]]) => number {
  const [criterion, direction] = (isObject(order) ? Object.entries(order)[0] : undefined) ?? [];
  if ((criterion !== '_count' && criterion !== '_key') || (direction !== 'asc' && direction !== 'desc')) {
    throw notModelled(`order ${JSON.stringify(order)} of aggregation [terms]`);
  }
  const sign = direction === 'asc' ? 1 : -1;
  return ([keyA, hitsA], [keyB, hitsB]) =>
    criterion === '_key'
      ? sign * compareValues(keyA, keyB)
      : sign * (hitsA.length - hitsB.length) || compareValues(keyA, keyB);
}

function min(scope: Scope, body: unknown): object {
  const { values, shown } = numbersOf('min', scope, body);
  return shown('value', least(values));
}

function max(scope: Scope, body: unknown): object {
  const { values, shown } = numbersOf('max', scope, body);
  return shown('value', greatest(values));
}

function stats(scope: Scope, body: unknown): object {
  const { values, shown } = numbersOf('stats', scope, body);
  const sum = sumOf(values);
  return {
    count: values.length,
    ...shown('min', least(values)),
    ...shown('max', greatest(values)),
    ...shown('avg', values.length > 0 ? sum / values.length : null),
    ...(values.length > 0 ? shown('sum', sum) : { sum }),
  };
}

export function numbersOf(name: string, { hits, views }: Scope, body: unknown) {
  const path = String(optionsOf(name, body, ['field']).field);
  for (const view of views) {
    if (sortable(view, path, true)?.type === 'keyword')
      throw shardArgument(`Field [${path}] of type [keyword] is not supported for aggregation [${name}]`);
  }
  const values: number[] = [];
  let type: Field['type'] | undefined;
  for (const { view, document } of hits) {
    const field = sortable(view, path, true);
    if (!field) continue;
    type = field.type;
    values.push(...view.values(document, field).map(Number));
  }
  const shown = (key: string, value: number | null) => ({
    [key]: value,
    ...(value !== null && type === 'date' && { [`${key}_as_string`]: shownDate(value) }),
    ...(value !== null && type === 'boolean' && { [`${key}_as_string`]: value !== 0 }),
  });
  return { values, shown };
}

/** Kahan's sum, as OpenSearch has it: 0.1 + 0.2 is 0.3. */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = value - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  }
  return sum;
}

const least = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b));
const greatest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b));

export function optionsOf(name: string, body: unknown, known: readonly string[]): Record<string, unknown> {
  if (!isObject(body) || body.field === undefined) throw parsing(`aggregation [${name}] needs a [field]`);
  onlyKnown(`aggregation [${name}]`, body, known);
  return body;
}
