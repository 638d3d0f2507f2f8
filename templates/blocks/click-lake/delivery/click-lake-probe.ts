import { lakeRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, sqlProbe, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clicksPrefix, lakeBucketOutput } from './click-lake-sink.ts';

/** SQL on the Parquet files of the lake, with DuckDB in the place of Athena. */
export const clickLakeProbe = ({ find, outputs }: Place): Probe =>
  sqlProbe({
    id: 'lake',
    title: 'Lake',
    example: 'SELECT event_type, COUNT(DISTINCT record_id) AS events FROM clicks GROUP BY 1 ORDER BY 2 DESC',
    query: (_stack, sql) => {
      const files = find('bucket', output(outputs, lakeBucketOutput)).contents(clicksPrefix);
      return lakeRows(
        'clicks',
        files.map(({ body }) => body),
        sql,
      );
    },
  });
