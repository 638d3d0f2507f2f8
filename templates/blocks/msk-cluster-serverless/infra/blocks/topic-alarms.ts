import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Watched } from './monitoring.ts';
import { mostOfPartition, partitions } from './topic-size.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Percent of what the topic takes. Keys are not spread evenly: the fullest partition is at its limit before the topic is. */
const full = 60;

/** What is worth watching about the topic of a serverless cluster. Its brokers are for AWS to watch: they report nothing. */
export function watchTopic(scope: Construct, { clusterName, topicName }: { clusterName: string; topicName: string }) {
  const period = Duration.minutes(5);
  const bytes = new Metric({
    namespace: 'AWS/Kafka',
    metricName: 'BytesInPerSec',
    dimensionsMap: { 'Cluster Name': clusterName, Topic: topicName },
    statistic: Stats.AVERAGE,
    period,
  });
  const used = new MathExpression({
    // a topic that nobody writes to reports nothing
    expression: `FILL(bytes, 0) * 100 / ${partitions * mostOfPartition}`,
    usingMetrics: { bytes },
    label: 'of what the topic takes (%)',
    period,
  });
  const alarms: Watched['alarms'] = [
    new RunbookAlarm(scope, 'Full', {
      metric: used,
      meaning: `Producers write more than ${full} percent of the bytes a second that the topic takes: partitions will refuse some.`,
      runbook: 'topic-full',
      above: full,
      periods: 2,
    }),
  ];
  const widgets: Watched['widgets'] = [
    new GraphWidget({ title: 'Into the topic (bytes a second)', left: [bytes], right: [used], width: 12 }),
  ];
  return { alarms, widgets };
}
