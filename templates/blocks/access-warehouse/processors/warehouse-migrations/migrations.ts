import { accessEventWarehouse } from '../../contract/derived/access-event-warehouse.ts';
import { copiedColumns, copiedTable, copiedTypes } from './copied-table.ts';
import type { Migrations, WarehousePlace } from './migration.ts';
import { payload, unreadable } from './record-events.ts';
import { requestsByMinute, requestsByMinuteView } from './requests-by-minute.ts';
import { allRecords, recordEvents, streamingView } from './streaming-view.ts';

/**
 * Access events in Redshift. What has run is never edited: a new wish is a new migration.
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
        'CREATE SCHEMA IF NOT EXISTS access',
        `CREATE EXTERNAL SCHEMA IF NOT EXISTS kinesis FROM KINESIS IAM_ROLE '${roleArn}'`,
      ],
    },
    {
      id: '0002-records',
      statements: [
        `CREATE MATERIALIZED VIEW ${streamingView} SORTKEY (approximate_arrival_timestamp) AUTO REFRESH NO AS
SELECT
  approximate_arrival_timestamp,
  partition_key,
  shard_id,
  sequence_number,
  refresh_time,
  ${payload} AS payload,
  ${unreadable} AS unreadable
FROM kinesis."${stream}"`,
      ],
    },
    {
      id: '0003-copied-records',
      statements: [
        `CREATE TABLE IF NOT EXISTS ${copiedTable} (
${copiedColumns.map((name) => `  ${name} ${copiedTypes[name]}`).join(',\n')}
)`,
      ],
    },
    {
      id: '0004-all-records',
      statements: [
        `CREATE VIEW ${allRecords} AS
SELECT ${copiedColumns.join(', ')} FROM ${streamingView}
UNION ALL
SELECT ${copiedColumns.join(', ')} FROM ${copiedTable}`,
      ],
    },
    {
      id: '0005-record-events',
      statements: [
        `CREATE VIEW ${recordEvents} AS
SELECT r.approximate_arrival_timestamp, r.sequence_number, event
FROM ${allRecords} AS r, r.payload AS event`,
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
    {
      id: 'events',
      // a view that another one reads cannot be dropped
      statements: [`DROP VIEW IF EXISTS ${requestsByMinute}`, ...accessEventWarehouse, requestsByMinuteView],
    },
  ],
});
