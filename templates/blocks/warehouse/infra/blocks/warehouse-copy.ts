import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { copiedColumns, copiedTable } from '../../processors/warehouse-migrations/copied-table.ts';
import { copyMetrics } from '../../processors/warehouse-copy/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import { deliveryRole } from './delivery-role.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { Warehouse, WarehouseSource } from './warehouse.ts';

export interface WarehouseCopyProps {
  stage: Stage;
  source: WarehouseSource;
  warehouse: Warehouse;
  failures: FailureStore;
}

const processor = 'warehouse-copy';
/** Below this prefix of the failure store lie the objects that COPY reads, and what does not get into the table. */
const prefix = 'warehouse/';
/** How long Firehose tries COPY before a manifest in the failure store names the object: the most that it takes. */
const retryDuration = Duration.hours(2);
/** How long the object that a manifest names is there; an earlier version of it 30 days more. */
const stagedFor = Duration.days(30);

/**
 * Brings every record of the stream into a table: Firehose writes objects to S3, and has the warehouse COPY them. Firehose reads a
 * stream from the LATEST position when it becomes ACTIVE: whatever writes to the stream has to wait for `deliveryStream`.
 */
export class WarehouseCopy extends Construct implements Watched {
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, source, warehouse, failures }: WarehouseCopyProps) {
    super(scope, id);
    const { loader } = warehouse;
    if (!loader) throw new Error(`${stage.name}: the warehouse lets nobody in who could load a table.`);
    const name = `${Stack.of(this).stackName}-warehouse`;
    const transform = new ProcessorFunction(this, 'Transform', {
      stage,
      processor,
      // Firehose waits for 5 minutes at most (Firehose developer guide, "Transform source data")
      timeout: Duration.minutes(1),
      memorySize: 512,
      environment: {},
    });
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const { bucket } = failures;
    const role = deliveryRole(this, {
      deliveryStreamName: name,
      stream: source.stream,
      transform,
      bucket,
      prefixes: [prefix],
      logs,
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [loader.secretArn] }),
    );
    // what is copied is of no use afterwards; the names of objects begin with the year, those of what is parked do not
    bucket.addLifecycleRule({ prefix: `${prefix}20`, expiration: stagedFor });
    const cloudWatchLoggingOptions = {
      enabled: true,
      logGroupName: logs.logGroupName,
      logStreamName: log.logStreamName,
    };
    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: name,
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: { kinesisStreamArn: source.stream.streamArn, roleArn: role.roleArn },
      redshiftDestinationConfiguration: {
        clusterJdbcurl: warehouse.jdbcUrl,
        roleArn: role.roleArn,
        secretsManagerConfiguration: { enabled: true, secretArn: loader.secretArn, roleArn: role.roleArn },
        copyCommand: {
          dataTableName: copiedTable,
          dataTableColumns: copiedColumns.join(','),
          copyOptions: "FORMAT JSON 'auto'",
        },
        retryOptions: { durationInSeconds: retryDuration.toSeconds() },
        s3Configuration: {
          bucketArn: bucket.bucketArn,
          roleArn: role.roleArn,
          prefix,
          // each COPY keeps the warehouse awake for a minute at least
          bufferingHints: { sizeInMBs: 64, intervalInSeconds: 900 },
          compressionFormat: 'UNCOMPRESSED',
          cloudWatchLoggingOptions,
        },
        cloudWatchLoggingOptions,
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: Object.entries({
                LambdaArn: transform.function.functionArn,
                NumberOfRetries: '3',
                RoleArn: role.roleArn,
                // an answer is up to three times as large as its batch, and has at most 6 MB
                BufferSizeInMBs: '1',
                BufferIntervalInSeconds: '60',
              }).map(([parameterName, parameterValue]) => ({ parameterName, parameterValue })),
            },
          ],
        },
      },
    });
    acknowledge(
      this.deliveryStream,
      'AwsSolutions-KDF1',
      'Firehose keeps nothing of its own of a Kinesis source: the stream is encrypted, and so are bucket and warehouse',
    );
    this.deliveryStream.applyRemovalPolicy(stage.removalPolicy);
    // without its permissions the role is of no use, and without user and table every COPY fails
    this.deliveryStream.node.addDependency(role);
    warehouse.precedes(this.deliveryStream);

    const metrics = metricsOf(this, this.deliveryStream.ref, source);
    const hours = source.retention.toHours();
    this.alarms = [
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.unread,
        meaning: 'The stream takes changes, and Firehose reads none of them for the warehouse.',
        runbook: 'warehouse-copy-idle',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Refused', {
        metric: metrics.copied,
        meaning: `The warehouse refuses COPY. What it has refused for ${retryDuration.toHours()} hours is parked, named by a manifest.`,
        runbook: 'warehouse-copy-refused',
        below: 0.5,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Late', {
        metric: metrics.age,
        meaning: `Firehose has not written changes to S3 for ${hours / 2} hours; the stream forgets them after ${hours}.`,
        runbook: 'warehouse-copy-idle',
        above: source.retention.toSeconds() / 2,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotTransformed', {
        metric: metrics.failed,
        meaning: 'Records could not be made rows of the warehouse; they lie in the failure store.',
        runbook: 'warehouse-copy-parked',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'TransformFailing', {
        metric: metrics.invoked,
        meaning: 'Firehose cannot run the transform; after four attempts it puts whole batches into the failure store.',
        runbook: 'warehouse-copy-parked',
        below: 0.5,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Changes copied into the warehouse',
        left: [metrics.rows],
        right: [metrics.failed],
        width: 12,
      }),
      new GraphWidget({
        title: 'Share of copies and transforms that succeed',
        left: [metrics.copied, metrics.invoked],
        width: 12,
      }),
    ];
  }
}

function metricsOf(scope: Construct, DeliveryStreamName: string, { stream }: WarehouseSource) {
  const period = Duration.minutes(5);
  const metric = (metricName: string, statistic: string, label: string, over = period) =>
    new Metric({
      namespace: 'AWS/Firehose',
      metricName,
      dimensionsMap: { DeliveryStreamName },
      statistic,
      period: over,
      label,
    });
  return {
    unread: new MathExpression({
      expression: 'IF(written > 0 AND FILL(read, 0) == 0, written, 0)',
      usingMetrics: {
        written: stream.metricIncomingRecords({ statistic: Stats.SUM, period }),
        read: metric('DataReadFromKinesisStream.Records', Stats.SUM, 'read'),
      },
      label: 'changes that Firehose does not read',
      period,
    }),
    // a copy every quarter of an hour: fewer periods would have nothing to tell
    copied: metric('DeliveryToRedshift.Success', Stats.AVERAGE, 'copies', Duration.minutes(30)),
    rows: metric('DeliveryToRedshift.Records', Stats.SUM, 'copied'),
    age: metric('DeliveryToS3.DataFreshness', Stats.MAXIMUM, 'age'),
    failed: processorMetric(Stack.of(scope), processor, copyMetrics.failed, { statistic: Stats.SUM, period }),
    invoked: metric('ExecuteProcessing.Success', Stats.AVERAGE, 'transforms'),
  };
}
