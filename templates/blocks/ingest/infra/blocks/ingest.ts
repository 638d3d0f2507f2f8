import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IDependable } from 'constructs';
import { ingestLag, ingestMetrics } from '../../processors/ingest/metrics.ts';
import { rawPrefix } from '../../processors/lib/log-object.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import { sayAddresses } from './client-addresses.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { RawLogs } from './raw-logs.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'ingest';

/** How long an invocation may take. What is left of a long object then is for the next one. */
export const ingestTimeout = Duration.minutes(2);

export interface IngestProps {
  stage: Stage & { ingestConcurrency: number };
  raw: RawLogs;
  events: AccessEvents;
  failures: FailureStore;
  /** What has to read the stream before the first event is in it. */
  readers: readonly IDependable[];
}

/** Reads each log object that arrives, and writes an event for each line to the stream. */
export class Ingest extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, props: IngestProps) {
    super(scope, id);
    const { stage, raw, events, failures, readers } = props;
    const ingest = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: ingestTimeout,
      // one virtual CPU (Lambda guide, "Configure Lambda function memory")
      memorySize: 1769,
      environment: {
        RAW_BUCKET: raw.bucket.bucketName,
        STREAM_NAME: events.stream.streamName,
        QUEUE_URL: raw.queue.queueUrl,
      },
    });
    ingest.allow(['s3:GetObjectVersion'], [raw.bucket.arnForObjects(`${rawPrefix}*`)]);
    acknowledge(
      ingest.role,
      `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(raw.bucket.node.defaultChild as CfnBucket)}.Arn>/${rawPrefix}*]`,
      'The names of objects are known when they arrive',
    );
    ingest.allow(['kinesis:PutRecords'], [events.stream.streamArn]);
    // the rest of a long object
    ingest.allow(['sqs:SendMessage'], [raw.queue.queueArn]);
    failures.takeRejectsOf(ingest, processor);
    sayAddresses(this, ingest, stage);
    ingest.function.addEventSource(
      new SqsEventSource(raw.queue, {
        batchSize: 10,
        maxConcurrency: stage.ingestConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    ingest.function.node.addDependency(...readers);

    const period = Duration.minutes(5);
    const own = (name: keyof typeof ingestMetrics) =>
      processorMetric(Stack.of(this), processor, ingestMetrics[name], { statistic: Stats.SUM, period });
    const errors = ingest.function.metricErrors({ statistic: Stats.SUM, period });
    this.alarms = [
      new RunbookAlarm(this, 'Failing', {
        metric: errors,
        meaning: 'Ingest ends with errors or runs into its timeout; its messages come again.',
        runbook: 'ingest-failing',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Parked', {
        metric: own('parked'),
        meaning: 'Lines cannot be read; they are in the failure store, with file, number and reason.',
        runbook: 'ingest-parked',
        above: 0,
        periods: 1,
      }),
    ];
    const lag = processorMetric(Stack.of(this), processor, ingestLag, { statistic: Stats.p(99), period });
    this.widgets = [
      new GraphWidget({
        title: 'Lines of logs',
        left: [own('written')],
        right: [own('dropped'), own('parked')],
        width: 8,
      }),
      new GraphWidget({ title: 'From the notification to the stream (ms, p99)', left: [lag], width: 8 }),
      new GraphWidget({
        title: 'Messages that come again, damaged and long objects',
        left: [own('failed'), own('damaged'), own('continued'), errors],
        width: 8,
      }),
    ];
  }
}
