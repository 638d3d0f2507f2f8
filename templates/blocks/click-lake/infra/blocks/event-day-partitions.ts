import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { farthest } from '../../processors/lake-rows/event-day.ts';
import type { LakeDelivery } from './lake-delivery.ts';
import type { Lake, LakeSettings } from './lake.ts';

const day = 86_400_000;

/**
 * Partitions the lake by the day on which an event happened: its row says it (Firehose developer guide, "Partition streaming data").
 * Firehose takes records of the stream apart before it has rows made, at most 500 of each record. Whether a delivery stream has
 * partitions is decided when it is created.
 */
export function partitionByEventDay(lake: Lake, { deliveryStream }: LakeDelivery, { keep }: LakeSettings): void {
  const extended =
    deliveryStream.extendedS3DestinationConfiguration as CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty;
  const { processors } = extended.processingConfiguration as { processors: CfnDeliveryStream.ProcessorProperty[] };
  deliveryStream.extendedS3DestinationConfiguration = {
    ...extended,
    prefix: `${lake.prefix}day=!{partitionKeyFromLambda:day}/arrived-!{timestamp:yyyy-MM-dd}-`,
    dynamicPartitioningConfiguration: { enabled: true, retryOptions: { durationInSeconds: 7200 } },
    processingConfiguration: { enabled: true, processors: [lines, ...processors.map(inSmallBatches)] },
  };
  const table = lake.table.tableInput as CfnTable.TableInputProperty;
  const oldest = keep ? `NOW-${Math.ceil(keep.toDays()) + 1 + farthest.before / day}DAYS` : 'NOW-10YEARS';
  lake.table.tableInput = {
    ...table,
    parameters: { ...(table.parameters as object), 'projection.day.range': `${oldest},NOW+1DAYS` },
    partitionKeys: [{ name: 'day', type: 'string', comment: 'The day of the event, in UTC: yyyy-MM-dd' }],
  };
}

const lines: CfnDeliveryStream.ProcessorProperty = {
  type: 'RecordDeAggregation',
  parameters: [
    { parameterName: 'SubRecordType', parameterValue: 'DELIMITED' },
    { parameterName: 'Delimiter', parameterValue: Buffer.from('\n').toString('base64') },
  ],
};

/** A row of a short line is eight times as long, and one of a long line three times: an answer of Lambda has room for either. */
const inSmallBatches = ({ type, parameters }: CfnDeliveryStream.ProcessorProperty) => ({
  type,
  parameters: (parameters as CfnDeliveryStream.ProcessorParameterProperty[]).map((each) =>
    each.parameterName === 'BufferSizeInMBs' ? { ...each, parameterValue: '0.2' } : each,
  ),
});
