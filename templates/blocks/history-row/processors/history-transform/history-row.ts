import { Untransformable } from '../lib/firehose-transform.ts';
import { changeText, type ImageName } from './change-text.ts';

/** What a change record says beside its images (DynamoDB developer guide, "Kinesis Data Streams record"). */
interface Header {
  eventID?: unknown;
  eventName?: unknown;
  tableName?: unknown;
  userIdentity?: { principalId?: unknown; type?: unknown } | null;
  dynamodb?: {
    ApproximateCreationDateTime?: unknown;
    ApproximateCreationDateTimePrecision?: unknown;
  } & Partial<Record<ImageName, unknown>>;
}

const kinds = ['INSERT', 'MODIFY', 'REMOVE'];

/**
 * A change of the table as a row of its history, with the columns of `infra/history-table.ts`, as JSON text. Where a set or a
 * binary value makes a difference, the row also carries the change itself, which is no column: Firehose leaves it out of the table.
 * So a row that Firehose cannot convert is enough to replay the change. Throws Untransformable for what is no change.
 */
export function historyRow(data: Buffer): string {
  const { header, images, isLossless } = changeText(data);
  const { eventID, eventName, tableName, userIdentity, dynamodb = {} } = parsed(header);
  if (typeof eventID !== 'string') throw new Untransformable('it has no id');
  if (!kinds.includes(eventName as string)) throw new Untransformable('it does not say what was done to the item');
  if (images.Keys === undefined) throw new Untransformable('it has no key');
  for (const name of ['NewImage', 'OldImage'] as const)
    if (images[name] === undefined && (dynamodb[name] ?? null) !== null)
      throw new Untransformable('an image of it is not a map');
  const version = microseconds(dynamodb.ApproximateCreationDateTime, dynamodb.ApproximateCreationDateTimePrecision);
  const expired = userIdentity?.type === 'Service' && userIdentity.principalId === 'dynamodb.amazonaws.com';
  const item = images.NewImage === undefined ? '' : `,"item":"${images.NewImage}"`;
  const before = images.OldImage === undefined ? '' : `,"item_before":"${images.OldImage}"`;
  const change = isLossless ? '' : `,"change":${data.toString()}`;
  return (
    `{"change_id":${JSON.stringify(eventID)},"change_type":"${String(eventName)}","changed_at":"${timestamp(version)}",` +
    `"version":${version},"table_name":${JSON.stringify(tableName ?? null)},"expired":${expired},` +
    `"item_key":"${images.Keys}"${item}${before}${change}}`
  );
}

function parsed(header: string): Header {
  try {
    return JSON.parse(header) as Header;
  } catch {
    throw new Untransformable('it is not JSON as DynamoDB writes it');
  }
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
