import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Every change of the table, for as long as the stage holds it. Order and single delivery are not promised: the indexer sorts it out. */
export class ChangeStream extends Construct implements Watched {
  readonly stream: Stream;
  readonly retention: Duration;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { streamRetention: Duration } }) {
    super(scope, id);
    this.retention = stage.streamRetention;
    this.stream = new Stream(this, 'Stream', {
      streamName: `${Stack.of(this).stackName}-changes`,
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: stage.streamRetention,
      removalPolicy: stage.removalPolicy,
    });
    new CfnOutput(Stack.of(this), 'ChangeStreamName', { value: this.stream.streamName });

    const written = this.stream.metricIncomingRecords({ statistic: Stats.SUM, label: 'changes written' });
    const throttled = this.stream.metricWriteProvisionedThroughputExceeded({
      statistic: Stats.SUM,
      period: Duration.minutes(5),
      label: 'writes throttled',
    });
    this.alarms = [
      new RunbookAlarm(this, 'Throttled', {
        metric: throttled,
        meaning: 'The stream refuses changes of the table for want of capacity; DynamoDB retries for 24 hours.',
        runbook: 'changes-throttled',
        above: 0,
        periods: 2,
      }),
    ];
    this.widgets = [new GraphWidget({ title: 'Changes of the table', left: [written], right: [throttled], width: 24 })];
  }
}
