import type { LakeTable } from './blocks/lake-table.ts';

/** The columns of a row of the history, as `processors/history-transform/history-row.ts` writes it. */
export const historyTable: LakeTable = {
  name: 'changes',
  description: 'Every change of the table, at least once: repetitions have the same change_id',
  columns: [
    { name: 'change_id', type: 'string', comment: 'The same in every repetition of a change' },
    { name: 'change_type', type: 'string', comment: 'INSERT, MODIFY or REMOVE' },
    { name: 'changed_at', type: 'timestamp', comment: 'When DynamoDB made the change, in UTC' },
    {
      name: 'version',
      type: 'bigint',
      comment: 'The same in microseconds of Unix time: the order of the changes of an item',
    },
    { name: 'table_name', type: 'string', comment: 'The DynamoDB table' },
    { name: 'expired', type: 'boolean', comment: 'Whether the time to live of the table removed the item' },
    { name: 'item_key', type: 'string', comment: 'The key of the item, as JSON' },
    { name: 'item', type: 'string', comment: 'The item after the change, as JSON; null when it was removed' },
    { name: 'item_before', type: 'string', comment: 'The item before the change, as JSON; null when it was new' },
  ],
  queries: [
    {
      name: 'changes-of-today',
      description: 'The newest changes that arrived today, each once',
      sql: (table) => `SELECT change_type, max(changed_at) AS changed_at, item_key, max(item) AS item
FROM ${table}
WHERE day = date_format(current_timestamp AT TIME ZONE 'UTC', '%Y-%m-%d')
GROUP BY change_id, change_type, item_key
ORDER BY changed_at DESC
LIMIT 100`,
    },
    {
      name: 'history-of-an-item',
      description: 'What an item has been, newest first; replace the key',
      sql: (table) => `SELECT DISTINCT change_id, change_type, changed_at, version, item, item_before
FROM ${table}
WHERE day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY, '%Y-%m-%d')
  AND item_key = '{"KEY":"VALUE"}'
ORDER BY version DESC`,
    },
    {
      name: 'items-at-a-time',
      description: 'The items as they were an hour ago, of all that have changed in the last 30 days',
      sql: (table) => `SELECT item_key, max_by(item, version) AS item
FROM ${table}
WHERE day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY, '%Y-%m-%d')
  AND changed_at <= CAST(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' HOUR AS timestamp)
GROUP BY item_key
HAVING max_by(change_type, version) <> 'REMOVE'`,
    },
    {
      name: 'changes-an-hour',
      description: 'How many changes of each kind were made in each hour of the last week',
      sql: (table) => `SELECT date_trunc('hour', changed_at) AS hour, change_type, count(DISTINCT change_id) AS changes
FROM ${table}
WHERE day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY, '%Y-%m-%d')
GROUP BY 1, 2
ORDER BY 1 DESC, 2`,
    },
  ],
};
