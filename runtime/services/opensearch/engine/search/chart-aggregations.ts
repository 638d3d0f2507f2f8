import { identityOf } from '../documents/order.ts';
import { isObject } from '../exact-json.ts';
import { illegalArgument, notModelled, onlyKnown, parsing } from '../problem.ts';
import { bucket, kinds, numbersOf, optionsOf, shownDate, sumOf, type Aggregation, type Scope } from './aggregations.ts';
import { sortable, type Scored } from './sort.ts';

const charts: Readonly<Record<string, Aggregation>> = {
  date_histogram: dateHistogram,
  range,
  sum,
  percentiles,
  cardinality,
};

/** Has searches compute what visualizations of OpenSearch Dashboards ask for as well. */
export function offerCharts(): void {
  Object.assign(kinds, charts);
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Units of a calendar that have one length in UTC, where a day never has a leap second. */
const calendar: Readonly<Record<string, string>> = {
  '1m': '1m',
  minute: '1m',
  '1h': '1h',
  hour: '1h',
  '1d': '1d',
  day: '1d',
};

/** OpenSearch documentation, "Date histogram aggregations": buckets without documents are there, unless `min_doc_count` says otherwise. */
function dateHistogram({ hits, views }: Scope, body: unknown, nested: unknown): object {
  const known = ['field', 'fixed_interval', 'calendar_interval', 'time_zone', 'min_doc_count'];
  const {
    field,
    time_zone: zone = 'UTC',
    min_doc_count: least = 0,
    ...intervals
  } = optionsOf('date_histogram', body, known);
  if (zone !== 'UTC' && zone !== 'Z') throw notModelled(`time_zone [${String(zone)}] of aggregation [date_histogram]`);
  const interval = intervalOf(intervals);
  const buckets = new Map<number, Scored[]>();
  for (const view of views) {
    const mapped = sortable(view, String(field), true);
    if (mapped && mapped.type !== 'date')
      throw illegalArgument(
        `Field [${String(field)}] of type [${mapped.type}] is not supported for aggregation [date_histogram]`,
      );
  }
  for (const hit of hits) {
    const mapped = sortable(hit.view, String(field), true);
    if (!mapped) continue;
    const keys = hit.view.values(hit.document, mapped).map((value) => Math.floor(Number(value) / interval) * interval);
    for (const key of new Set(keys)) buckets.set(key, [...(buckets.get(key) ?? []), hit]);
  }
  const keys = Number(least) > 0 ? [...buckets.keys()].sort((a, b) => a - b) : everyKey([...buckets.keys()], interval);
  return {
    buckets: keys
      .map((key) => ({ key, inside: buckets.get(key) ?? [] }))
      .filter(({ inside }) => inside.length >= Number(least))
      .map(({ key, inside }) => ({
        key_as_string: shownDate(key),
        key,
        ...bucket({ hits: inside, views }, nested),
      })),
  };
}

function intervalOf({ fixed_interval: fixed, calendar_interval: ofCalendar }: Record<string, unknown>): number {
  if ((fixed === undefined) === (ofCalendar === undefined))
    throw illegalArgument('Invalid interval specified, must be non-null and non-empty');
  const text = fixed === undefined ? calendar[String(ofCalendar)] : String(fixed);
  const [, count, unit] = /^([1-9]\d*)(ms|s|m|h|d)$/.exec(text ?? '') ?? [];
  if (unit === undefined)
    throw notModelled(`interval [${String(fixed ?? ofCalendar)}] of aggregation [date_histogram]`);
  return Number(count) * milliseconds[unit]!;
}

/** OpenSearch documentation, "Cluster settings", search.max_buckets. */
const mostBuckets = 65_535;

function everyKey(keys: readonly number[], interval: number): number[] {
  if (keys.length === 0) return [];
  const [first, last] = [keys.reduce((a, b) => Math.min(a, b)), keys.reduce((a, b) => Math.max(a, b))];
  const count = (last - first) / interval + 1;
  if (count > mostBuckets)
    throw illegalArgument(
      `Trying to create too many buckets. Must be less than or equal to: [${mostBuckets}] but was [${count}].`,
    );
  return Array.from({ length: count }, (_, nth) => first + nth * interval);
}

interface Range {
  key: string;
  from: number;
  to: number;
}

/** OpenSearch documentation, "Range aggregations": the lower bound is part of a range, the upper bound is not. */
function range({ hits, views }: Scope, body: unknown, nested: unknown): object {
  const { field, ranges, keyed = false } = optionsOf('range', body, ['field', 'ranges', 'keyed']);
  if (!Array.isArray(ranges) || ranges.length === 0) throw parsing('aggregation [range] needs [ranges]');
  const wanted = ranges.map(rangeOf).sort((a, b) => a.from - b.from || a.to - b.to);
  const numbers = new Map(
    hits.map((hit) => [hit, numbersOf('range', { hits: [hit], views }, { field }).values] as const),
  );
  const buckets = wanted.map(({ key, from, to }) => {
    const inside = hits.filter((hit) => numbers.get(hit)!.some((value) => value >= from && value < to));
    return {
      key,
      ...(from > -Infinity && { from }),
      ...(to < Infinity && { to }),
      ...bucket({ hits: inside, views }, nested),
    };
  });
  return {
    buckets: keyed === true ? Object.fromEntries(buckets.map(({ key, ...rest }) => [key, rest])) : buckets,
  };
}

function rangeOf(one: unknown): Range {
  if (!isObject(one)) throw parsing('aggregation [range] needs objects in [ranges]');
  onlyKnown('a range of aggregation [range]', one, ['key', 'from', 'to']);
  const { from = -Infinity, to = Infinity, key } = one;
  const shown = (bound: number) => (Number.isFinite(bound) ? bound.toFixed(Math.max(1, decimals(bound))) : '*');
  const [least, most] = [Number(from), Number(to)];
  if (Number.isNaN(least) || Number.isNaN(most)) throw notModelled('a bound of aggregation [range] that is no number');
  return { key: key === undefined ? `${shown(least)}-${shown(most)}` : String(key), from: least, to: most };
}

const decimals = (number: number): number => String(number).split('.')[1]?.length ?? 0;

/** OpenSearch documentation, "Sum aggregations". */
function sum(scope: Scope, body: unknown): object {
  return { value: sumOf(numbersOf('sum', scope, body).values) };
}

const usualPercents = [1, 5, 25, 50, 75, 95, 99];

/**
 * OpenSearch documentation, "Percentile aggregations": by t-digest, which has each value of few as it is. Of many, OpenSearch gives
 * an estimate, and this the value itself.
 */
function percentiles(scope: Scope, body: unknown): object {
  const { percents = usualPercents, field } = optionsOf('percentiles', body, ['field', 'percents']);
  const values = numbersOf('percentiles', scope, { field }).values.toSorted((a, b) => a - b);
  const at = (percent: number): number | null => {
    if (values.length === 0) return null;
    const index = (percent / 100) * values.length;
    return values[index > values.length - 1 ? values.length - 1 : Math.floor(index)]!;
  };
  const wanted = [percents].flat().map(Number);
  const wrong = wanted.find((percent) => !(percent >= 0 && percent <= 100));
  if (wrong !== undefined) throw illegalArgument(`percent must be in [0,100], got [${wrong}]`);
  return {
    values: Object.fromEntries(wanted.map((percent) => [percent.toFixed(Math.max(1, decimals(percent))), at(percent)])),
  };
}

/** OpenSearch documentation, "Cardinality aggregations": exact up to 3,000 values, and an estimate there beyond. */
function cardinality({ hits, views }: Scope, body: unknown): object {
  const path = String(optionsOf('cardinality', body, ['field']).field);
  for (const view of views) sortable(view, path, true);
  const values = hits.flatMap(({ view, document }) => {
    const field = sortable(view, path, true);
    return field ? view.values(document, field).map(identityOf) : [];
  });
  return { value: new Set(values).size };
}
