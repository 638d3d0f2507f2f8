import { Duration } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { RawFeed } from './raw-feed.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** What is worth watching of a delivery stream that reads a topic, until it has rows (Firehose developer guide, "Data ingestion from MSK"). */
export const watchReading: RawFeed['watch'] = (scope, metric) => {
  const waiting = metric('KafkaOffsetLag', Stats.MAXIMUM, 'records that wait in a partition');
  const read = metric('DataReadFromSource.Records', Stats.SUM, 'records read');
  const invoked = metric('ExecuteProcessing.Success', Stats.AVERAGE, 'invocations');
  const alarms = [
    new RunbookAlarm(scope, 'Unread', {
      metric: new MathExpression({
        // where nothing is read, nothing may be reported
        expression: 'IF(waiting > 0 AND FILL(read, 0) == 0, waiting, 0)',
        usingMetrics: { waiting, read },
        label: 'records that nobody reads',
        period: Duration.minutes(5),
      }),
      meaning: 'Records of the topic wait, and Firehose reads none of them.',
      runbook: 'landing-unread',
      above: 0,
      periods: 2,
    }),
    new RunbookAlarm(scope, 'TransformFailing', {
      metric: invoked,
      meaning: 'Firehose cannot run the landing; after eleven attempts it puts whole batches into the error prefix.',
      runbook: 'landing-failing',
      below: 0.5,
      periods: 2,
    }),
  ];
  const widgets = [
    new GraphWidget({ title: 'Firehose reads the topic', left: [read], right: [waiting], width: 8 }),
    new GraphWidget({
      title: 'Held up by what comes after, and share of invocations that succeed',
      left: [metric('DataReadFromSource.Backpressured', Stats.MAXIMUM, 'held up'), invoked],
      width: 8,
    }),
  ];
  return { alarms, widgets };
};
