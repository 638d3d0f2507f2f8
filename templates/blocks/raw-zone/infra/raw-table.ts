import type { LakeColumn } from './blocks/lake-table.ts';

/** The folder of the raw zone in the bucket of the lake. */
export const rawFolder = 'raw';

/** The columns of a row, as `processors/landing/row.ts` writes it: fields of the event in snake case, and where it was in the topic. */
export const rawTable: { name: string; description: string; columns: readonly LakeColumn[] } = {
  name: 'raw_events',
  description:
    'Every event of the topic, at least once: repetitions have the same kafka_topic, kafka_partition and kafka_offset',
  columns: [
    { name: 'event_id', type: 'string', comment: 'Given once by the producer' },
    { name: 'source', type: 'string', comment: 'The kind of system that it comes from' },
    { name: 'type', type: 'string', comment: 'What happened' },
    { name: 'occurred_at', type: 'timestamp', comment: 'When it happened, in UTC' },
    { name: 'entity_id', type: 'string', comment: 'What it happened to: the business key' },
    { name: 'sequence', type: 'bigint', comment: 'Grows with every change of the entity' },
    { name: 'operation', type: 'string', comment: 'create, update or delete' },
    { name: 'amount', type: 'string', comment: 'A decimal, with the digits of its source' },
    { name: 'currency', type: 'string', comment: 'Of the amount' },
    { name: 'country', type: 'string', comment: 'Where it happened' },
    { name: 'text', type: 'string', comment: 'What people wrote, or what they can read of it' },
    { name: 'kafka_topic', type: 'string', comment: 'The topic that it comes from' },
    { name: 'kafka_partition', type: 'int', comment: 'Its partition of the topic' },
    { name: 'kafka_offset', type: 'bigint', comment: 'Its offset: the order in the partition' },
    { name: 'kafka_timestamp', type: 'timestamp', comment: 'The time of its record in the topic, in UTC' },
    { name: 'landed_at', type: 'timestamp', comment: 'When the landing read it, in UTC' },
    { name: 'line', type: 'string', comment: 'The whole value, as its producer wrote it' },
  ],
};
