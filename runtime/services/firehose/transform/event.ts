import type { SourceRecord } from '../record.ts';

/** What a transform function is called with (Firehose guide, data-transformation; aws-lambda-go, kinesis-firehose-event). */
export interface TransformEvent {
  readonly invocationId: string;
  readonly deliveryStreamArn: string;
  readonly sourceKinesisStreamArn?: string;
  readonly region: string;
  readonly records: readonly TransformRecord[];
}

interface TransformRecord {
  readonly recordId: string;
  readonly approximateArrivalTimestamp: number;
  /** Base64. */
  readonly data: string;
  readonly kinesisRecordMetadata?: {
    readonly shardId: string;
    readonly partitionKey: string;
    readonly approximateArrivalTimestamp: number;
    readonly sequenceNumber: string;
    readonly subsequenceNumber: string;
  };
}

export interface Deliverer {
  readonly arn: string;
  readonly region: string;
  readonly sourceArn: string | undefined;
}

export const recordIdOf = ({ shard, position }: SourceRecord): string =>
  `${shard?.shardId ?? ''}${position.padStart(56, '0')}`;

export function eventOf(
  { arn, region, sourceArn }: Deliverer,
  invocationId: string,
  batch: readonly SourceRecord[],
): TransformEvent {
  return {
    invocationId,
    deliveryStreamArn: arn,
    ...(sourceArn === undefined ? {} : { sourceKinesisStreamArn: sourceArn }),
    region,
    records: batch.map((record) => ({
      recordId: recordIdOf(record),
      approximateArrivalTimestamp: record.arrivedAt,
      data: Buffer.from(record.data).toString('base64'),
      ...(record.shard && {
        kinesisRecordMetadata: {
          ...record.shard,
          approximateArrivalTimestamp: record.arrivedAt,
          subsequenceNumber: '',
        },
      }),
    })),
  };
}
