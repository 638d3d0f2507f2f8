import type { KafkaRecord } from '../processors/landing/kafka-record.ts';
import type { ParkedKafkaRecord } from '../processors/landing/parked-records.ts';
import type { ParkedRecord } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { Shape } from './parked-records.ts';

/** A record of the topic that is parked. */
export interface ParkedFromTopic extends ParkedRecord {
  record: KafkaRecord;
}

/** Records that the landing parked, one a line. */
export const topicRejected: Shape<ParkedFromTopic> = {
  prefix: 'rejected/landing/',
  records: (body) =>
    body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ParkedKafkaRecord)
      .map(({ record, reason }) => ({ record, reason })),
};
