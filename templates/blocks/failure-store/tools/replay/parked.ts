import type { KinesisStreamEvent } from 'aws-lambda';
import type { RejectLine } from '../../processors/lib/reject-store.ts';

/** A record that is parked, ready to go back where it came from. */
export interface ParkedRecord {
  partitionKey: string;
  /** As it was in the stream, base64. */
  data: string;
  reason: string;
}

/** An object of the failure store, as a listing has it. */
export interface ParkedKey {
  key: string;
  /** `given-up`: Lambda stopped retrying a batch. `rejected`: a processor refused records. */
  kind: 'given-up' | 'rejected';
  /** When it was parked. */
  at: Date;
}

/** An object of the failure store, with what it holds. */
export interface ParkedObject extends ParkedKey {
  records: ParkedRecord[];
}

/** The prefixes of the failure store, and what lies below them. */
export const prefixes: readonly { prefix: string; kind: ParkedKey['kind'] }[] = [
  { prefix: 'aws/lambda/', kind: 'given-up' },
  { prefix: 'rejected/', kind: 'rejected' },
];

export function kindOf(key: string): ParkedKey['kind'] {
  const known = prefixes.find(({ prefix }) => key.startsWith(prefix));
  if (!known)
    throw new Error(`${key}: expected a key that begins with ${prefixes.map(({ prefix }) => prefix).join(' or ')}`);
  return known.kind;
}

/** Reads an object of the failure store. Throws when it is neither of the two shapes. */
export function readParked(key: string, body: string, at: Date): ParkedObject {
  const kind = kindOf(key);
  try {
    return { key, kind, at, records: kind === 'given-up' ? givenUp(body) : rejected(body) };
  } catch (error) {
    throw new Error(`${key}: cannot be read (${(error as Error).message}). Inspect this object by hand`, {
      cause: error,
    });
  }
}

/** Lambda keeps the whole event as text (Lambda developer guide, "Retaining discarded records for a Kinesis event source"). */
function givenUp(body: string): ParkedRecord[] {
  const { requestContext, payload } = JSON.parse(body) as { requestContext: { condition: string }; payload: string };
  const { Records } = JSON.parse(payload) as KinesisStreamEvent;
  return Records.map(({ kinesis: { partitionKey, data } }) => ({
    partitionKey,
    data,
    reason: requestContext.condition,
  }));
}

const rejected = (body: string): ParkedRecord[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RejectLine)
    .map(({ partitionKey, data, reason }) => ({ partitionKey, data, reason }));
