import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { lakeSettings } from '../lake-settings.ts';
import { rawFolder, rawTable } from '../raw-table.ts';
import type { Stage } from '../stage.ts';
import { directPutRole } from './direct-put-role.ts';
import { Lake, type LakeSettings } from './lake.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** How long Firehose keeps what was put while it cannot deliver (Amazon Data Firehose guide, "Understand data delivery": 24 hours). */
const keptHours = 24;

/**
 * Takes the rows of the landing into the lake, as files of Parquet below `raw/hour=yyyy-MM-dd-HH/`: the hour in which Firehose took them, in
 * UTC. An hour is complete once it has been over for longer than Firehose collects rows for a file.
 */
export class RawEvents extends Construct implements Watched {
  readonly lake: Lake;
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, lake }: { stage: Stage; lake: Lake }) {
    super(scope, id);
    this.lake = lake;
    const stack = Stack.of(this);
    const deliveryStreamName = `${stack.stackName}-raw`;
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const role = directPutRole(this, { deliveryStreamName, lake, tableName: rawTable.name, logs });

    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName,
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: lake.bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: `${lake.prefix}hour=!{timestamp:yyyy-MM-dd-HH}/`,
        errorOutputPrefix: `${lake.errorPrefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
        bufferingHints: { sizeInMBs: 128, intervalInSeconds: lakeSettings[stage.name].interval.toSeconds() },
        // files of Parquet are compressed inside
        compressionFormat: 'UNCOMPRESSED',
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.logGroupName, logStreamName: log.logStreamName },
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
    // without its permissions the role is of no use, and the creation fails
    this.deliveryStream.node.addDependency(role, lake.table);

    const metrics = metricsOf(this.deliveryStream.ref);
    this.alarms = [
      new RunbookAlarm(this, 'Refused', {
        metric: metrics.succeeded,
        meaning: 'Firehose cannot write to the raw zone. It tries again, and everything waits.',
        runbook: 'raw-refused',
        below: 0.5,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Late', {
        metric: metrics.age,
        meaning: `The oldest event that is not in the raw zone has waited for ${keptHours / 2} hours; Firehose loses it after ${keptHours}.`,
        runbook: 'raw-refused',
        above: Duration.hours(keptHours / 2).toSeconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'Throttled', {
        metric: metrics.throttled,
        meaning: 'Firehose refuses records for want of capacity. The landing puts them again.',
        runbook: 'raw-throttled',
        above: 0,
        periods: 3,
      }),
      new RunbookAlarm(this, 'NotConverted', {
        metric: metrics.notConverted,
        meaning: 'Rows do not fit the table of the raw zone; they are below the error prefix.',
        runbook: 'raw-not-converted',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Rows into the raw zone',
        left: [metrics.delivered],
        right: [metrics.notConverted, metrics.throttled],
        width: 8,
      }),
      new GraphWidget({ title: 'Age of the oldest row that waits (s)', left: [metrics.age], width: 8 }),
      new GraphWidget({ title: 'Share of writes that succeed', left: [metrics.succeeded], width: 8 }),
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

function metricsOf(DeliveryStreamName: string) {
  const metric = (metricName: string, statistic: string, label: string) =>
    new Metric({
      namespace: 'AWS/Firehose',
      metricName,
      dimensionsMap: { DeliveryStreamName },
      statistic,
      period: Duration.minutes(5),
      label,
    });
  return {
    succeeded: metric('DeliveryToS3.Success', Stats.AVERAGE, 'writes'),
    age: metric('DeliveryToS3.DataFreshness', Stats.MAXIMUM, 'age'),
    throttled: metric('ThrottledRecords', Stats.SUM, 'throttled'),
    notConverted: metric('FailedConversion.Records', Stats.SUM, 'not converted'),
    delivered: metric('DeliveryToS3.Records', Stats.SUM, 'delivered'),
  };
}
