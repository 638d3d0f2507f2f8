import type { KinesisStreamRecord } from 'aws-lambda';
import { itemKey } from '../../contract/derived/item-table.ts';
import { documentId } from './document-id.ts';
import { fromChangeStream, type AttributeMap } from './dynamodb-json.ts';
import { plainItem, type PlainItem } from './plain-item.ts';

/** One change of one item, as a record of the stream has it. */
export interface Change {
  /** The document that it concerns. */
  id: string;
  key: AttributeMap;
  /** When DynamoDB made the change, in microseconds of Unix time: the version of the document. */
  version: bigint;
  /** The item after the change; undefined when it was removed. */
  item?: AttributeMap;
  /** The item as JSON has it; of a removed one, its key. */
  plain: PlainItem;
  /** DynamoDB's time to live removed it, not the application. */
  expired: boolean;
  /** What it was read from, to report or to park it. */
  record: KinesisStreamRecord;
}

/** A record that is no change of the table; the message says why, without the record's contents. */
export class UnreadableRecord extends Error {}

/** The parts of a change record that matter here (DynamoDB developer guide, "Kinesis Data Streams record"). */
interface ChangeRecord {
  eventName?: string;
  userIdentity?: { principalId?: string; type?: string } | null;
  dynamodb?: {
    ApproximateCreationDateTime?: number;
    ApproximateCreationDateTimePrecision?: string;
    Keys?: AttributeMap;
    NewImage?: AttributeMap;
  };
}

/** Reads a record of the change stream. Throws UnreadableRecord. */
export function readChange(record: KinesisStreamRecord): Change {
  const { eventName, userIdentity, dynamodb = {} } = parsed(record.kinesis.data);
  const { Keys: keys = {}, NewImage: item } = dynamodb;
  const key: AttributeMap = {};
  for (const { name, type } of itemKey) {
    const value = keys[name];
    if (!value || !(type in value)) throw new UnreadableRecord(`it has no key ${name} of type ${type}`);
    key[name] = value;
  }
  const removed = eventName === 'REMOVE';
  if (!removed && !item) throw new UnreadableRecord('it says neither that the item was removed nor what it is now');
  const change: Change = {
    id: documentId(Object.values(key)),
    key,
    version: microseconds(dynamodb.ApproximateCreationDateTime, dynamodb.ApproximateCreationDateTimePrecision),
    plain: plainItem(removed ? key : item!, fromChangeStream),
    expired: removed && userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com',
    record,
  };
  if (!removed) change.item = item!;
  return change;
}

function parsed(data: string): ChangeRecord {
  try {
    const value = JSON.parse(Buffer.from(data, 'base64').toString()) as ChangeRecord | null;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below, without the contents
  }
  throw new UnreadableRecord('it is not a JSON object');
}

/** The unit is told by each record, and is milliseconds where it is not told. */
function microseconds(time: number | undefined, precision: string | undefined): bigint {
  if (time === undefined || !Number.isSafeInteger(time))
    throw new UnreadableRecord('it does not say when the change was made');
  return precision === 'MICROSECOND' ? BigInt(time) : BigInt(time) * 1000n;
}
