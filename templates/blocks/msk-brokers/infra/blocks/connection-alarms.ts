import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { WatchedBrokers } from './broker-alarms.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const period = Duration.minutes(5);
/** A deployment starts every function anew: their processes connect at the same time, for a moment. */
const periods = 2;

/** What brokers say of clients that connect too often. MSK developer guide, "Metrics": from the level PER_BROKER on. */
export function watchConnections(
  scope: Construct,
  { clusterName, brokers }: Pick<WatchedBrokers, 'clusterName' | 'brokers'>,
) {
  const usingMetrics = Object.fromEntries(
    Array.from({ length: brokers }, (_, at) => [
      `broker${at + 1}`,
      new Metric({
        namespace: 'AWS/Kafka',
        metricName: 'IAMTooManyConnections',
        dimensionsMap: { 'Cluster Name': clusterName, 'Broker ID': String(at + 1) },
        statistic: Stats.SUM,
        period,
      }),
    ]),
  );
  const refused = new MathExpression({
    expression: Object.keys(usingMetrics).join(' + '),
    usingMetrics,
    label: 'connections refused',
    period,
  });
  const alarms: Watched['alarms'] = [
    new RunbookAlarm(scope, 'ConnectionsRefused', {
      metric: refused,
      meaning: `For ${periods * period.toMinutes()} minutes, more clients have connected in a second than a broker takes with IAM.`,
      runbook: 'brokers-connections',
      above: 0,
      periods,
    }),
  ];
  const widgets: Watched['widgets'] = [
    new GraphWidget({ title: 'Connections that brokers refused', left: [refused], width: 8 }),
  ];
  return { alarms, widgets };
}
