import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface WatchedBrokers {
  clusterName: string;
  /** How many there are. They have the numbers from 1 on. */
  brokers: number;
  /** Whether they work on CPU credits. */
  onCredits: boolean;
}

const period = Duration.minutes(5);
/** Percent of a disk. MSK developer guide, "Best practices for Standard brokers". */
const diskFull = 85;
/** Of the 576 that a kafka.t3.small can save: so many last for a few minutes of full work. */
const fewCredits = 50;
/** A copy is behind for a moment whenever a broker restarts. */
const patched = 2;

/** What is worth watching about brokers with disks of their own. */
export function watchBrokers(scope: Construct, { clusterName, brokers, onCredits }: WatchedBrokers) {
  const metric = (metricName: string, statistic: string, more: Record<string, string> = {}) =>
    new Metric({
      namespace: 'AWS/Kafka',
      metricName,
      dimensionsMap: { 'Cluster Name': clusterName, ...more },
      statistic,
      period,
    });
  const ofEach = (metricName: string, statistic: string) =>
    Array.from({ length: brokers }, (_, at) => metric(metricName, statistic, { 'Broker ID': String(at + 1) }));
  const disk = extremeOf(ofEach('KafkaDataLogsDiskUsed', Stats.MAXIMUM), '>', 'fullest disk (%)');
  const behind = sumOf(ofEach('UnderReplicatedPartitions', Stats.MAXIMUM), 'partitions that lack a copy');
  const offline = metric('OfflinePartitionsCount', Stats.MAXIMUM);
  const credits = extremeOf(ofEach('CPUCreditBalance', Stats.MINIMUM), '<', 'fewest CPU credits');
  const alarms: Watched['alarms'] = [
    new RunbookAlarm(scope, 'DiskFilling', {
      metric: disk,
      meaning: `The disk of a broker is used to more than ${diskFull} percent. A broker without room for events stops.`,
      runbook: 'brokers-disk-filling',
      above: diskFull,
      periods: 1,
    }),
    new RunbookAlarm(scope, 'PartitionsOffline', {
      metric: offline,
      meaning: 'Partitions of the topic have no broker: nobody can write events to them, or read them.',
      runbook: 'brokers-offline',
      above: 0,
      periods: 1,
    }),
    new RunbookAlarm(scope, 'CopiesBehind', {
      metric: behind,
      meaning: `Partitions of the topic have lacked a copy for ${patched * period.toMinutes()} minutes: the next failure of a disk would lose events.`,
      runbook: 'brokers-copies-behind',
      above: 0,
      periods: patched,
    }),
    ...(onCredits
      ? [
          new RunbookAlarm(scope, 'CreditsSpent', {
            metric: credits,
            meaning: `A broker has fewer than ${fewCredits} CPU credits left. Without any, it works at a fifth of its speed.`,
            runbook: 'brokers-credits-spent',
            below: fewCredits,
            periods: 1,
          }),
        ]
      : []),
  ];
  const widgets: Watched['widgets'] = [
    new GraphWidget({ title: 'Disks of the brokers', left: [disk], width: 8 }),
    new GraphWidget({ title: 'Partitions without a broker, or without a copy', left: [offline, behind], width: 8 }),
    new GraphWidget({ title: 'CPU credits of the brokers', left: [credits], width: 8 }),
  ];
  return { alarms, widgets };
}

const named = (metrics: readonly IMetric[]): Record<string, IMetric> =>
  Object.fromEntries(metrics.map((metric, at) => [`broker${at + 1}`, metric]));

const sumOf = (metrics: readonly IMetric[], label: string): MathExpression => {
  const usingMetrics = named(metrics);
  return new MathExpression({ expression: Object.keys(usingMetrics).join(' + '), usingMetrics, label, period });
};

/** The largest or the smallest value of some metrics. */
function extremeOf(metrics: readonly IMetric[], than: '<' | '>', label: string): MathExpression {
  const usingMetrics = named(metrics);
  const expression = Object.keys(usingMetrics).reduce((one, other) => `IF(${one} ${than} ${other}, ${one}, ${other})`);
  return new MathExpression({ expression, usingMetrics, label, period });
}
