import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { Resource, Resources } from './synthesized.ts';

/** A metric that an alarm watches. */
export interface WatchedMetric {
  /** "STACK" stands for the name of the stack: the metrics of the project's own functions. */
  namespace: string;
  metric: string;
  /** "STACK", "output TableName", "AWS::Lambda::Function of Indexer", "AWS::AccountId", or the value itself. */
  dimensions: Record<string, string>;
  /** Sum, Maximum, p99 */
  statistic: string;
  /** Of metrics of AWS: what the service reports. */
  unit?: string;
}

/** By stage where stages differ. */
type ByStage = number | Record<string, number>;

/** An alarm, as test/infra/alarms/ has it. */
export interface AlarmRow extends Omit<AlarmInStage, Figure> {
  periods: ByStage;
  datapoints: ByStage;
  threshold: ByStage;
}

type Figure = 'periods' | 'datapoints' | 'threshold';

/** An alarm of a stage, as the template gives it. */
export interface AlarmInStage {
  /** Its place in the stack: Indexer/Blocked. */
  alarm: string;
  /** The page of the runbook, without folder and suffix. */
  page: string;
  /** What it watches: one metric, an expression over metrics by their ids, or a query. */
  metric?: WatchedMetric;
  expression?: string;
  metrics?: Record<string, WatchedMetric>;
  query?: string;
  /** Seconds. */
  period: number;
  periods: number;
  datapoints: number;
  comparison: string;
  /** In the unit of the metric. */
  threshold: number;
  missing: string;
}

const folder = join(import.meta.dirname, 'alarms');

/** The alarms that the project is to have, from one file for each of its parts. */
export const alarmRows: readonly AlarmRow[] = readdirSync(folder)
  .toSorted()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as AlarmRow[]);

/** The rows as they are in a stage. */
export const rowsOf = (stage: string): AlarmInStage[] => {
  const inStage = (value: ByStage): number => (typeof value === 'number' ? value : value[stage]!);
  return alarmRows.map((row) => ({
    ...row,
    periods: inStage(row.periods),
    datapoints: inStage(row.datapoints),
    threshold: inStage(row.threshold),
  }));
};

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: unknown }[];
}

/** The alarms of a synthesized stack, in the shape of the table; `units` knows the metrics of AWS. The account may be known. */
export function rowsIn(
  template: { Resources: Resources; Outputs: Record<string, { Value: unknown }> },
  { name, account }: { name: string; account: string | undefined },
  units: (namespace: string, metric: string) => string | undefined,
): AlarmInStage[] {
  const nameOf = (value: unknown): string => {
    if (value === name) return 'STACK';
    if (account !== undefined && value === account) return 'AWS::AccountId';
    const output = Object.entries(template.Outputs).find(([, { Value }]) => isDeepStrictEqual(Value, value));
    if (output) return `output ${output[0]}`;
    if (typeof value === 'string') return value;
    const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
    const resource = template.Resources[Ref ?? attribute?.[0] ?? ''];
    return resource ? `${resource.Type} of ${placeOf(resource).split('/')[0]}` : String(Ref);
  };
  const metricOf = ({ Namespace, MetricName, Dimensions = [] }: Metric, statistic: string): WatchedMetric => {
    const unit = units(Namespace, MetricName);
    return {
      namespace: nameOf(Namespace),
      metric: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, nameOf(Value)])),
      statistic,
      ...(unit === undefined ? {} : { unit }),
    };
  };
  const queriesOf = (
    properties: AlarmProperties,
  ): Pick<AlarmInStage, 'metric' | 'expression' | 'metrics' | 'query' | 'period'> => {
    const { Metrics, Statistic, ExtendedStatistic, Period } = properties;
    if (!Metrics) return { metric: metricOf(properties, ExtendedStatistic ?? Statistic ?? ''), period: Period ?? 0 };
    const measured = Metrics.flatMap(({ Id, MetricStat }) => (MetricStat ? [{ Id, ...MetricStat }] : []));
    const [watched] = Metrics.filter(({ ReturnData }) => ReturnData !== false);
    const period = watched!.MetricStat?.Period ?? watched!.Period ?? measured[0]!.Period;
    if (watched!.MetricStat) return { metric: metricOf(watched!.MetricStat.Metric, watched!.MetricStat.Stat), period };
    const text = joined(watched!.Expression, nameOf);
    if (measured.length === 0) return { query: text, period };
    const metrics = measured.map(({ Id, Metric, Stat }) => [Id, metricOf(Metric, Stat)] as const);
    return { expression: text, metrics: Object.fromEntries(metrics), period };
  };
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map((resource) => {
      const properties = resource.Properties as unknown as AlarmProperties;
      return {
        alarm: placeOf(resource),
        page: /docs\/runbook\/([\w-]+)\.md/.exec(properties.AlarmDescription)?.[1] ?? '',
        ...queriesOf(properties),
        periods: properties.EvaluationPeriods,
        datapoints: properties.DatapointsToAlarm ?? properties.EvaluationPeriods,
        comparison: properties.ComparisonOperator,
        threshold: properties.Threshold,
        missing: properties.TreatMissingData ?? 'missing',
      };
    });
}

interface AlarmProperties extends Metric {
  AlarmDescription: string;
  Statistic?: string;
  ExtendedStatistic?: string;
  Period?: number;
  Metrics?: {
    Id: string;
    Expression?: unknown;
    Period?: number;
    ReturnData?: boolean;
    MetricStat?: { Metric: Metric; Period: number; Stat: string };
  }[];
  EvaluationPeriods: number;
  DatapointsToAlarm?: number;
  ComparisonOperator: string;
  Threshold: number;
  TreatMissingData?: string;
}

/** shop-dev/Indexer/Blocked/Resource -> Indexer/Blocked */
const placeOf = ({ Metadata }: Resource): string => String(Metadata!['aws:cdk:path']).split('/').slice(1, -1).join('/');

function joined(expression: unknown, nameOf: (value: unknown) => string): string {
  // a name that is known when the template is made stands in the text itself
  if (typeof expression === 'string') return expression.replaceAll(/'([^']*)'/g, (_, value) => `'${nameOf(value)}'`);
  const [separator, parts] = (expression as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : nameOf(part))).join(separator);
}
