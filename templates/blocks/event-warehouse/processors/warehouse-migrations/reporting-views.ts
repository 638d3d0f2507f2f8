import { lakehouse, tables } from '../lib/warehouse/tables.ts';
import { reports, type Report } from '../lib/warehouse/reports.ts';

/** The views that people and dashboards read. */
export const reportingViews: readonly Report[] = reports;

export const viewOf = ({ name, sql }: Report): string => `CREATE VIEW ${lakehouse}.${name} AS\n${sql(tables.events)}`;
