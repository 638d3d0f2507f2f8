import { hash } from 'node:crypto';
import { changeOfRow } from './change-of-row.ts';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';
import { rawChange } from './raw-change.ts';

/** Records that the transform did not take, as they were in the stream (Firehose developer guide, "Handle failure in data transformation"). */
export const untransformedRecords = (prefix: string): Shape => ({
  prefix,
  records: (body) => failuresIn(body).map((failure) => parked(failure, Buffer.from(failure.rawData, 'base64'))),
});

/**
 * Rows that their destination did not take (Firehose developer guide, "Handling errors for data format conversion" and "Handle data
 * delivery failures"): the changes that they were made of go back.
 */
export const undeliveredRows = (prefix: string): Shape => ({
  prefix,
  records: (body) =>
    failuresIn(body).map((failure) => {
      const row = Buffer.from(failure.rawData, 'base64').toString();
      return parked(failure, Buffer.from(JSON.stringify(changeOfRow(row))));
    }),
});

/** The document of a failed record. Its names differ between the kinds, and between the pages of the guide. */
interface Failure {
  rawData: string;
  errorCode?: string;
  ErrorCode?: string;
  lastErrorCode?: string;
  errorMessage?: string;
  ErrorMessage?: string;
  lastErrorMessage?: string;
}

/** Whether they stand on lines of their own is not documented. */
function failuresIn(body: string): Failure[] {
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
function parked(failure: Failure, data: Buffer): ParkedStreamRecord {
  const code = failure.errorCode ?? failure.ErrorCode ?? failure.lastErrorCode ?? 'no code';
  const message = failure.errorMessage ?? failure.ErrorMessage ?? failure.lastErrorMessage ?? 'no message';
  return {
    partitionKey: hash('sha256', rawChange(data)?.item ?? data),
    data: data.toString('base64'),
    reason: `${code}: ${message}`,
  };
}
