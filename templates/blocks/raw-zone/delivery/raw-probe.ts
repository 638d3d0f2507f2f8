import { lakeRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, sqlProbe, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput, rawPrefix } from './raw-sink.ts';

/** SQL on the Parquet files of the raw zone, with DuckDB in the place of Athena. */
export const rawProbe = ({ find, outputs }: Place): Probe =>
  sqlProbe({
    id: 'raw',
    title: 'Raw zone',
    example: 'SELECT source, type, COUNT(DISTINCT event_id) AS events FROM raw_events GROUP BY 1, 2 ORDER BY 3 DESC',
    query: (_stack, sql) => {
      const files = find('bucket', output(outputs, lakeBucketOutput)).contents(rawPrefix);
      return lakeRows(
        'raw_events',
        files.map(({ body }) => body),
        sql,
      );
    },
  });
