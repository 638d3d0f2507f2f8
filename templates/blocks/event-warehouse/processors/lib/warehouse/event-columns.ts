/**
 * The columns of a curated row with their types in Redshift, in the order of its Parquet files: COPY goes by their place. The length of
 * a VARCHAR counts bytes of UTF-8, and COPY refuses a file with a longer text.
 */
export const eventColumns = {
  event_id: 'VARCHAR(800)',
  source: 'VARCHAR(64)',
  type: 'VARCHAR(400)',
  occurred_at: 'TIMESTAMP',
  entity_id: 'VARCHAR(800)',
  sequence: 'BIGINT',
  operation: 'VARCHAR(16)',
  amount: 'DECIMAL(24,4)',
  currency: 'VARCHAR(12)',
  country: 'VARCHAR(8)',
  text: 'VARCHAR(65535)',
  kafka_topic: 'VARCHAR(249)',
  kafka_partition: 'INTEGER',
  kafka_offset: 'BIGINT',
  kafka_timestamp: 'TIMESTAMP',
  landed_at: 'TIMESTAMP',
} as const;

export const eventNames = Object.keys(eventColumns) as readonly (keyof typeof eventColumns)[];

/** What of an event its entity keeps: the state as of the change with the highest sequence. */
export const entityNames = [
  'source',
  'entity_id',
  'sequence',
  'event_id',
  'type',
  'occurred_at',
  'operation',
  'amount',
  'currency',
  'country',
] as const satisfies readonly (keyof typeof eventColumns)[];
