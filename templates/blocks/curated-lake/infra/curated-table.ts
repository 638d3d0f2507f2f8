import type { LakeColumn } from './blocks/lake-table.ts';

/** What happened, each event of a day once: the columns in the order in which the job writes them, and in which COPY reads them. */
export const curatedTable: { name: string; description: string; columns: readonly LakeColumn[] } = {
  name: 'curated_events',
  description: 'Each event of a day once, as the curation has checked it',
  columns: [
    { name: 'event_id', type: 'string', comment: 'Given once by the producer' },
    { name: 'source', type: 'string', comment: 'social, saas or orders' },
    { name: 'type', type: 'string', comment: 'What happened' },
    { name: 'occurred_at', type: 'timestamp', comment: 'When it happened, in UTC' },
    { name: 'entity_id', type: 'string', comment: 'What it happened to: the business key' },
    { name: 'sequence', type: 'bigint', comment: 'Grows with every change of the entity' },
    { name: 'operation', type: 'string', comment: 'create, update or delete' },
    { name: 'amount', type: 'decimal(24,4)', comment: 'In units of the currency' },
    { name: 'currency', type: 'string', comment: 'Of the amount: three letters' },
    { name: 'country', type: 'string', comment: 'Where it happened' },
    { name: 'text', type: 'string', comment: 'What people wrote, or what they can read of it' },
    { name: 'kafka_topic', type: 'string', comment: 'The topic that it comes from' },
    { name: 'kafka_partition', type: 'int', comment: 'Its partition of the topic' },
    { name: 'kafka_offset', type: 'bigint', comment: 'Its offset: the order in the partition' },
    { name: 'kafka_timestamp', type: 'timestamp', comment: 'The time of its record in the topic, in UTC' },
    { name: 'landed_at', type: 'timestamp', comment: 'When the landing read it, in UTC' },
  ],
};
