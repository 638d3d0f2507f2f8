import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import { deliveryRole } from './delivery-role.ts';
import type { Lake, LakeSettings } from './lake.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** A stream whose records go to the lake. */
export interface LakeSource {
  readonly stream: IStream;
  /** How long the stream keeps a record: the time that the lake may be out of reach. */
  readonly retention: Duration;
}

export interface LakeDeliveryProps {
  stage: Stage;
  settings: LakeSettings;
  source: LakeSource;
  /** Makes of each record one JSON document with the columns of the table. Left out, each document of a record becomes a row. */
  transform?: ProcessorFunction;
  lake: Lake;
}

const retries = 3;

/**
 * Takes every record of a stream into the lake, as Parquet: each JSON document of a record is a row (Firehose developer guide,
 * "Convert input data format"). Firehose reads a stream from the LATEST position when it becomes ACTIVE:
 * whatever writes to the stream has to wait for `deliveryStream`, or the lake does not have what was written before.
 */
export class LakeDelivery extends Construct implements Watched {
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, props: LakeDeliveryProps) {
    super(scope, id);
    const { stage, settings, source, transform, lake } = props;
    const stack = Stack.of(this);
    const name = `${stack.stackName}-lake`;
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const role = this.#role(name, props, logs);

    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: name,
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: { kinesisStreamArn: source.stream.streamArn, roleArn: role.roleArn },
      extendedS3DestinationConfiguration: {
        bucketArn: lake.bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: `${lake.prefix}day=!{timestamp:yyyy-MM-dd}/`,
        errorOutputPrefix: `${lake.errorPrefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: settings.interval.toSeconds() },
        // files of Parquet are compressed inside
        compressionFormat: 'UNCOMPRESSED',
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.logGroupName, logStreamName: log.logStreamName },
        ...(transform ? { processingConfiguration: transformedBy(transform, role) } : {}),
        dataFormatConversionConfiguration: {
          enabled: true,
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
          schemaConfiguration: {
            catalogId: Aws.ACCOUNT_ID,
            region: stack.region,
            databaseName: lake.databaseName,
            tableName: lake.tableName,
            roleArn: role.roleArn,
            versionId: 'LATEST',
          },
        },
      },
    });
    acknowledge(
      this.deliveryStream,
      'AwsSolutions-KDF1',
      'Firehose keeps nothing of its own of a Kinesis source: the stream is encrypted, and so is the bucket',
    );
    this.deliveryStream.applyRemovalPolicy(stage.removalPolicy);
    // without its permissions the role is of no use, and the creation fails
    this.deliveryStream.node.addDependency(role, lake.table);

    const metrics = metricsOf(this.deliveryStream.ref, source.stream);
    const hours = source.retention.toHours();
    this.alarms = [
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.unread,
        meaning: 'The stream takes records, and Firehose reads none of them into the lake.',
        runbook: 'lake-idle',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Refused', {
        metric: metrics.succeeded,
        meaning: 'Firehose cannot write to the lake. It tries again, and everything waits.',
        runbook: 'lake-refused',
        below: 0.5,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Late', {
        metric: metrics.age,
        meaning: `The oldest record that is not in the lake is older than ${hours / 2} hours; the stream forgets it after ${hours}, and then the lake never has it.`,
        runbook: 'lake-refused',
        above: source.retention.toSeconds() / 2,
        periods: 1,
      }),
      ...(transform ? [this.#transformFailing(metrics.invoked)] : []),
      new RunbookAlarm(this, 'NotConverted', {
        metric: metrics.notConverted,
        meaning: 'Rows do not fit the table of the lake; they lie in the error prefix.',
        runbook: 'lake-not-converted',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Rows into the lake',
        left: [metrics.delivered],
        right: [metrics.notConverted],
        width: 8,
      }),
      new GraphWidget({ title: 'Age of the oldest row that waits (s)', left: [metrics.age], width: 8 }),
      new GraphWidget({
        title: transform ? 'Share of writes and transforms that succeed' : 'Share of writes that succeed',
        left: [metrics.succeeded, ...(transform ? [metrics.invoked] : [])],
        width: 8,
      }),
    ];
  }

  #transformFailing(invoked: Metric): RunbookAlarm {
    return new RunbookAlarm(this, 'TransformFailing', {
      metric: invoked,
      meaning: 'Firehose cannot run the transform; after four attempts it puts whole batches into the error prefix.',
      runbook: 'lake-transform-failing',
      below: 0.5,
      periods: 2,
    });
  }

  #role(deliveryStreamName: string, { source, transform, lake }: LakeDeliveryProps, logs: LogGroup): Role {
    const { bucket, prefix, errorPrefix, databaseName, tableName } = lake;
    const { stream } = source;
    const prefixes = [prefix, errorPrefix];
    const role = deliveryRole(this, {
      deliveryStreamName,
      stream,
      ...(transform ? { transform } : {}),
      bucket,
      prefixes,
      logs,
    });
    const inCatalog = (resource: string) => Stack.of(this).formatArn({ service: 'glue', resource });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
        resources: ['catalog', `database/${databaseName}`, `table/${databaseName}/${tableName}`].map(inCatalog),
      }),
    );
    return role;
  }
}

const transformedBy = (
  transform: ProcessorFunction,
  role: Role,
): CfnDeliveryStream.ProcessingConfigurationProperty => ({
  enabled: true,
  processors: [
    {
      type: 'Lambda',
      parameters: Object.entries({
        LambdaArn: transform.function.functionArn,
        NumberOfRetries: String(retries),
        RoleArn: role.roleArn,
        // an answer is at most four times as large as its batch, and has at most 6 MB
        BufferSizeInMBs: '1',
        BufferIntervalInSeconds: '60',
      }).map(([parameterName, parameterValue]) => ({ parameterName, parameterValue })),
    },
  ],
});

function metricsOf(DeliveryStreamName: string, stream: IStream) {
  const period = Duration.minutes(5);
  const metric = (metricName: string, statistic: string, label: string) =>
    new Metric({
      namespace: 'AWS/Firehose',
      metricName,
      dimensionsMap: { DeliveryStreamName },
      statistic,
      period,
      label,
    });
  return {
    unread: new MathExpression({
      expression: 'IF(written > 0 AND FILL(read, 0) == 0, written, 0)',
      usingMetrics: {
        written: stream.metricIncomingRecords({ statistic: Stats.SUM, period }),
        read: metric('DataReadFromKinesisStream.Records', Stats.SUM, 'read'),
      },
      label: 'records that Firehose does not read',
      period,
    }),
    succeeded: metric('DeliveryToS3.Success', Stats.AVERAGE, 'writes'),
    age: metric('DeliveryToS3.DataFreshness', Stats.MAXIMUM, 'age'),
    invoked: metric('ExecuteProcessing.Success', Stats.AVERAGE, 'transforms'),
    notConverted: metric('FailedConversion.Records', Stats.SUM, 'not converted'),
    delivered: metric('DeliveryToS3.Records', Stats.SUM, 'delivered'),
  };
}
