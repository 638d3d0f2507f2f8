import { Untransformable } from '../lib/firehose-transform.ts';

/** What Firehose tells of a record that comes from a Kinesis stream. */
export interface StreamPlace {
  shardId: string;
  partitionKey: string;
  sequenceNumber: string;
  approximateArrivalTimestamp: number;
}

/** Bytes of a text in SUPER (Redshift database guide, "SUPER configurations"). */
const longestText = 65_535;

/**
 * A record of the stream as a row for COPY, with the columns that the streaming view has. What SUPER does not take is in `unreadable`,
 * in the hexadecimal digits that COPY reads VARBYTE from: one record that COPY refuses would hold back its whole object.
 */
export function copyRow(data: Buffer, place: StreamPlace | undefined): string {
  if (!place) throw new Untransformable('it does not come from a Kinesis stream');
  const columns = {
    approximate_arrival_timestamp: timestamp(place.approximateArrivalTimestamp),
    partition_key: place.partitionKey,
    shard_id: place.shardId,
    sequence_number: place.sequenceNumber,
  };
  const known = JSON.stringify(columns).slice(0, -1);
  const text = data.toString();
  // payload goes as it came: numbers keep their digits
  return fitsSuper(text) ? `${known},"payload":${oneLine(text)}}` : `${known},"unreadable":"${data.toString('hex')}"}`;
}

/** COPY takes an object over several lines as well; Firehose and people read one a line. */
const oneLine = (json: string): string => json.trim().replaceAll(/[\r\n]+/g, ' ');

/** 2026-11-29 10:00:00.123, in UTC: what COPY reads a TIMESTAMP from without being told a format. */
const timestamp = (millis: number): string => new Date(millis).toISOString().replace('T', ' ').replace('Z', '');

function fitsSuper(text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  // no text in it can be longer than the whole
  return Buffer.byteLength(text) <= longestText || !hasLongText(value);
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > longestText || Buffer.byteLength(value) > longestText;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText);
}
