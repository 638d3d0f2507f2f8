import { hash } from 'node:crypto';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';

/** What Firehose writes about what it could not deliver. The two kinds name code and message differently. */
interface Failure {
  rawData: string;
  errorCode?: string;
  errorMessage?: string;
  lastErrorCode?: string;
  lastErrorMessage?: string;
}

/** Lines of which no row was made, as they were in the stream (Firehose developer guide, "Handle failure in data transformation"). */
export const unprocessed: Shape = {
  prefix: 'errors/processing-failed/',
  records: (body) => failuresIn(body).map((failure) => parked(failure, Buffer.from(failure.rawData, 'base64'))),
};

/** Rows that do not match the table: each has its line, whole (Firehose developer guide, "Error handling" of data format conversion). */
export const unconverted: Shape = {
  prefix: 'errors/format-conversion-failed/',
  records: (body) =>
    failuresIn(body).flatMap((failure) =>
      Buffer.from(failure.rawData, 'base64')
        .toString()
        .split('\n')
        .filter((text) => text.trim() !== '')
        .map((text) => JSON.parse(text) as { partition_key?: string; line?: string; line_base64?: string })
        .map(({ partition_key, line, line_base64 }) =>
          parked(
            failure,
            line === undefined ? Buffer.from(line_base64 ?? '', 'base64') : Buffer.from(line),
            partition_key,
          ),
        ),
    ),
};

/** Whether they stand on lines of their own is not documented. */
const failuresIn = (body: string): Failure[] =>
  body
    .replaceAll('}{', '}\n{')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const failure = JSON.parse(line) as Failure;
      if (typeof failure.rawData !== 'string') throw new Error('a failure without rawData');
      return failure;
    });

function parked(failure: Failure, line: Buffer, partitionKey?: string): ParkedStreamRecord {
  const code = failure.errorCode ?? failure.lastErrorCode ?? 'no code';
  const message = failure.errorMessage ?? failure.lastErrorMessage ?? 'no message';
  return {
    // a key of 256 characters at most, the same for the same user
    partitionKey: partitionKey === undefined || partitionKey === '' ? userOf(line) : partitionKey,
    data: line.toString('base64'),
    reason: `${code}: ${message}`,
  };
}

/** Firehose does not keep the key of a line that it has no row of. */
function userOf(line: Buffer): string {
  try {
    const { user_id: user, stream } = JSON.parse(line.toString()) as {
      user_id?: unknown;
      stream?: { key?: unknown };
    };
    const key = stream?.key ?? user;
    if (typeof key === 'string' && key !== '' && key.length <= 256) return key;
  } catch {
    // no line of the bridge
  }
  return `sha256-${hash('sha256', line, 'base64url')}`;
}
