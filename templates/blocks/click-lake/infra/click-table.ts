import type { LakeTable } from './blocks/lake-table.ts';

/** The named queries read the last days. Replace the number, or the condition, by `day = 'yyyy-MM-dd'`. */
const daysBack = (days: number): string =>
  `day >= date_format(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '${days}' DAY, '%Y-%m-%d')`;

/** Events, each once: the lake may have a line more than once, and all of its rows have the same record_id and the same contents. */
const eventsOnce = (table: string, columns: readonly string[], condition: string): string =>
  `SELECT record_id, ${columns.map((column) => `arbitrary(${column}) AS ${column}`).join(', ')}
  FROM ${table}
  WHERE ${condition} AND kind = 'event'
  GROUP BY record_id`;

/** The columns of a line of the stream, as `processors/lake-rows/row.ts` writes it: those of its event under the names of its fields. */
export const clickTable: LakeTable = {
  name: 'clicks',
  description: 'Every line of the stream, at least once: repetitions have the same record_id',
  columns: [
    { name: 'record_id', type: 'string', comment: 'Topic, partition and offset: the same in every repetition' },
    { name: 'kind', type: 'string', comment: 'event; tombstone, a key without a value; or unreadable' },
    { name: 'topic', type: 'string', comment: 'The topic that the event comes from' },
    { name: 'topic_partition', type: 'bigint', comment: 'Its partition of the topic' },
    { name: 'topic_offset', type: 'bigint', comment: 'Its offset: the order in the partition' },
    { name: 'produced_at', type: 'timestamp', comment: 'The time of its record in the topic, in UTC' },
    { name: 'arrived_at', type: 'timestamp', comment: 'When it arrived in the stream, in UTC' },
    { name: 'partition_key', type: 'string', comment: 'Its key in the stream' },
    { name: 'event_id', type: 'string', comment: 'Given once by the producer' },
    { name: 'event_type', type: 'string', comment: 'What happened' },
    { name: 'event_time', type: 'timestamp', comment: 'When it happened by the clock of the device, in UTC' },
    { name: 'user_id', type: 'string', comment: 'Who did it' },
    { name: 'anonymous_id', type: 'string', comment: 'The browser or the installed app' },
    { name: 'session_id', type: 'string', comment: 'The session as the producer sees it' },
    { name: 'consent', type: 'string', comment: 'The purposes that the user has agreed to, with commas between them' },
    { name: 'page_url', type: 'string', comment: 'The page, its query included' },
    { name: 'page_title', type: 'string', comment: 'The title of the page' },
    { name: 'referrer', type: 'string', comment: 'The page before it' },
    { name: 'product_id', type: 'string', comment: 'The product' },
    { name: 'product_category', type: 'string', comment: 'Its category' },
    { name: 'price', type: 'double', comment: 'Of one unit' },
    { name: 'currency', type: 'string', comment: 'Of the price' },
    { name: 'quantity', type: 'bigint', comment: 'How many units' },
    { name: 'client_address', type: 'string', comment: 'The IP address of the device' },
    { name: 'user_agent', type: 'string', comment: 'As the client names itself' },
    { name: 'line', type: 'string', comment: 'The whole line, as it was in the stream' },
    { name: 'line_base64', type: 'string', comment: 'The same of a line that is no UTF-8' },
  ],
  queries: [
    {
      name: 'funnel',
      description:
        'Of the last week, by day: how many users saw a product, put one into the cart after that, and bought after that',
      sql: (table) => `WITH events AS (
  ${eventsOnce(table, ['day', 'user_id', 'event_type', 'event_time'], daysBack(7))}
),
seen AS (
  SELECT day, user_id, min(event_time) AS moment FROM events WHERE event_type = 'product_view' GROUP BY 1, 2
),
carted AS (
  SELECT seen.day, seen.user_id, min(events.event_time) AS moment
  FROM seen JOIN events ON events.day = seen.day AND events.user_id = seen.user_id
  WHERE events.event_type = 'add_to_cart' AND events.event_time >= seen.moment
  GROUP BY 1, 2
),
bought AS (
  SELECT carted.day, carted.user_id
  FROM carted JOIN events ON events.day = carted.day AND events.user_id = carted.user_id
  WHERE events.event_type = 'purchase' AND events.event_time >= carted.moment
  GROUP BY 1, 2
)
SELECT seen.day, count(*) AS seen, count(carted.user_id) AS carted, count(bought.user_id) AS bought
FROM seen
LEFT JOIN carted ON carted.day = seen.day AND carted.user_id = seen.user_id
LEFT JOIN bought ON bought.day = seen.day AND bought.user_id = seen.user_id
GROUP BY 1
ORDER BY 1 DESC`,
    },
    {
      name: 'top-pages',
      description: 'The pages of today with the most views, without their queries',
      sql: (table) => `SELECT split_part(page_url, '?', 1) AS page, count(*) AS views, count(DISTINCT user_id) AS users
FROM (
  ${eventsOnce(table, ['page_url', 'user_id'], `${daysBack(0)} AND page_url IS NOT NULL`)}
) AS events
GROUP BY 1
ORDER BY views DESC, page
LIMIT 100`,
    },
    {
      name: 'events-of-a-user',
      description: 'What a user did in the last week, oldest first: replace USER',
      sql: (table) => `SELECT event_time, event_type, page_url, product_id, event_id, line
FROM (
  ${eventsOnce(table, ['event_time', 'event_type', 'page_url', 'product_id', 'event_id', 'line'], `${daysBack(7)} AND user_id = 'USER'`)}
) AS events
ORDER BY event_time`,
    },
    {
      name: 'sessions',
      description: 'The sessions of the last two days: a session ends where a user does nothing for 30 minutes',
      sql: (table) => `WITH events AS (
  ${eventsOnce(table, ['user_id', 'event_type', 'event_time'], daysBack(2))}
),
marked AS (
  SELECT *, lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time) AS previous FROM events
),
numbered AS (
  SELECT *, sum(CASE WHEN previous IS NULL OR event_time >= previous + INTERVAL '30' MINUTE THEN 1 ELSE 0 END)
    OVER (PARTITION BY user_id ORDER BY event_time) AS session
  FROM marked
)
SELECT user_id, min(event_time) AS started, max(event_time) AS ended, count(*) AS events,
  max(CASE WHEN event_type = 'purchase' THEN 1 ELSE 0 END) = 1 AS bought
FROM numbered
GROUP BY user_id, session
ORDER BY started DESC
LIMIT 1000`,
    },
  ],
};
