import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Every reading that was accepted, until the archiver has taken it. */
export class EventStream extends Construct implements Watched {
  readonly stream: Stream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage & { streamRetention: Duration } }) {
    super(scope, id);
    this.stream = new Stream(this, 'Stream', {
      streamName: `${Stack.of(this).stackName}-events`,
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: stage.streamRetention,
      removalPolicy: stage.removalPolicy,
    });
    new CfnOutput(Stack.of(this), 'EventStreamName', { value: this.stream.streamName });
    const throttled = this.stream.metricWriteProvisionedThroughputExceeded({
      statistic: Stats.SUM,
      period: Duration.minutes(5),
      label: 'writes throttled',
    });
    this.alarms = [
      new RunbookAlarm(this, 'Throttled', {
        metric: throttled,
        meaning: 'The stream refuses readings for want of capacity; their senders get a 503.',
        runbook: 'events-throttled',
        above: 0,
        periods: 2,
      }),
    ];
    const written = this.stream.metricIncomingRecords({ statistic: Stats.SUM, label: 'readings written' });
    this.widgets = [new GraphWidget({ title: 'Readings', left: [written], right: [throttled], width: 24 })];
  }
}
