/** The table that Firehose copies records into, with its schema. */
export const copiedTable = 'access.copied_records';

/** Its columns, as the streaming view has them; each with its type. */
export const copiedTypes = {
  approximate_arrival_timestamp: 'TIMESTAMP',
  partition_key: 'VARCHAR(256)',
  shard_id: 'VARCHAR(64)',
  sequence_number: 'VARCHAR(64)',
  payload: 'SUPER',
  unreadable: 'VARBYTE(1024000)',
} as const;

/** Those that COPY fills. */
export const copiedColumns = Object.keys(copiedTypes) as readonly (keyof typeof copiedTypes)[];
