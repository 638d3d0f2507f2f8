import type { Visualization, VisualizedAggregation } from './saved-objects.ts';

/** OpenSearch Dashboards makes about so many steps of the time that is shown; here a step is always a minute. */
const step = '1m';

/** The parameters of each aggregation that the engine gets. Others are for what is shown. */
const parameters: Record<string, (params: Record<string, unknown>) => object> = {
  date_histogram: ({ field, min_doc_count: least }) => ({
    field,
    fixed_interval: step,
    time_zone: 'UTC',
    min_doc_count: least,
  }),
  range: ({ field, ranges }) => ({ field, ranges, keyed: true }),
  terms: ({ field, size, order, orderBy }) => ({
    field,
    size,
    // by the count, or by the key
    order: { [orderBy === '_key' ? '_key' : '_count']: order },
  }),
  sum: ({ field }) => ({ field }),
  cardinality: ({ field }) => ({ field }),
  percentiles: ({ field, percents }) => ({ field, percents }),
};

/** The search that OpenSearch Dashboards makes for a visualization, about all times. Throws for an aggregation that it does not know. */
export function searchFor({ aggs }: Visualization): object {
  const asked = ({ type, params }: VisualizedAggregation): object => {
    const given = parameters[type];
    if (!given)
      throw new Error(
        `No visualization had the aggregation "${type}" so far: say in delivery/visualized.ts what it asks`,
      );
    return { [type]: given(params) };
  };
  // the count of documents is in every answer
  const metrics = metricsOf(aggs).filter(({ type }) => type !== 'count');
  const inner = Object.fromEntries(metrics.map((agg) => [agg.id, asked(agg)]));
  const nested = bucketsOf(aggs).reduceRight<object>(
    (inside, agg) => ({
      [agg.id]: { ...asked(agg), ...(Object.keys(inside).length > 0 ? { aggs: inside } : {}) },
    }),
    inner,
  );
  return { size: 0, track_total_hits: true, query: { match_all: {} }, aggs: nested };
}

type Row = Record<string, unknown>;

interface Bucket extends Record<string, unknown> {
  doc_count: number;
  key?: unknown;
  key_as_string?: string;
}

/** The numbers that a visualization shows: a row for each of its innermost buckets. */
export function rowsOf({ aggs }: Visualization, answer: unknown): Row[] {
  const { hits, aggregations } = answer as {
    hits: { total: { value: number } };
    aggregations: Record<string, unknown>;
  };
  const metrics = metricsOf(aggs);
  const rowsIn = (inside: Bucket, [agg, ...others]: VisualizedAggregation[], row: Row): Row[] => {
    if (!agg) return [{ ...row, ...Object.fromEntries(metrics.flatMap((metric) => numbersOf(metric, inside))) }];
    return namedBuckets(inside[agg.id]).flatMap(([name, bucket]) =>
      rowsIn(bucket, others, { ...row, [labelOf(agg)]: name }),
    );
  };
  return rowsIn({ doc_count: hits.total.value, ...aggregations }, bucketsOf(aggs), {});
}

/** Buckets are a list, or an object by their names. */
function namedBuckets(of: unknown): [name: unknown, bucket: Bucket][] {
  const { buckets } = of as { buckets: Bucket[] | Record<string, Bucket> };
  return Array.isArray(buckets)
    ? buckets.map((bucket) => [bucket.key_as_string ?? bucket.key, bucket])
    : Object.entries(buckets);
}

function numbersOf(metric: VisualizedAggregation, inside: Bucket): [string, unknown][] {
  if (metric.type === 'count') return [[labelOf(metric), inside.doc_count]];
  const { value, values } = inside[metric.id] as { value?: unknown; values?: Record<string, unknown> };
  if (!values) return [[labelOf(metric), value]];
  return Object.entries(values).map(([percent, each]) => [`${labelOf(metric)} ${Number(percent)} %`, each]);
}

const metricsOf = (aggs: readonly VisualizedAggregation[]) => aggs.filter(({ schema }) => schema === 'metric');
const bucketsOf = (aggs: readonly VisualizedAggregation[]) => aggs.filter(({ schema }) => schema !== 'metric');

const labelOf = ({ type, params }: VisualizedAggregation): string =>
  String(params['customLabel'] ?? params['field'] ?? type);
