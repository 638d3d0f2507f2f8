import { entityNames, eventColumns } from '../lib/warehouse/event-columns.ts';
import { lakehouse, tables } from '../lib/warehouse/tables.ts';
import type { Migrations } from './migration.ts';
import { reportingViews, viewOf } from './reporting-views.ts';

const columnsOf = (names: readonly (keyof typeof eventColumns)[]): string =>
  names.map((name) => `  ${name} ${eventColumns[name]}`).join(',\n');

const allColumns = columnsOf(Object.keys(eventColumns) as (keyof typeof eventColumns)[]);

/**
 * Curated events in Redshift. What has run is never edited: a new wish is a new migration. Nothing enforces a key (Redshift database
 * guide, "Defining table constraints"): the load takes care that an event is there once.
 */
export const migrations = (): Migrations => ({
  once: [
    { id: '0001-schema', statements: [`CREATE SCHEMA IF NOT EXISTS ${lakehouse}`] },
    {
      id: '0002-events',
      statements: [
        `CREATE TABLE ${tables.events} (
${allColumns},
  curated_hour VARCHAR(13) NOT NULL
)
DISTKEY (event_id)
SORTKEY (occurred_at)`,
      ],
    },
    {
      id: '0003-entities',
      statements: [
        `CREATE TABLE ${tables.entities} (
${columnsOf(entityNames)},
  deleted BOOLEAN NOT NULL
)
DISTKEY (entity_id)`,
      ],
    },
    {
      id: '0004-loaded-hours',
      statements: [
        `CREATE TABLE ${tables.loadedHours} (
  curated_hour VARCHAR(13) NOT NULL,
  files VARCHAR(64) NOT NULL,
  objects INTEGER NOT NULL,
  loaded_at TIMESTAMP NOT NULL
)`,
      ],
    },
    { id: '0005-staging-events', statements: [`CREATE TABLE ${tables.stagedEvents} (\n${allColumns}\n)`] },
    { id: '0006-staging-distinct', statements: [`CREATE TABLE ${tables.stagedOnce} (\n${allColumns}\n)`] },
    {
      id: '0007-staging-entities',
      statements: [`CREATE TABLE ${tables.stagedEntities} (\n${columnsOf(entityNames)}\n)`],
    },
  ],
  repeated: reportingViews.map((view) => ({
    id: view.name,
    statements: [`DROP VIEW IF EXISTS ${lakehouse}.${view.name}`, viewOf(view)],
  })),
});
