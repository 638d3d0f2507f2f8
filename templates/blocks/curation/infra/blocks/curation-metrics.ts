import { Stack, type Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import { processorMetric } from './metric-namespace.ts';

/** What a run of the job reports: curation/package/curate/metrics.py has the same names. */
const names = {
  runs: 'CurationRuns',
  hours: 'HoursCurated',
  behind: 'HoursBehind',
  read: 'RowsRead',
  curated: 'RowsCurated',
  quarantined: 'RowsQuarantined',
  duplicates: 'RowsDuplicate',
  late: 'RowsLate',
} as const;

export const jobMetric = (scope: Construct, of: keyof typeof names, period: Duration): Metric =>
  processorMetric(Stack.of(scope), 'curation', names[of], { statistic: Stats.SUM, period });

/** How many events a rule of the default bus has matched (EventBridge user guide, "Monitoring Amazon EventBridge"). */
export const triggered = (rule: CfnRule, period: Duration): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensionsMap: { RuleName: rule.ref },
    statistic: Stats.SUM,
    period,
    label: 'runs that failed',
  });

/** Rows that Firehose has written to the raw zone. */
export const landed = (stream: CfnDeliveryStream, period: Duration): Metric =>
  new Metric({
    namespace: 'AWS/Firehose',
    metricName: 'DeliveryToS3.Records',
    dimensionsMap: { DeliveryStreamName: stream.ref },
    statistic: Stats.SUM,
    period,
    label: 'landed',
  });
