import type { ParkedFromTopic } from './parked-from-topic.ts';
import type { Shape } from './parked-records.ts';

interface Failure {
  rawData: string;
  lastErrorCode?: string;
  lastErrorMessage?: string;
}

/** What a row says of its record. */
interface Row {
  kafka_topic: string;
  kafka_partition: number;
  kafka_offset: number;
  kafka_timestamp?: string;
  line: string;
}

/**
 * Rows that do not match the table (Amazon Data Firehose guide, "Error handling" of data format conversion). Each has the value of its
 * record, whole, and where it was in the topic; key and headers are in the topic alone.
 */
export const unconverted: Shape<ParkedFromTopic> = {
  prefix: 'errors/format-conversion-failed/',
  records: (body) =>
    failuresIn(body).flatMap(({ rawData, lastErrorCode = 'no code', lastErrorMessage = 'no message' }) =>
      Buffer.from(rawData, 'base64')
        .toString()
        .split('\n')
        .filter((text) => text.trim() !== '')
        .map((text) => ({
          record: recordOf(JSON.parse(text) as Row),
          reason: `${lastErrorCode}: ${lastErrorMessage}`,
        })),
    ),
};

const recordOf = ({ kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, line }: Row) => ({
  topic: kafka_topic,
  partition: kafka_partition,
  offset: kafka_offset,
  timestamp: kafka_timestamp === undefined ? -1 : Date.parse(kafka_timestamp),
  value: Buffer.from(line).toString('base64'),
});

/** Whether they stand on lines of their own is not documented. */
const failuresIn = (body: string): Failure[] =>
  body
    .replaceAll('}{', '}\n{')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const failure = JSON.parse(line) as Failure;
      if (typeof failure.rawData !== 'string') throw new Error('a failure without rawData');
      return failure;
    });
