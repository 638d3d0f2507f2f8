/** A question that people ask again and again, and its answer as rows. */
export interface Report {
  /** Of the view in the warehouse, and of the query in Athena. */
  readonly name: string;
  readonly title: string;
  /** One SELECT over curated events: SQL that Redshift, Athena and DuckDB read in the same way. */
  sql(events: string): string;
  /** The columns of its rows, in their order. */
  readonly columns: readonly ReportColumn[];
}

export interface ReportColumn {
  readonly name: string;
  readonly kind: 'day' | 'text' | 'count' | 'amount';
}

const day = { name: 'day', kind: 'day' } as const;
const text = (name: string): ReportColumn => ({ name, kind: 'text' });
const count = (name: string): ReportColumn => ({ name, kind: 'count' });

/** By the day on which the events happened, in UTC. */
export const reports: readonly Report[] = [
  {
    name: 'events_by_day',
    title: 'Events of each day, by source and type',
    columns: [day, text('source'), text('type'), count('events'), count('entities')],
    sql: (events) => `SELECT
  CAST(occurred_at AS DATE) AS day,
  source,
  type,
  COUNT(*) AS events,
  COUNT(DISTINCT entity_id) AS entities
FROM ${events}
GROUP BY 1, 2, 3`,
  },
  {
    name: 'orders_by_day',
    title: 'Orders that were placed on each day, and their amounts by currency',
    columns: [day, text('currency'), count('orders'), { name: 'amount', kind: 'amount' }],
    // an order is placed once; its later changes have amounts of their own
    sql: (events) => `SELECT
  CAST(occurred_at AS DATE) AS day,
  currency,
  COUNT(DISTINCT entity_id) AS orders,
  SUM(amount) AS amount
FROM ${events}
WHERE source = 'orders' AND operation = 'create' AND amount IS NOT NULL
GROUP BY 1, 2`,
  },
  {
    name: 'social_by_day',
    title: 'Posts and what became of them on each day, by country',
    columns: [day, text('country'), text('type'), count('events'), count('posts')],
    sql: (events) => `SELECT
  CAST(occurred_at AS DATE) AS day,
  COALESCE(country, '(none)') AS country,
  type,
  COUNT(*) AS events,
  COUNT(DISTINCT entity_id) AS posts
FROM ${events}
WHERE source = 'social'
GROUP BY 1, 2, 3`,
  },
];
