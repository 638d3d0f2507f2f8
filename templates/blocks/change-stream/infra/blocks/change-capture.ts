import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/**
 * What is worth watching about the way from a table to its stream (DynamoDB developer guide, "Configuring shards and monitoring
 * change data capture with Kinesis Data Streams"): changes that wait, and changes that DynamoDB has skipped.
 */
export function captureOf(scope: Construct, tableName: string): Pick<Watched, 'alarms' | 'widgets'> {
  const waiting = captureMetric(
    'MAX',
    'AgeOfOldestUnreplicatedRecord',
    tableName,
    'oldest change not in the stream (ms)',
  );
  const skipped = captureMetric('SUM', 'FailedToReplicateRecordCount', tableName, 'changes skipped');
  return {
    alarms: [
      new RunbookAlarm(scope, 'CaptureBehind', {
        metric: waiting,
        meaning:
          'Changes of the table wait for more than 5 minutes to get into the stream; after 24 hours they are lost to it.',
        runbook: 'capture-behind',
        above: Duration.minutes(5).toMilliseconds(),
        periods: 3,
      }),
      new RunbookAlarm(scope, 'CaptureSkipped', {
        metric: skipped,
        meaning:
          'DynamoDB has skipped changes of the table that the stream cannot take: the index does not know of them.',
        runbook: 'capture-skipped',
        above: 0,
        periods: 1,
      }),
    ],
    widgets: [
      new GraphWidget({ title: 'Changes on their way into the stream', left: [waiting], right: [skipped], width: 24 }),
    ],
  };
}

/**
 * A query, not a metric by its dimensions: DelegatedOperation belongs to these metrics, and its value is not documented
 * (DynamoDB developer guide, "Metrics and dimensions").
 */
const captureMetric = (how: 'MAX' | 'SUM', name: string, tableName: string, label: string): MathExpression =>
  new MathExpression({
    expression: `SELECT ${how}(${name}) FROM SCHEMA("AWS/DynamoDB", DelegatedOperation, TableName) WHERE TableName = '${tableName}'`,
    label,
    period: Duration.minutes(5),
  });
