import { lakeRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, sqlProbe, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput } from './lake-errors.ts';

/** SQL on the Parquet files of the lake, with DuckDB in the place of Athena. */
export const lakeProbe = ({ find, outputs }: Place): Probe =>
  sqlProbe({
    id: 'lake',
    title: 'Lake',
    example: 'SELECT change_type, COUNT(DISTINCT change_id) AS changes FROM changes GROUP BY 1',
    query: (_stack, sql) => {
      const files = find('bucket', output(outputs, lakeBucketOutput)).contents('changes/');
      return lakeRows(
        'changes',
        files.map(({ body }) => body),
        sql,
      );
    },
  });
