import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { lakeSettings } from '../lake-settings.ts';
import { rawFolder, rawTable } from '../raw-table.ts';
import type { Stage } from '../stage.ts';
import { Lake, type LakeSettings } from './lake.ts';
import type { Watched } from './monitoring.ts';
import { parquetRole } from './parquet-role.ts';
import type { RawFeed } from './raw-feed.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface RawEventsProps {
  stage: Stage;
  lake: Lake;
  feed: RawFeed;
}

/**
 * Takes rows into the lake, as files of Parquet below `raw/hour=yyyy-MM-dd-HH/`: the hour in which Firehose took what was put, or in which
 * the brokers took what Firehose reads, in UTC.
 */
export class RawEvents extends Construct implements Watched {
  readonly lake: Lake;
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, lake, feed }: RawEventsProps) {
    super(scope, id);
    this.lake = lake;
    const stack = Stack.of(this);
    const deliveryStreamName = `${stack.stackName}-${feed.name}`;
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const role = parquetRole(this, { deliveryStreamName, lake, tableName: rawTable.name, logs });
    const processing = feed.processing(role);

    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName,
      ...feed.source(role),
      extendedS3DestinationConfiguration: {
        bucketArn: lake.bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: `${lake.prefix}hour=!{timestamp:yyyy-MM-dd-HH}/`,
        errorOutputPrefix: `${lake.errorPrefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: lakeSettings[stage.name].interval.toSeconds() },
        // files of Parquet are compressed inside
        compressionFormat: 'UNCOMPRESSED',
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.logGroupName, logStreamName: log.logStreamName },
        ...(processing ? { processingConfiguration: processing } : {}),
        dataFormatConversionConfiguration: {
          enabled: true,
          inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
          outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
          schemaConfiguration: {
            catalogId: Aws.ACCOUNT_ID,
            region: stack.region,
            databaseName: lake.databaseName,
            tableName: rawTable.name,
            roleArn: role.roleArn,
            versionId: 'LATEST',
          },
        },
      },
    });
    this.deliveryStream.applyRemovalPolicy(stage.removalPolicy);
    feed.allow(role, this.deliveryStream);
    // without its permissions the role is of no use, and the creation fails
    this.deliveryStream.node.addDependency(role, lake.table, ...feed.needed);

    const metric = (metricName: string, statistic: string, label: string) =>
      new Metric({
        namespace: 'AWS/Firehose',
        metricName,
        dimensionsMap: { DeliveryStreamName: this.deliveryStream.ref },
        statistic,
        period: Duration.minutes(5),
        label,
      });
    const succeeded = metric('DeliveryToS3.Success', Stats.AVERAGE, 'writes');
    const age = metric('DeliveryToS3.DataFreshness', Stats.MAXIMUM, 'age');
    const notConverted = metric('FailedConversion.Records', Stats.SUM, 'not converted');
    const before = feed.watch(this, metric);
    this.alarms = [
      ...before.alarms,
      new RunbookAlarm(this, 'Refused', {
        metric: succeeded,
        meaning: 'Firehose cannot write to the raw zone. It tries again, and everything waits.',
        runbook: 'raw-refused',
        below: 0.5,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Late', {
        metric: age,
        meaning: `The oldest event that is not in the raw zone has waited for ${feed.late.after.toHours()} hours; ${feed.late.otherwise}.`,
        runbook: 'raw-refused',
        above: feed.late.after.toSeconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotConverted', {
        metric: notConverted,
        meaning: 'Rows do not fit the table of the raw zone; they are below the error prefix.',
        runbook: 'raw-not-converted',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Rows into the raw zone',
        left: [metric('DeliveryToS3.Records', Stats.SUM, 'delivered')],
        right: [notConverted],
        width: 8,
      }),
      new GraphWidget({ title: 'Age of the oldest row that waits (s)', left: [age], width: 8 }),
      new GraphWidget({ title: 'Share of writes that succeed', left: [succeeded], width: 8 }),
      ...before.widgets,
    ];
  }
}

/** The bucket of the lake, its database, and the table of the raw zone. */
export function lakeOfEvents(scope: Construct, { stage }: { stage: Stage }): Lake {
  const settings = lakeSettings[stage.name];
  const lake = new Lake(scope, 'Lake', { stage, settings, table: { ...rawTable, name: rawFolder, queries: [] } });
  partitionByHour(lake, settings);
  return lake;
}

/** Partitions are computed, not stored (Athena user guide, "Set up partition projection": date type, interval of an hour). */
function partitionByHour(lake: Lake, { keep }: LakeSettings): void {
  const table = lake.table.tableInput as CfnTable.TableInputProperty;
  const oldest = keep ? `NOW-${Math.ceil(keep.toDays()) + 1}DAYS` : 'NOW-10YEARS';
  const location = `s3://${lake.bucket.bucketName}/${lake.prefix}`;
  lake.table.tableInput = {
    ...table,
    name: rawTable.name,
    parameters: {
      classification: 'parquet',
      'projection.enabled': 'true',
      'projection.hour.type': 'date',
      'projection.hour.format': 'yyyy-MM-dd-HH',
      'projection.hour.range': `${oldest},NOW+1HOURS`,
      'projection.hour.interval': '1',
      'projection.hour.interval.unit': 'HOURS',
      'storage.location.template': `${location}hour=\${hour}/`,
    },
    partitionKeys: [{ name: 'hour', type: 'string', comment: 'The hour of arrival, in UTC: yyyy-MM-dd-HH' }],
  };
}
