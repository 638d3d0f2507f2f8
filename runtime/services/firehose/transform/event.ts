import type { SourceRecord } from '../record.ts';
import type { SourceSettings } from '../source.ts';

/** What a transform function is called with (Firehose guide, data-transformation; aws-lambda-go, kinesis-firehose-event). */
export interface TransformEvent {
  readonly invocationId: string;
  readonly deliveryStreamArn: string;
  readonly sourceKinesisStreamArn?: string;
  /** Of the cluster of a topic (aws-lambda-java-libs, msk_firehose_event). */
  readonly sourceMSKArn?: string;
  readonly region: string;
  readonly records: readonly TransformRecord[];
}

interface TransformRecord {
  readonly recordId: string;
  readonly approximateArrivalTimestamp: number;
  /** Base64. */
  readonly data?: string;
  /** Base64: of a record of a topic, it stands for `data`. */
  readonly kafkaRecordValue?: string;
  readonly kinesisRecordMetadata?: {
    readonly shardId: string;
    readonly partitionKey: string;
    readonly approximateArrivalTimestamp: number;
    readonly sequenceNumber: string;
    readonly subsequenceNumber: string;
  };
  readonly mskRecordMetadata?: {
    readonly offset: string;
    readonly partitionId: string;
    readonly approximateArrivalTimestamp: number;
  };
}

export interface Deliverer {
  readonly arn: string;
  readonly region: string;
  /** Undefined where records are put. */
  readonly source: SourceSettings | undefined;
}

/** A record of a topic has 62 digits (aws-lambda-java-libs, msk_firehose_event); what they say is not documented. */
export const recordIdOf = ({ origin, position }: SourceRecord): string =>
  origin?.kind === 'partition'
    ? `${String(origin.partition).padStart(2, '0')}${position}`
    : `${origin?.shardId ?? ''}${position.padStart(56, '0')}`;

export function eventOf(
  { arn, region, source }: Deliverer,
  invocationId: string,
  batch: readonly SourceRecord[],
): TransformEvent {
  return {
    invocationId,
    deliveryStreamArn: arn,
    ...(source === undefined
      ? {}
      : source.kind === 'stream'
        ? { sourceKinesisStreamArn: source.arn }
        : { sourceMSKArn: source.arn }),
    region,
    records: batch.map(recordOf),
  };
}

function recordOf(record: SourceRecord): TransformRecord {
  const { origin, arrivedAt: approximateArrivalTimestamp } = record;
  const recordId = recordIdOf(record);
  const data = Buffer.from(record.data).toString('base64');
  if (origin?.kind === 'partition')
    return {
      recordId,
      approximateArrivalTimestamp,
      mskRecordMetadata: {
        offset: String(origin.offset),
        partitionId: String(origin.partition),
        approximateArrivalTimestamp,
      },
      kafkaRecordValue: data,
    };
  if (!origin) return { recordId, approximateArrivalTimestamp, data };
  const { shardId, partitionKey, sequenceNumber } = origin;
  return {
    recordId,
    approximateArrivalTimestamp,
    data,
    kinesisRecordMetadata: {
      shardId,
      partitionKey,
      sequenceNumber,
      approximateArrivalTimestamp,
      subsequenceNumber: '',
    },
  };
}
