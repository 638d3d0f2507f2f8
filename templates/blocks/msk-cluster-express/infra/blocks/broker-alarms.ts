import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface WatchedBrokers {
  clusterName: string;
  /** How many there are. They have the numbers from 1 on. */
  brokers: number;
  instanceType: string;
}

const period = Duration.minutes(5);
/** Percent of the CPU of all brokers. MSK developer guide, "Best practices for Express brokers": the rest is for a broker that is away. */
const busy = 60;

/** What is worth watching about Express brokers. Their disks and copies are for AWS to watch: they report no such metrics. */
export function watchBrokers(scope: Construct, { clusterName, brokers }: WatchedBrokers) {
  const metric = (metricName: string, broker: number) =>
    new Metric({
      namespace: 'AWS/Kafka',
      metricName,
      dimensionsMap: { 'Cluster Name': clusterName, 'Broker ID': String(broker) },
      statistic: Stats.AVERAGE,
      period,
    });
  const usingMetrics = Object.fromEntries(
    Array.from({ length: brokers }, (_, at) => at + 1).flatMap((broker) => [
      [`user${broker}`, metric('CpuUser', broker)],
      [`system${broker}`, metric('CpuSystem', broker)],
    ]),
  );
  const cpu = new MathExpression({
    expression: `(${Object.keys(usingMetrics).join(' + ')}) / ${brokers}`,
    usingMetrics,
    label: 'CPU of the brokers (%)',
    period,
  });
  const alarms: Watched['alarms'] = [
    new RunbookAlarm(scope, 'Busy', {
      metric: cpu,
      meaning: `The brokers use more than ${busy} percent of their CPU: when one is away, the others cannot do its work.`,
      runbook: 'brokers-busy',
      above: busy,
      periods: 2,
    }),
  ];
  const widgets: Watched['widgets'] = [new GraphWidget({ title: 'CPU of the brokers', left: [cpu], width: 12 })];
  return { alarms, widgets };
}
