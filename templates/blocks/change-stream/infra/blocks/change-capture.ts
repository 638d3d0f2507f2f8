import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ChangeStream } from './change-stream.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/**
 * What is worth watching about the way from a table to its stream (DynamoDB developer guide, "Configuring shards and monitoring
 * change data capture with Kinesis Data Streams"): changes that wait, changes that DynamoDB has skipped, and writes of which no
 * change comes.
 */
export function captureOf(
  scope: Construct,
  tableName: string,
  changes: ChangeStream,
): Pick<Watched, 'alarms' | 'widgets'> {
  const waiting = captureMetric(
    'MAX',
    'AgeOfOldestUnreplicatedRecord',
    tableName,
    Duration.minutes(1),
    'oldest change not in the stream (ms)',
  );
  const skipped = captureMetric(
    'SUM',
    'FailedToReplicateRecordCount',
    tableName,
    Duration.minutes(5),
    'changes skipped',
  );
  return {
    alarms: [
      new RunbookAlarm(scope, 'CaptureBehind', {
        metric: waiting,
        meaning:
          'Changes of the table wait for more than 5 minutes to get into the stream; after 24 hours they are lost to it.',
        runbook: 'capture-behind',
        above: Duration.minutes(5).toMilliseconds(),
        periods: 5,
      }),
      new RunbookAlarm(scope, 'CaptureSkipped', {
        metric: skipped,
        meaning:
          'DynamoDB has skipped changes of the table that the stream cannot take: the index does not know of them.',
        runbook: 'capture-skipped',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(scope, 'CaptureOff', {
        metric: uncaptured(tableName, changes),
        meaning:
          'The table is written to, and none of its changes gets into the stream: is its change capture switched off?',
        runbook: 'capture-off',
        above: 0,
        periods: 2,
      }),
    ],
    widgets: [
      new GraphWidget({ title: 'Changes on their way into the stream', left: [waiting], right: [skipped], width: 24 }),
    ],
  };
}

/** Write units of a table while its stream takes nothing. Writes that change nothing make no change: they count as well. */
function uncaptured(tableName: string, changes: ChangeStream): MathExpression {
  const period = Duration.minutes(5);
  return new MathExpression({
    expression: 'IF(writes > 0 AND FILL(captured, 0) == 0, writes, 0)',
    usingMetrics: {
      writes: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ConsumedWriteCapacityUnits',
        dimensionsMap: { TableName: tableName },
        statistic: Stats.SUM,
        period,
      }),
      captured: changes.stream.metricIncomingRecords({ statistic: Stats.SUM, period }),
    },
    label: 'writes without a change',
    period,
  });
}

/**
 * A query, not a metric by its dimensions: DelegatedOperation belongs to these metrics, and its value is not documented
 * (DynamoDB developer guide, "Metrics and dimensions").
 */
const captureMetric = (
  how: 'MAX' | 'SUM',
  name: string,
  tableName: string,
  period: Duration,
  label: string,
): MathExpression =>
  new MathExpression({
    expression: `SELECT ${how}(${name}) FROM SCHEMA("AWS/DynamoDB", DelegatedOperation, TableName) WHERE TableName = '${tableName}'`,
    label,
    period,
  });
