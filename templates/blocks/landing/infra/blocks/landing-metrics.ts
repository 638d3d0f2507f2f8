import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { landingMetrics, landingTimes } from '../../processors/landing/metrics.ts';
import { processorMetric } from './metric-namespace.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** What alarms and dashboard watch of the landing, its function and its mapping. */
export function landingMetricsOf(scope: Construct, processor: string, landing: ProcessorFunction, mappingId: string) {
  const period = Duration.minutes(5);
  const own = (metricName: string, statistic: string) =>
    processorMetric(Stack.of(scope), processor, metricName, { statistic, period });
  const ofMapping = (metricName: string, label: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: mappingId },
      statistic: Stats.SUM,
      period,
      label,
    });
  // the newest offset of the topic less the newest one that was read (Lambda developer guide, "Types of metrics for Lambda functions")
  const backlog = landing.function.metric('OffsetLag', {
    statistic: Stats.MAXIMUM,
    period,
    label: 'records that wait',
  });
  return {
    count: (name: keyof typeof landingMetrics) => own(landingMetrics[name], Stats.SUM),
    lag: own(landingTimes.lag, Stats.percentile(99)),
    errors: landing.function.metricErrors({ statistic: Stats.SUM, period }),
    backlog,
    // a function that is not invoked reports nothing
    idle: new MathExpression({
      expression: 'IF(waiting > 0 AND FILL(invoked, 0) == 0, waiting, 0)',
      usingMetrics: { waiting: backlog, invoked: landing.function.metricInvocations({ statistic: Stats.SUM, period }) },
      label: 'records that nobody takes',
      period,
    }),
    // pollers that do not reach the brokers report nothing
    heard: new MathExpression({
      expression: 'FILL(waiting, -1)',
      usingMetrics: { waiting: backlog },
      label: 'records that wait, -1 where nobody knows',
      period: Duration.minutes(1),
    }),
    givenUp: ofMapping('OnFailureDestinationDeliveredEventCount', 'given up by Lambda'),
    lost: ofMapping('DroppedEventCount', 'lost'),
    notParked: landing.function.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period }),
  };
}
