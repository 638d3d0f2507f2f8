import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { webhookMetrics, webhookTimes, type DeliveryOutcome } from '../../processors/webhook/metrics.ts';
import { processorMetric } from './metric-namespace.ts';
import type { ProcessorFunction } from './processor-function.ts';

const processor = 'webhook';
const period = Duration.minutes(5);

/** What there is to watch of the webhook. */
export function webhookMetricsOf(scope: Construct, receiver: ProcessorFunction, live: HttpStage) {
  const stack = Stack.of(scope);
  const count = (name: DeliveryOutcome) =>
    processorMetric(stack, processor, webhookMetrics[name], { statistic: Stats.SUM, period });
  /** Where a part of the deliveries is most of them: a sender that errs, or somebody who guesses. */
  const most = (part: DeliveryOutcome, label: string) =>
    new MathExpression({
      // every delivery reports all outcomes: none is missing while another is there
      expression: 'IF(part > accepted, part, 0)',
      usingMetrics: { part: count(part), accepted: count('accepted') },
      label,
      period,
    });
  return {
    count,
    failed: count('failed'),
    errors: receiver.function.metricErrors({ statistic: Stats.SUM, period }),
    throttled: receiver.function.metricThrottles({ statistic: Stats.SUM, period }),
    unsigned: most('unsigned', 'deliveries without a right signature, where they are most'),
    refused: count('refused'),
    busy: most('busy', 'deliveries asked to come back, where they are most'),
    latency: processorMetric(stack, processor, webhookTimes.latency, { statistic: Stats.percentile(99), period }),
    // a function that is not invoked reports nothing
    unanswered: new MathExpression({
      expression: 'IF(failed > 0 AND FILL(invoked, 0) == 0, failed, 0)',
      usingMetrics: {
        failed: live.metricServerError({ statistic: Stats.SUM, period }),
        invoked: receiver.function.metricInvocations({ statistic: Stats.SUM, period }),
      },
      label: 'deliveries that come to no function',
      period,
    }),
  };
}

export type WebhookMeasured = ReturnType<typeof webhookMetricsOf>;
