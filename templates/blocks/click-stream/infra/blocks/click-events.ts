import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Every click event, in the order of each key: a record has events of one key, as lines of JSON. Each sink reads the stream on its own. */
export class ClickEvents extends Construct implements Watched {
  readonly stream: Stream;
  readonly retention: Duration;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { streamRetention: Duration } }) {
    super(scope, id);
    this.retention = stage.streamRetention;
    this.stream = new Stream(this, 'Stream', {
      streamName: `${Stack.of(this).stackName}-clicks`,
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: stage.streamRetention,
      removalPolicy: stage.removalPolicy,
    });
    new CfnOutput(Stack.of(this), 'ClickStreamName', { value: this.stream.streamName });
    const throttled = this.stream.metricWriteProvisionedThroughputExceeded({
      statistic: Stats.SUM,
      period: Duration.minutes(5),
      label: 'writes throttled',
    });
    this.alarms = [
      new RunbookAlarm(this, 'Throttled', {
        metric: throttled,
        meaning: 'The stream refuses records for want of capacity; who writes them tries again.',
        runbook: 'clicks-throttled',
        above: 0,
        periods: 2,
      }),
    ];
    const written = this.stream.metricIncomingBytes({ statistic: Stats.SUM, label: 'bytes written' });
    this.widgets = [new GraphWidget({ title: 'Click events', left: [written], right: [throttled], width: 24 })];
  }
}
