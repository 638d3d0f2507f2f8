import { entityNames, eventNames } from '../lib/warehouse/event-columns.ts';
import { tables } from '../lib/warehouse/tables.ts';
import type { CuratedHour } from './curated-hours.ts';
import { manifestKey } from './manifest.ts';

const { events, entities, loadedHours, stagedEvents, stagedOnce, stagedEntities } = tables;
const list = (names: readonly string[], of = ''): string => names.map((name) => `${of}${name}`).join(', ');

/**
 * The transaction that loads an hour. It may run any number of times, and whatever was loaded before or since: an event is there once,
 * from the first hour that brought it, and an entity has its change with the highest sequence.
 *
 * TRUNCATE would commit what came before it (Redshift database guide, r_TRUNCATE). MERGE takes a table as its source, and no two rows
 * of it for one row of the target (r_MERGE).
 */
export const loadStatements = (bucket: string, hour: CuratedHour): string[] => [
  `DELETE FROM ${stagedEvents}`,
  `COPY ${stagedEvents} FROM 's3://${bucket}/${manifestKey(hour)}' IAM_ROLE default FORMAT AS PARQUET MANIFEST`,
  `DELETE FROM ${stagedOnce}`,
  distinctEvents(hour.hour),
  mergeEvents(hour.hour),
  `DELETE FROM ${stagedEntities}`,
  newerEntities,
  mergeEntities,
  `DELETE FROM ${loadedHours} WHERE curated_hour = '${hour.hour}'`,
  `INSERT INTO ${loadedHours} (curated_hour, files, objects, loaded_at) VALUES ('${hour.hour}', '${hour.files}', ${hour.objects.length}, GETDATE())`,
];

/** The curation drops repetitions within a day of events: an id on two days is there twice. */
const distinctEvents = (hour: string): string => `INSERT INTO ${stagedOnce} (${list(eventNames)})
SELECT ${list(eventNames, 'staged.')}
FROM (
  SELECT ${list(eventNames)}, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY occurred_at, kafka_partition, kafka_offset) AS place
  FROM ${stagedEvents}
) AS staged
LEFT JOIN ${events} AS known ON known.event_id = staged.event_id AND known.curated_hour < '${hour}'
WHERE staged.place = 1 AND known.event_id IS NULL`;

const mergeEvents = (hour: string): string => `MERGE INTO ${events} USING ${stagedOnce} AS staged
ON ${events}.event_id = staged.event_id
WHEN MATCHED THEN UPDATE SET ${[...updates(eventNames), `curated_hour = '${hour}'`].join(', ')}
WHEN NOT MATCHED THEN INSERT (${list(eventNames)}, curated_hour) VALUES (${list(eventNames, 'staged.')}, '${hour}')`;

/** Of two changes with the same sequence, the id decides, and not the order of the loads. */
const newerEntities = `INSERT INTO ${stagedEntities} (${list(entityNames)})
SELECT ${list(entityNames, 'newest.')}
FROM (
  SELECT ${list(entityNames)}, ROW_NUMBER() OVER (PARTITION BY source, entity_id ORDER BY sequence DESC, event_id DESC) AS place
  FROM ${stagedOnce}
) AS newest
LEFT JOIN ${entities} AS known ON known.source = newest.source AND known.entity_id = newest.entity_id
WHERE newest.place = 1 AND (
  known.entity_id IS NULL
  OR known.sequence < newest.sequence
  OR (known.sequence = newest.sequence AND known.event_id <= newest.event_id)
)`;

/** A delete marks the entity, so that an earlier change that comes later does not bring it back. */
const mergeEntities = `MERGE INTO ${entities} USING ${stagedEntities} AS staged
ON ${entities}.source = staged.source AND ${entities}.entity_id = staged.entity_id
WHEN MATCHED THEN UPDATE SET ${[...updates(entityNames), "deleted = CASE WHEN staged.operation = 'delete' THEN TRUE ELSE FALSE END"].join(', ')}
WHEN NOT MATCHED THEN INSERT (${list(entityNames)}, deleted) VALUES (${list(entityNames, 'staged.')}, CASE WHEN staged.operation = 'delete' THEN TRUE ELSE FALSE END)`;

function updates(names: readonly string[]): string[] {
  return names.map((name) => `${name} = staged.${name}`);
}
