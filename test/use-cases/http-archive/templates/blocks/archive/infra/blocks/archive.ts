import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { archiverMetrics } from '../../processors/archiver/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { EventStream } from './event-stream.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** The bucket that keeps every reading. */
export class Archive extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.removalPolicy,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    });
    acknowledge(this.bucket, 'AwsSolutions-S1', 'Written by the archiver alone');
    new CfnOutput(Stack.of(this), 'ArchiveBucketName', { value: this.bucket.bucketName });
  }
}

const processor = 'archiver';

export interface ArchiverProps {
  stage: Stage;
  events: EventStream;
  archive: Archive;
  failures: FailureStore;
}

/** Takes readings from the stream into the archive. */
export class Archiver extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, archive, failures }: ArchiverProps) {
    super(scope, id);
    const archiver = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 256,
      environment: { ARCHIVE_BUCKET: archive.bucket.bucketName },
    });
    archiver.allow(['s3:PutObject'], [archive.bucket.arnForObjects('*')]);
    acknowledge(
      archiver.role,
      `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(archive.bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
      'The names of objects are known when they are written',
    );
    failures.takeRejectsOf(archiver, processor);
    archiver.function.addEventSource(
      new KinesisEventSource(events.stream, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 500,
        maxBatchingWindow: Duration.seconds(5),
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 10_000,
        maxRecordAge: Duration.hours(12),
        onFailure: failures.onFailure,
      }),
    );
    const period = Duration.minutes(5);
    const own = (name: keyof typeof archiverMetrics) =>
      processorMetric(Stack.of(this), processor, archiverMetrics[name], { statistic: Stats.SUM, period });
    const age = archiver.function.metric('IteratorAge', {
      statistic: Stats.MAXIMUM,
      period,
      label: 'oldest waiting (ms)',
    });
    this.alarms = [
      new RunbookAlarm(this, 'Behind', {
        metric: age,
        meaning: 'The archiver is more than 10 minutes behind; what is older than 12 hours will be parked.',
        runbook: 'archiver-behind',
        above: Duration.minutes(10).toMilliseconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: archiver.function.metricErrors({ statistic: Stats.SUM, period }),
        meaning: 'The archiver ends with errors.',
        runbook: 'archiver-failing',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Rejected', {
        metric: own('rejected'),
        meaning: 'Records were parked because they are no readings.',
        runbook: 'archiver-given-up',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Archived',
        left: [own('archived'), own('dropped'), own('rejected')],
        right: [age],
        width: 24,
      }),
    ];
  }
}
