import { hash } from 'node:crypto';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';

/** The document of a record that the transform did not take. Its names differ between the pages of the guide. */
interface Failure {
  rawData: string;
  errorCode?: string;
  lastErrorCode?: string;
  errorMessage?: string;
  lastErrorMessage?: string;
}

/** Records that the transform did not take, as they were in the stream (Firehose developer guide, "Handle failure in data transformation"). */
export const refusedByTransform: Shape = {
  prefix: 'warehouse/processing-failed/',
  records: (body) =>
    body
      .replaceAll('}{', '}\n{')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const { rawData, ...why } = JSON.parse(line) as Failure;
        if (typeof rawData !== 'string') throw new Error('a failure without rawData');
        const code = why.errorCode ?? why.lastErrorCode ?? 'no code';
        const message = why.errorMessage ?? why.lastErrorMessage ?? 'no message';
        // Firehose does not keep the partition key: any spreads records over the shards
        return { partitionKey: hash('sha256', rawData), data: rawData, reason: `${code}: ${message}` };
      }),
};

/**
 * Objects that COPY did not take: a manifest names each (Firehose developer guide, "Handle data delivery failures", Amazon Redshift).
 * The records that the rows were made of go back.
 */
export const copiedRows: Shape = {
  prefix: 'warehouse/errors/manifests/',
  named: (manifest) =>
    (JSON.parse(manifest) as { entries: { url: string }[] }).entries.map(({ url }) =>
      url.replace(/^s3:\/\/[^/]+\//, ''),
    ),
  records: (rows) => {
    const lines = rows.split('\n').filter((line) => line !== '');
    if (lines.length === 0) throw new Error('the objects that the manifest names are not there any more');
    return lines.map(recordOf);
  },
};

/** `processors/warehouse-copy/copy-row.ts` writes the row: its payload is an array of the events, in their order. */
function recordOf(row: string): ParkedStreamRecord {
  const { partition_key, payload, unreadable } = JSON.parse(row) as {
    partition_key: string;
    payload?: object[];
    unreadable?: string;
  };
  if (payload === undefined && unreadable === undefined) throw new Error('a row without its record');
  const data =
    unreadable === undefined
      ? Buffer.from(payload!.map((event) => `${JSON.stringify(event)}\n`).join(''))
      : Buffer.from(unreadable, 'hex');
  return { partitionKey: partition_key, data: data.toString('base64'), reason: 'COPY did not take it' };
}
