import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import { eventDeliveryRole } from './event-delivery-role.ts';
import type { Lake, LakeSettings } from './lake.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface EventDeliveryProps {
  stage: Stage;
  settings: LakeSettings;
  events: AccessEvents;
  lake: Lake;
}

/**
 * Takes every event of the stream into the lake, as Parquet: Firehose makes a row of each JSON document of a record (Firehose developer
 * guide, "Convert input data format"). It reads a stream from the LATEST position when it becomes ACTIVE: whatever writes to the
 * stream has to wait for `deliveryStream`.
 */
export class EventDelivery extends Construct implements Watched {
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, settings, events, lake }: EventDeliveryProps) {
    super(scope, id);
    const { stream, retention } = events;
    const deliveryStreamName = `${Stack.of(this).stackName}-lake`;
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const role = eventDeliveryRole(this, { deliveryStreamName, stream, lake, logs });
    const { roleArn } = role;
    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName,
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: { kinesisStreamArn: stream.streamArn, roleArn },
      extendedS3DestinationConfiguration: {
        bucketArn: lake.bucket.bucketArn,
        roleArn,
        prefix: `${lake.prefix}day=!{timestamp:yyyy-MM-dd}/`,
        errorOutputPrefix: `${lake.errorPrefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: settings.interval.toSeconds() },
        // files of Parquet are compressed inside
        compressionFormat: 'UNCOMPRESSED',
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.logGroupName, logStreamName: log.logStreamName },
        dataFormatConversionConfiguration: {
          enabled: true,
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
          schemaConfiguration: {
            catalogId: Aws.ACCOUNT_ID,
            region: Stack.of(this).region,
            databaseName: lake.databaseName,
            tableName: lake.tableName,
            roleArn,
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

    const metrics = metricsOf(this.deliveryStream.ref, stream);
    this.alarms = this.#alarmsOn(metrics, retention);
    this.widgets = [
      new GraphWidget({
        title: 'Records into the lake',
        left: [metrics.delivered],
        right: [metrics.notConverted],
        width: 8,
      }),
      new GraphWidget({ title: 'Age of the oldest record that waits (s)', left: [metrics.age], width: 8 }),
      new GraphWidget({ title: 'Share of writes that succeed', left: [metrics.succeeded], width: 8 }),
    ];
  }

  #alarmsOn(metrics: ReturnType<typeof metricsOf>, retention: Duration): RunbookAlarm[] {
    const hours = retention.toHours();
    return [
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
        above: retention.toSeconds() / 2,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotConverted', {
        metric: metrics.notConverted,
        meaning: 'Records do not fit the table of the lake; they lie in the error prefix.',
        runbook: 'lake-not-converted',
        above: 0,
        periods: 1,
      }),
    ];
  }
}

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
    notConverted: metric('FailedConversion.Records', Stats.SUM, 'not converted'),
    delivered: metric('DeliveryToS3.Records', Stats.SUM, 'delivered'),
  };
}
