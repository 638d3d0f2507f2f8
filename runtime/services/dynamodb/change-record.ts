import type { Item, Precision } from './types.ts';
import { imageOf, sizeOf, type Image } from './item.ts';

/** One change as Kinesis Data Streams for DynamoDB writes it: no sequence number, no stream ARN (DynamoDB guide, kds_gettingstarted). */
export interface ChangeRecord {
  awsRegion: string;
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  userIdentity: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' } | null;
  recordFormat: 'application/json';
  tableName: string;
  dynamodb: {
    ApproximateCreationDateTime: number;
    Keys: Image;
    NewImage?: Image;
    OldImage?: Image;
    SizeBytes: number;
    /** Absent where the table leaves the precision to its default: milliseconds. */
    ApproximateCreationDateTimePrecision?: Precision;
  };
  eventSource: 'aws:dynamodb';
}

export interface Change {
  readonly region: string;
  readonly id: string;
  readonly table: string;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly byTimeToLive: boolean;
  readonly micros: number;
  readonly precision: Precision | undefined;
}

/**
 * INSERT has the new image, MODIFY both, REMOVE the old one. Recorded on AWS (`test_enable_kinesis_streaming_destination`):
 * `SizeBytes` counts names and values of key and images; a default precision is not named.
 */
export function changeRecordOf(change: Change): ChangeRecord {
  const images = {
    Keys: imageOf(change.key),
    ...(change.after && { NewImage: imageOf(change.after) }),
    ...(change.before && { OldImage: imageOf(change.before) }),
  };
  return {
    awsRegion: change.region,
    eventID: change.id,
    eventName: !change.before ? 'INSERT' : change.after ? 'MODIFY' : 'REMOVE',
    userIdentity: change.byTimeToLive ? { type: 'Service', principalId: 'dynamodb.amazonaws.com' } : null,
    recordFormat: 'application/json',
    tableName: change.table,
    dynamodb: {
      ApproximateCreationDateTime:
        change.precision === 'MICROSECOND' ? change.micros : Math.floor(change.micros / 1000),
      ...images,
      SizeBytes: [change.key, change.after, change.before].reduce((sum, item) => sum + (item ? sizeOf(item) : 0), 0),
      ...(change.precision && { ApproximateCreationDateTimePrecision: change.precision }),
    },
    eventSource: 'aws:dynamodb',
  };
}
