import { Duration, Stack } from 'aws-cdk-lib';
import { Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { analysisMetrics } from '../../processors/analysis/metrics.ts';
import { closerMetrics } from '../../processors/closer/metrics.ts';
import { processorMetric } from './metric-namespace.ts';

/** How many offers are made, in five minutes: a metric for each processor that makes some. Together they are all. */
export const offersMade = (scope: Construct): readonly IMetric[] =>
  Object.entries({ analysis: analysisMetrics.offers, closer: closerMetrics.offers }).map(([processor, name]) =>
    processorMetric(Stack.of(scope), processor, name, { statistic: Stats.SUM, period: Duration.minutes(5) }),
  );
