import type { MetricSource, RecordedMinute } from '../../contracts/metrics.ts';
import { statisticNamed, type Statistic } from './statistic.ts';

/** What a query of Metrics Insights selects. */
export interface InsightsQuery {
  readonly statistic: Statistic;
  readonly name: string;
  readonly namespace: string;
  /** The names of all dimensions of the metrics that it selects; undefined where it selects them whatever they are. */
  readonly schema: readonly string[] | undefined;
  readonly where: Readonly<Record<string, string>>;
}

const functions: Readonly<Record<string, string>> = {
  AVG: 'Average',
  COUNT: 'SampleCount',
  MAX: 'Maximum',
  MIN: 'Minimum',
  SUM: 'Sum',
};
const select =
  /^\s*SELECT\s+(\w+)\((\w+|"[^"]+")\)\s+FROM\s+(?:SCHEMA\("([^"]+)"((?:\s*,\s*\w+)*)\)|"([^"]+)")(?:\s+WHERE\s+(.+?))?\s*$/i;
const condition = /^\s*(\w+)\s*=\s*'([^']*)'\s*$/;

export const isInsightsQuery = (expression: string): boolean => /^\s*SELECT\b/i.test(expression);

/**
 * CloudWatch user guide, cloudwatch-metrics-insights-querylanguage: SELECT FUNCTION(Metric) FROM SCHEMA("Namespace", Dimension, …)
 * WHERE Dimension = 'value' AND …, and FROM "Namespace", which leaves the dimensions open. Throws for a query that has other clauses.
 */
export function insightsQueryOf(expression: string): InsightsQuery {
  const [, how = '', name = '', inSchema, dimensions = '', alone, conditions] = select.exec(expression) ?? [];
  const statistic = functions[how.toUpperCase()];
  const where = (conditions?.split(/\s+AND\s+/i) ?? []).map((each) => condition.exec(each));
  if (statistic === undefined || where.includes(null)) throw new Error(`the query ${expression}`);
  return {
    statistic: statisticNamed(statistic),
    name: name.replaceAll('"', ''),
    namespace: inSchema ?? alone ?? '',
    schema: inSchema === undefined ? undefined : dimensions.split(',').flatMap((each) => each.trim() || []),
    where: Object.fromEntries(where.map((found) => [found![1]!, found![2]!])),
  };
}

/** Everything that the selected metrics have reported. */
export function selectedBy(query: InsightsQuery, metrics: MetricSource): readonly RecordedMinute[] {
  return metrics
    .recorded(query.namespace, query.name)
    .filter(
      ({ dimensions }) =>
        isOf(query.schema, dimensions) &&
        Object.entries(query.where).every(([name, value]) => dimensions[name] === value),
    )
    .flatMap(({ minutes }) => minutes);
}

const isOf = (schema: InsightsQuery['schema'], dimensions: object): boolean =>
  schema === undefined ||
  (Object.keys(dimensions).length === schema.length && schema.every((name) => Object.hasOwn(dimensions, name)));
