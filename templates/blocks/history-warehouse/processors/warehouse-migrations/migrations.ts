import { itemWarehouse } from '../../contract/derived/item-warehouse.ts';
import { copiedColumns, copiedTable, copiedTypes } from './copied-table.ts';
import type { Migrations, WarehousePlace } from './migration.ts';
import { allChanges, streamingView } from './streaming-view.ts';

/**
 * The history of the changes in Redshift. What has run is never edited: a new wish is a new migration.
 *
 * The view takes every record: one that cannot be read stays beside the others, because a type error in the view would stop its
 * refresh for good (Redshift database guide, "Streaming ingestion to a materialized view"). View and table are there whichever way rows
 * come in, so that a stage keeps what it has when it changes the way.
 */
export const migrations = ({ stream, roleArn, automatic, rows }: WarehousePlace): Migrations => ({
  once: [
    {
      id: '0001-stream',
      statements: [
        'CREATE SCHEMA IF NOT EXISTS history',
        `CREATE EXTERNAL SCHEMA IF NOT EXISTS kinesis FROM KINESIS IAM_ROLE '${roleArn}'`,
      ],
    },
    {
      id: '0002-changes',
      statements: [
        `CREATE MATERIALIZED VIEW ${streamingView} AUTO REFRESH NO AS
SELECT
  approximate_arrival_timestamp,
  partition_key,
  shard_id,
  sequence_number,
  refresh_time,
  CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload,
  CASE WHEN NOT CAN_JSON_PARSE(kinesis_data) THEN kinesis_data END AS unreadable
FROM kinesis."${stream}"`,
      ],
    },
    {
      id: '0003-copied-changes',
      statements: [
        `CREATE TABLE IF NOT EXISTS ${copiedTable} (
${copiedColumns.map((name) => `  ${name} ${copiedTypes[name]}`).join(',\n')}
)`,
      ],
    },
    {
      id: '0004-all-changes',
      statements: [
        `CREATE VIEW ${allChanges} AS
SELECT ${copiedColumns.join(', ')} FROM ${streamingView}
UNION ALL
SELECT ${copiedColumns.join(', ')} FROM ${copiedTable}`,
      ],
    },
  ],
  repeated: [
    {
      id: 'refresh',
      statements: [
        `ALTER MATERIALIZED VIEW ${streamingView} AUTO REFRESH ${automatic && rows === 'streaming' ? 'YES' : 'NO'}`,
      ],
    },
    { id: 'item-changes', statements: itemWarehouse },
  ],
});
