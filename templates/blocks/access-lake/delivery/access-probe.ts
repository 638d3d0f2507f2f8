import { lakeRows } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, sqlProbe, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { eventsPrefix, lakeBucketOutput } from './access-sink.ts';

/** SQL on the Parquet files of the lake, with DuckDB in the place of Athena. */
export const accessProbe = ({ find, outputs }: Place): Probe =>
  sqlProbe({
    id: 'lake',
    title: 'Lake',
    example: 'SELECT source, COUNT(DISTINCT raw_id) AS lines FROM access_events GROUP BY 1',
    query: (_stack, sql) => {
      const files = find('bucket', output(outputs, lakeBucketOutput)).contents(eventsPrefix);
      return lakeRows(
        'access_events',
        files.map(({ body }) => body),
        sql,
      );
    },
  });
