import type { LakeTable } from './blocks/lake-table.ts';

/** The columns of an access event, under the names of its members (`contract/access-event.schema.json`). */
export const accessTable: LakeTable = {
  name: 'access_events',
  description: 'Every line of every log, at least once: repetitions have the same raw_id',
  columns: [
    { name: 'raw_id', type: 'string', comment: 'Object version and number of the line: the same in every repetition' },
    { name: 'source', type: 'string', comment: 'What wrote the log' },
    { name: 'time', type: 'timestamp', comment: 'When it happened, in UTC' },
    { name: 'client', type: 'string', comment: 'The address that asked, in the form that the project allows' },
    { name: 'method', type: 'string', comment: 'HTTP method; of a flow, the protocol' },
    { name: 'host', type: 'string', comment: 'The host that was asked; of a flow, the address' },
    { name: 'path', type: 'string', comment: 'Path without the query; of a flow, the port' },
    { name: 'query', type: 'string', comment: 'Query of the URL' },
    { name: 'status', type: 'bigint', comment: 'HTTP status; 0 where the client left first' },
    { name: 'outcome', type: 'string', comment: 'What the source says about the outcome' },
    { name: 'bytes', type: 'bigint', comment: 'Bytes sent to the client; of a flow, in the flow' },
    { name: 'latency_ms', type: 'double', comment: 'Milliseconds until the answer' },
    { name: 'user_agent', type: 'string', comment: 'As the client names itself' },
    { name: 'extra', type: 'string', comment: 'What the line says beside, as JSON' },
  ],
  queries: [
    {
      name: 'errors-of-today',
      description: 'Paths with the most server errors among what arrived today',
      sql: (table) => `SELECT source, host, path, count(DISTINCT raw_id) AS errors
FROM ${table}
WHERE day = date_format(current_timestamp AT TIME ZONE 'UTC', '%Y-%m-%d')
  AND status >= 500
GROUP BY 1, 2, 3
ORDER BY errors DESC
LIMIT 100`,
    },
    {
      name: 'traffic-an-hour',
      description: 'Requests and bytes of each source in each hour of the last week',
      sql: (table) => `SELECT date_trunc('hour', time) AS hour, source, count(*) AS requests, sum(bytes) AS bytes
FROM (
  SELECT raw_id, arbitrary(time) AS time, arbitrary(source) AS source, arbitrary(bytes) AS bytes
  FROM ${table}
  WHERE day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY, '%Y-%m-%d')
  GROUP BY raw_id
)
GROUP BY 1, 2
ORDER BY 1 DESC, 2`,
    },
    {
      name: 'clients-of-today',
      description: 'Clients with the most requests among what arrived today',
      sql: (table) => `SELECT source, client, count(DISTINCT raw_id) AS requests
FROM ${table}
WHERE day = date_format(current_timestamp AT TIME ZONE 'UTC', '%Y-%m-%d')
GROUP BY 1, 2
ORDER BY requests DESC
LIMIT 100`,
    },
  ],
};
