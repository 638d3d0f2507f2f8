import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { reports } from '../processors/lib/warehouse/reports.ts';
import { lakehouse } from '../processors/lib/warehouse/tables.ts';
import { chartOf, type ReportRow } from './report-charts.ts';

/** The report of a run: the views of the warehouse, as charts and rows. */
export const reportProbe = ({ find, outputs }: Place): Probe => {
  const rowsOf = (name: string): Promise<readonly ReportRow[]> =>
    find('warehouse', output(outputs, 'WarehouseWorkgroupName')).query(
      `SELECT * FROM ${lakehouse}.${name} ORDER BY 1 DESC, 2`,
    );
  return {
    id: 'report',
    title: 'Report',
    label: 'Name of a view, or nothing for all of them',
    placeholder: reports[0]!.name,
    action: 'Show',
    ask: async (_stack, input) => {
      const chosen = input === '' ? reports : reports.filter(({ name }) => name === input);
      if (chosen.length === 0)
        return { summary: `Expected ${reports.map(({ name }) => name).join(', ')}`, failed: true, rows: [], raw: '' };
      const found = await Promise.all(chosen.map(async (report) => ({ report, rows: await rowsOf(report.name) })));
      const rows = found.flatMap((each) => each.rows);
      const summary = rows.length === 0 ? 'No hour is loaded yet' : `${rows.length.toLocaleString('en')} rows`;
      const charts = found.filter((each) => each.rows.length > 0).map((each) => chartOf(each.report, each.rows));
      return { summary, failed: false, rows, charts, raw: rows };
    },
    problems: async () => {
      const problems: string[] = [];
      for (const { name } of reports)
        await rowsOf(name).catch((error: Error) => problems.push(`Report: ${name}: ${error.message}`));
      return problems;
    },
  };
};
