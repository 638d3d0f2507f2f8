import { untransformedRecords } from './firehose-failures.ts';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';

/** Records that could not be made rows. */
export const unmade = untransformedRecords('warehouse/processing-failed/');

/**
 * Objects that COPY did not take: a manifest names each (Firehose developer guide, "Handle data delivery failures", Amazon Redshift).
 * The records that the rows were made of go back.
 */
export const uncopied: Shape = {
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

const payload = ',"payload":';

/** `processors/warehouse-copy/copy-row.ts` writes the row; its payload is the record as it came. */
function recordOf(row: string): ParkedStreamRecord {
  const { partition_key, unreadable } = JSON.parse(row) as { partition_key: string; unreadable?: string };
  const at = row.indexOf(payload);
  if (unreadable === undefined && at < 0) throw new Error('a row without its record');
  const data =
    unreadable === undefined ? Buffer.from(row.slice(at + payload.length, -1)) : Buffer.from(unreadable, 'hex');
  return { partitionKey: partition_key, data: data.toString('base64'), reason: 'COPY did not take it' };
}
