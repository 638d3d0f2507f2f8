import { Untransformable } from '../lib/firehose-transform.ts';
import { plainJson, type Image } from './plain-json.ts';

/** The parts of a change record that matter here (DynamoDB developer guide, "Kinesis Data Streams record"). */
interface ChangeRecord {
  eventID?: unknown;
  eventName?: unknown;
  tableName?: unknown;
  userIdentity?: { principalId?: unknown; type?: unknown } | null;
  dynamodb?: {
    ApproximateCreationDateTime?: unknown;
    ApproximateCreationDateTimePrecision?: unknown;
    Keys?: Image;
    NewImage?: Image;
    OldImage?: Image;
  };
}

const kinds = ['INSERT', 'MODIFY', 'REMOVE'];

/**
 * A change of the table as a row of its history, with the columns of `infra/history-columns.ts`, as JSON text. The row also carries
 * the change itself, which is no column: Firehose leaves it out of the table, and keeps it where it cannot convert a row, so that
 * the change can be replayed. Throws Untransformable for what is no change.
 */
export function historyRow(text: string): string {
  const { eventID, eventName, tableName, userIdentity, dynamodb = {} } = parsed(text);
  const { Keys: keys, NewImage: item, OldImage: before } = dynamodb;
  if (typeof eventID !== 'string') throw new Untransformable('it has no id');
  if (!kinds.includes(eventName as string)) throw new Untransformable('it does not say what was done to the item');
  if (typeof keys !== 'object' || keys === null) throw new Untransformable('it has no key');
  const version = microseconds(dynamodb.ApproximateCreationDateTime, dynamodb.ApproximateCreationDateTimePrecision);
  const expired = userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com';
  const images =
    (item ? `,"item":${JSON.stringify(plainJson(item))}` : '') +
    (before ? `,"item_before":${JSON.stringify(plainJson(before))}` : '');
  return (
    `{"change_id":${JSON.stringify(eventID)},"change_type":"${String(eventName)}","changed_at":"${timestamp(version)}",` +
    `"version":${version},"table_name":${JSON.stringify(tableName ?? null)},"expired":${expired},` +
    `"item_key":${JSON.stringify(plainJson(keys))}${images},"change":${text}}`
  );
}

function parsed(text: string): ChangeRecord {
  let value: ChangeRecord | null;
  try {
    value = JSON.parse(text) as ChangeRecord | null;
  } catch {
    throw new Untransformable('it is not JSON');
  }
  if (typeof value === 'object' && value !== null) return value;
  throw new Untransformable('it is not a JSON object');
}

/** When DynamoDB made the change, in microseconds of Unix time. The unit is told by each record, and is milliseconds where it is not. */
function microseconds(time: unknown, precision: unknown): number {
  if (typeof time !== 'number' || !Number.isSafeInteger(time))
    throw new Untransformable('it does not say when the change was made');
  return precision === 'MICROSECOND' ? time : time * 1000;
}

/** 2026-11-23T10:00:00.123456Z: a form that Firehose reads as a timestamp. */
function timestamp(version: number): string {
  const millis = Math.floor(version / 1000);
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) throw new Untransformable('it was made at no possible time');
  return `${date.toISOString().slice(0, -1)}${String(version - millis * 1000).padStart(3, '0')}Z`;
}
