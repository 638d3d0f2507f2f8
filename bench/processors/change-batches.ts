import { marshall } from '@aws-sdk/util-dynamodb';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { itemsOf, type BenchItem } from './items.ts';

/** Microseconds of Unix time. */
const begin = 1_790_000_000_000_000;

/** Batches of changes of different items, as Lambda hands them to a function. */
export function changeBatches(batches: number, size: number): KinesisStreamEvent[] {
  const records = itemsOf(batches * size).map(changeRecord);
  return Array.from({ length: batches }, (_, nth) => ({ Records: records.slice(nth * size, (nth + 1) * size) }));
}

/** The same changes with the items as they were before, as Firehose hands them to a transform. */
export function transformBatches(batches: number, size: number): object[] {
  const records = itemsOf(batches * size).map((item, nth) => ({
    recordId: `shardId-000000000000${String(nth).padStart(56, '0')}`,
    approximateArrivalTimestamp: begin / 1000,
    data: dataOf(changeOf(item, nth, { OldImage: marshall({ ...item, price: 19 }) })),
  }));
  return Array.from({ length: batches }, (_, nth) => ({ records: records.slice(nth * size, (nth + 1) * size) }));
}

const dataOf = (change: object): string => Buffer.from(JSON.stringify(change)).toString('base64');

/** DynamoDB developer guide, "Kinesis Data Streams record". */
const changeOf = (item: BenchItem, nth: number, images: object): object => ({
  awsRegion: 'eu-west-1',
  eventID: `1b5a4a4e-5f38-4bb1-9b1e-${String(nth).padStart(12, '0')}`,
  eventName: 'MODIFY',
  userIdentity: null,
  recordFormat: 'application/json',
  tableName: 'shop-dev-Table',
  dynamodb: {
    ApproximateCreationDateTime: begin + nth,
    ApproximateCreationDateTimePrecision: 'MICROSECOND',
    Keys: marshall({ productId: item.productId }),
    NewImage: marshall(item),
    ...images,
    SizeBytes: 400,
  },
  eventSource: 'aws:dynamodb',
});

function changeRecord(item: BenchItem, nth: number): KinesisStreamRecord {
  const sequenceNumber = String(49_590_338_271_490n * 10n ** 42n + BigInt(nth));
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: item.productId,
      sequenceNumber,
      data: dataOf(changeOf(item, nth, {})),
      approximateArrivalTimestamp: begin / 1e6,
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
