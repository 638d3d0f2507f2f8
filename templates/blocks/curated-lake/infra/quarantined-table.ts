import type { LakeColumn } from './blocks/lake-table.ts';

/** Rows that break a rule of the curation. */
export const quarantinedTable: { name: string; description: string; columns: readonly LakeColumn[] } = {
  name: 'quarantined_events',
  description: 'Rows that break a rule of the curation, with the reasons and the whole line',
  columns: [
    { name: 'reasons', type: 'string', comment: 'Every rule that it breaks, with "; " between them' },
    { name: 'event_id', type: 'string', comment: 'Where it has one' },
    { name: 'kafka_topic', type: 'string', comment: 'The topic that it comes from' },
    { name: 'kafka_partition', type: 'int', comment: 'Its partition of the topic' },
    { name: 'kafka_offset', type: 'bigint', comment: 'Its offset: the order in the partition' },
    { name: 'kafka_timestamp', type: 'timestamp', comment: 'The time of its record in the topic, in UTC' },
    { name: 'landed_at', type: 'timestamp', comment: 'When the landing read it, in UTC' },
    { name: 'line', type: 'string', comment: 'The whole value, as its producer wrote it' },
  ],
};
