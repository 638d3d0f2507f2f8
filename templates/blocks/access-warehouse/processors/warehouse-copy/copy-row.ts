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
 * A record of the stream as a row for COPY, with the columns that the streaming view has: its events are an array. A record that is no
 * lines of JSON, or has a text that SUPER does not take, is in `unreadable`, in the hexadecimal digits that COPY reads VARBYTE from:
 * one row that COPY refuses would hold back its whole object.
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
  const lines = linesIn(data);
  // events go as they came: numbers keep their digits
  return lines ? `${known},"payload":[${lines.join(',')}]}` : `${known},"unreadable":"${data.toString('hex')}"}`;
}

/** 2026-11-29 10:00:00.123, in UTC: what COPY reads a TIMESTAMP from without being told a format. */
const timestamp = (millis: number): string => new Date(millis).toISOString().replace('T', ' ').replace('Z', '');

/** The lines of a record; undefined unless each is an object that SUPER takes. */
function linesIn(data: Buffer): readonly string[] | undefined {
  const lines = data.toString().split(/\r?\n/);
  const events = lines.filter((line) => line !== '');
  return events.length > 0 && events.every(fitsSuper) ? events : undefined;
}

function fitsSuper(line: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return false;
  }
  // no text in it can be longer than the whole
  return typeof value === 'object' && (Buffer.byteLength(line) <= longestText || !hasLongText(value));
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return Buffer.byteLength(value) > longestText;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText);
}
