import type { Resource } from '../../contracts/template.ts';

/** One of the queries of an alarm. Periods are in milliseconds. */
export type AlarmQuery = { readonly id: string; readonly period: number } & (
  | {
      readonly metric: {
        readonly namespace: string;
        readonly name: string;
        readonly dimensions: Readonly<Record<string, string>>;
      };
      /** Sum, Maximum, p99 */
      readonly statistic: string;
    }
  | { readonly expression: string }
);

export interface AlarmDefinition {
  readonly queries: readonly AlarmQuery[];
  /** The id of the query whose values are compared with the threshold. */
  readonly watched: string;
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: keyof typeof comparisons;
  readonly missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

/** CloudWatch API reference, PutMetricAlarm, ComparisonOperator: those for a fixed threshold. */
export const comparisons = {
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
} as const;

interface MetricProperties {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

interface AlarmProperties extends MetricProperties {
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly Period?: number;
    readonly ReturnData?: boolean;
    readonly MetricStat?: { readonly Metric: MetricProperties; readonly Period: number; readonly Stat: string };
  }[];
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold?: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData?: AlarmDefinition['missing'];
  readonly EvaluationWindow?: { readonly WallClockWindow?: unknown };
}

const second = 1000;

/**
 * Reads an `AWS::CloudWatch::Alarm` (CloudWatch user guide, alarm-evaluation, "Alarm evaluation settings"). Throws for what is not
 * modelled.
 */
export function alarmDefinitionOf({ properties }: Pick<Resource, 'properties'>): AlarmDefinition {
  const alarm = properties as unknown as AlarmProperties;
  const { ComparisonOperator: comparison, EvaluationPeriods: evaluationPeriods } = alarm;
  if (!isComparison(comparison) || alarm.Threshold === undefined)
    throw new Error(`the comparison ${comparison} without a fixed threshold`);
  if (alarm.EvaluationWindow?.WallClockWindow) throw new Error('an evaluation window by the wall clock');
  const queries = queriesOf(alarm);
  const returning = alarm.Metrics?.filter(({ ReturnData }) => ReturnData !== false).map(({ Id }) => Id) ?? ['m'];
  if (returning.length !== 1) throw new Error(`${returning.length} queries that return data`);
  return {
    queries,
    watched: returning[0]!,
    // what an expression combines has one period: PutMetricAlarm refuses others
    period: queries.find(({ id }) => id === returning[0])!.period,
    evaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? evaluationPeriods,
    threshold: alarm.Threshold,
    comparison,
    missing: alarm.TreatMissingData ?? defaultOf(queries),
  };
}

const isComparison = (name: string): name is AlarmDefinition['comparison'] => Object.hasOwn(comparisons, name);

/** CloudWatch user guide, alarms-and-missing-data: alarms on metrics of AWS/DynamoDB ignore missing data unless they say otherwise. */
const defaultOf = (queries: readonly AlarmQuery[]): AlarmDefinition['missing'] =>
  queries.some((query) => 'metric' in query && query.metric.namespace === 'AWS/DynamoDB') ? 'ignore' : 'missing';

function queriesOf(alarm: AlarmProperties): readonly AlarmQuery[] {
  if (!alarm.Metrics) {
    const statistic = alarm.ExtendedStatistic ?? alarm.Statistic ?? 'Average';
    return [{ id: 'm', period: (alarm.Period ?? 60) * second, metric: metricOf(alarm), statistic }];
  }
  const longest = Math.max(0, ...alarm.Metrics.map(({ MetricStat }) => MetricStat?.Period ?? 0));
  return alarm.Metrics.map(({ Id: id, Expression, Period, MetricStat }) => {
    if (MetricStat)
      return {
        id,
        period: MetricStat.Period * second,
        metric: metricOf(MetricStat.Metric),
        statistic: MetricStat.Stat,
      };
    return { id, period: (Period ?? (longest || 60)) * second, expression: Expression ?? '' };
  });
}

const metricOf = ({ Namespace = '', MetricName = '', Dimensions = [] }: MetricProperties) => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
});
