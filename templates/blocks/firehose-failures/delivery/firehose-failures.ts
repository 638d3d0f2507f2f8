import { hash } from 'node:crypto';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';
import { rawChange } from './raw-change.ts';

/** Where Firehose puts what it could not deliver. */
export interface FirehoseStore {
  shape: Shape;
  /** The sinks on whose way it parks. */
  sinks: readonly string[];
  /** The output of the stack with the name of the bucket; left out: the failure bucket. */
  bucketOutput?: string;
}

/** Records that the transform did not take, as they were in the stream (Firehose developer guide, "Handle failure in data transformation"). */
export const untransformedRecords = (prefix: string): Shape => ({
  prefix,
  records: (body) => failuresIn(body).map((failure) => parkedFailure(failure, Buffer.from(failure.rawData, 'base64'))),
});

/** The document of a failed record. Its names differ between the kinds, and between the pages of the guide. */
export interface Failure {
  rawData: string;
  errorCode?: string;
  ErrorCode?: string;
  lastErrorCode?: string;
  errorMessage?: string;
  ErrorMessage?: string;
  lastErrorMessage?: string;
}

/** Whether they stand on lines of their own is not documented. */
export function failuresIn(body: string): Failure[] {
  const lines = body.split('\n').flatMap((line) => (isJson(line) ? [line] : line.replaceAll('}{', '}\n{').split('\n')));
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const failure = JSON.parse(line) as Failure;
      if (typeof failure.rawData !== 'string') throw new Error('a failure without rawData');
      return failure;
    });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Firehose does not keep the partition key: records of one item go to one shard, as before. */
export function parkedFailure(failure: Failure, data: Buffer): ParkedStreamRecord {
  const code = failure.errorCode ?? failure.ErrorCode ?? failure.lastErrorCode ?? 'no code';
  const message = failure.errorMessage ?? failure.ErrorMessage ?? failure.lastErrorMessage ?? 'no message';
  return {
    partitionKey: hash('sha256', rawChange(data)?.item ?? data),
    data: data.toString('base64'),
    reason: `${code}: ${message}`,
  };
}
