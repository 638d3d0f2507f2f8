import { marshall } from '@aws-sdk/util-dynamodb';
import type { KinesisStreamRecord } from 'aws-lambda';
import { keyOf, type PlainItem } from '../tools/local/sample-items.ts';

/** An item as DynamoDB writes it. */
export const dynamodbItem = (item: PlainItem) => marshall(item) as Record<string, object>;

export interface ChangeOptions {
  /** When the change was made, in microseconds of Unix time. */
  at: number;
  precision?: 'MICROSECOND' | 'MILLISECOND';
  userIdentity?: { type: string; principalId: string };
  sequenceNumber?: string;
}

/** The record of an item that was written. */
export const written = (item: PlainItem, options: ChangeOptions): KinesisStreamRecord =>
  changeRecord(item, 'MODIFY', { NewImage: dynamodbItem(item) }, options);

/** The record of an item that was removed. */
export const removed = (item: PlainItem, options: ChangeOptions): KinesisStreamRecord =>
  changeRecord(item, 'REMOVE', { OldImage: dynamodbItem(item) }, options);

function changeRecord(item: PlainItem, eventName: string, images: object, options: ChangeOptions): KinesisStreamRecord {
  const { at, precision = 'MICROSECOND', userIdentity = null, sequenceNumber } = options;
  const change = {
    eventName,
    userIdentity,
    dynamodb: {
      ApproximateCreationDateTime: precision === 'MICROSECOND' ? at : Math.floor(at / 1000),
      ApproximateCreationDateTimePrecision: precision,
      Keys: dynamodbItem(keyOf(item)),
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
