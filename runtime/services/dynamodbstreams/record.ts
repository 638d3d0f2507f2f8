import { hash } from 'node:crypto';
import { sizeOf } from '../dynamodb/item.ts';
import type { AttributeValue, Item, TableChange } from '../dynamodb/types.ts';
import type { DynamodbEventRecord, Image, StreamViewType } from './types.ts';

/** What the views show beside the keys (DynamoDB guide, Streams, "Enabling a stream"). */
const shown: Readonly<Record<StreamViewType, { readonly old: boolean; readonly new: boolean }>> = {
  KEYS_ONLY: { old: false, new: false },
  NEW_IMAGE: { old: false, new: true },
  OLD_IMAGE: { old: true, new: false },
  NEW_AND_OLD_IMAGES: { old: true, new: true },
};

export const isViewType = (text: unknown): text is StreamViewType =>
  typeof text === 'string' && Object.hasOwn(shown, text);

/** What the record of a change is made of. */
export interface StreamedChange extends TableChange {
  readonly streamArn: string;
  readonly viewType: StreamViewType;
  readonly sequenceNumber: string;
}

/**
 * A change as a function gets it. Recorded on AWS (`test_dynamodb_stream_stream_view_type`): `SizeBytes` counts key and images as far
 * as the view shows them, times are whole seconds, and `userIdentity` is missing for ordinary writes. DynamoDB guide,
 * time-to-live-ttl-streams: what it says of an item that expired.
 */
export function eventRecordOf(change: StreamedChange): DynamodbEventRecord {
  const { key, before, after, streamArn, viewType, sequenceNumber } = change;
  const view = shown[viewType];
  const newImage = view.new ? after : undefined;
  const oldImage = view.old ? before : undefined;
  return {
    eventID: hash('md5', `${streamArn}|${sequenceNumber}`, 'hex'),
    eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: streamArn.split(':')[3]!,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.micros / 1_000_000),
      Keys: imageOf(key),
      ...(newImage && { NewImage: imageOf(newImage) }),
      ...(oldImage && { OldImage: imageOf(oldImage) }),
      SequenceNumber: sequenceNumber,
      SizeBytes: [key, newImage, oldImage].reduce((sum, item) => sum + (item ? sizeOf(item) : 0), 0),
      StreamViewType: viewType,
    },
    ...(change.byTimeToLive && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    eventSourceARN: streamArn,
  };
}

const imageOf = (item: Item): Image =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, imageValueOf(value)]));

/** Recorded on AWS: in the event of a stream, binary values are base64 once. In that of Kinesis they are twice. */
function imageValueOf(value: AttributeValue): { [type: string]: unknown } {
  if ('B' in value) return { B: base64(value.B) };
  if ('BS' in value) return { BS: value.BS.map(base64) };
  if ('M' in value) return { M: imageOf(value.M) };
  if ('L' in value) return { L: value.L.map(imageValueOf) };
  return value;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
