import { curatedTable } from './curated-table.ts';

export { reports } from '../processors/lib/warehouse/reports.ts';

/** Replace the number, or the condition, by `day = 'yyyy-MM-dd'`. */
const daysBack = 30;

/** Curated events of the last days, in the place of the table: Athena then reads the folders of these days alone. */
export const recentEvents = (database: string): string => `(
  SELECT *
  FROM "${database}"."${curatedTable.name}"
  WHERE day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '${daysBack}' DAY, '%Y-%m-%d')
) AS recent`;
