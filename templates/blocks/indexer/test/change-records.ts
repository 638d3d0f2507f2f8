import { randomUUID } from 'node:crypto';
import type { KinesisStreamRecord } from 'aws-lambda';
import { keyOf, type PlainItem } from '../delivery/sample-items.ts';
import { dynamodbItem } from '../processors/lib/dynamodb-item.ts';

/** An item as a change record has it, with bytes encoded twice (DynamoDB developer guide, kds_gettingstarted). */
export const imageOf = (item: PlainItem): Record<string, object> =>
  JSON.parse(
    JSON.stringify(dynamodbItem(item), (_name, value: unknown) =>
      value instanceof Uint8Array ? btoa(Buffer.from(value).toString('base64')) : value,
    ),
  ) as Record<string, object>;

export interface ChangeOptions {
  /** When the change was made, in microseconds of Unix time. */
  at: number;
  precision?: 'MICROSECOND' | 'MILLISECOND';
  userIdentity?: { type: string; principalId: string };
  sequenceNumber?: string;
}

/** The record of an item that was written. */
export const written = (item: PlainItem, options: ChangeOptions): KinesisStreamRecord =>
  changeRecord(item, 'MODIFY', { NewImage: imageOf(item) }, options);

/** The record of an item that was removed. */
export const removed = (item: PlainItem, options: ChangeOptions): KinesisStreamRecord =>
  changeRecord(item, 'REMOVE', { OldImage: imageOf(item) }, options);

function changeRecord(item: PlainItem, eventName: string, images: object, options: ChangeOptions): KinesisStreamRecord {
  const { at, precision = 'MICROSECOND', userIdentity = null, sequenceNumber } = options;
  const change = {
    eventID: randomUUID(),
    eventName,
    userIdentity,
    tableName: 'items',
    dynamodb: {
      ApproximateCreationDateTime: precision === 'MICROSECOND' ? at : Math.floor(at / 1000),
      ApproximateCreationDateTimePrecision: precision,
      Keys: imageOf(keyOf(item)),
      ...images,
    },
    eventSource: 'aws:dynamodb',
  };
  return streamRecord(JSON.stringify(change), sequenceNumber);
}

let lastNumber = 0;

/** Any record of the stream. */
export function streamRecord(text: string, sequenceNumber = String(++lastNumber)): KinesisStreamRecord {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'key',
      sequenceNumber,
      data: Buffer.from(text).toString('base64'),
      approximateArrivalTimestamp: 1_790_000_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::111122223333:role/indexer',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes',
  };
}
