import type { KinesisStreamEvent } from 'aws-lambda';
import type { RejectLine } from '../processors/lib/reject-store.ts';
import {
  Unreadable,
  type ParkedKey,
  type ParkedObject,
  type ParkedRecord,
} from '../.stream-pipeline/toolkit/toolkit.cjs';

/** A record of a stream that is parked. */
export interface ParkedStreamRecord extends ParkedRecord {
  partitionKey: string;
  /** As it was in the stream, base64. */
  data: string;
}

/** What the objects below a prefix of the failure bucket hold. */
export interface Shape<Parked extends ParkedRecord = ParkedStreamRecord> {
  prefix: string;
  /** The objects of the same bucket, by key, that hold the records where the object below the prefix only names them. */
  named?(body: string): string[];
  /** Takes the object, or those that it names, one after another. Throws when it is not what is expected there. */
  records(body: string): Parked[];
}

/** Batches that Lambda gave up on: the whole event (Lambda guide, "Retaining discarded records for a Kinesis event source"). */
export const givenUp: Shape = {
  prefix: 'aws/lambda/',
  records: (body) => {
    const { requestContext, payload } = JSON.parse(body) as { requestContext: { condition: string }; payload: string };
    const { Records } = JSON.parse(payload) as KinesisStreamEvent;
    const reason = requestContext.condition;
    return Records.map(({ kinesis: { partitionKey, data } }) => ({ partitionKey, data, reason }));
  },
};

/** Records that a processor refused, one a line. */
export const rejected: Shape = {
  prefix: 'rejected/',
  records: (body) =>
    body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RejectLine)
      .map(({ partitionKey, data, reason }) => ({ partitionKey, data, reason })),
};

/** Reads an object of the failure bucket. Throws `Unreadable` with its name. */
export function parkedObject<Parked extends ParkedRecord>(
  { key, at }: ParkedKey,
  body: string,
  shape: Shape<Parked>,
): Omit<ParkedObject<Parked>, 'version'> {
  try {
    return { key, at, records: shape.records(body) };
  } catch (error) {
    throw unreadable(key, error as Error);
  }
}

export const unreadable = (key: string, cause: Error): Unreadable =>
  new Unreadable(`${key}: cannot be read (${cause.message}). Inspect this object by hand`, { cause });
