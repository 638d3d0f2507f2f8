import type { Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';

/** Where the functions of a stack put their own metrics: one namespace a stage. */
export const metricNamespace = (stack: Stack): string => stack.stackName;

/** A metric that a processor emits (processors/PROCESSOR/metrics.ts). */
export const processorMetric = (stack: Stack, processor: string, metricName: string, options: MetricOptions): Metric =>
  new Metric({ namespace: metricNamespace(stack), metricName, dimensionsMap: { service: processor }, ...options });
