import { curatedTable } from './curated-table.ts';
import { quarantinedTable } from './quarantined-table.ts';

/** A query that Athena keeps under its name. */
export interface CuratedQuery {
  name: string;
  description: string;
  sql(database: string): string;
}

/** The named queries read the last days. Replace the number, or the condition, by `day = 'yyyy-MM-dd'`. */
const daysBack = (days: number): string =>
  `day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '${days}' DAY, '%Y-%m-%d')`;
const hoursBack = (hours: number): string =>
  `hour >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '${hours}' HOUR, '%Y-%m-%d-%H')`;

export const curatedQueries: readonly CuratedQuery[] = [
  {
    name: 'curated-events-by-day',
    description: 'Events of the last week by day, source and type',
    sql: (database) => `SELECT day, source, type, count(*) AS events, count(DISTINCT entity_id) AS entities
FROM "${database}"."${curatedTable.name}"
WHERE ${daysBack(7)}
GROUP BY 1, 2, 3
ORDER BY 1 DESC, 4 DESC`,
  },
  {
    name: 'quarantine-reasons',
    description: 'Why rows of the last day are in quarantine, with an example of each reason',
    sql: (database) => `SELECT reasons, count(*) AS events, min(hour) AS since, arbitrary(line) AS example
FROM "${database}"."${quarantinedTable.name}"
WHERE ${hoursBack(24)}
GROUP BY 1
ORDER BY 2 DESC`,
  },
  {
    name: 'history-of-an-entity',
    description: 'Every change of an entity in the last 30 days, oldest first: replace ENTITY',
    sql: (database) => `SELECT occurred_at, source, type, operation, sequence, amount, currency, text, event_id
FROM "${database}"."${curatedTable.name}"
WHERE ${daysBack(30)} AND entity_id = 'ENTITY'
ORDER BY source, sequence, occurred_at`,
  },
];
