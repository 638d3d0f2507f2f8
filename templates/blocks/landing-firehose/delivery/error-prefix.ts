import type { ParkedFromTopic } from './parked-from-topic.ts';
import type { Shape } from './parked-records.ts';

/** What Firehose writes about what it could not deliver. The two kinds name code and message differently. */
interface Failure {
  rawData: string;
  arrivalTimestamp: number;
  errorCode?: string;
  errorMessage?: string;
  lastErrorCode?: string;
  lastErrorMessage?: string;
}

/** What a row says of its record. */
interface Row {
  kafka_topic: string;
  kafka_partition: number;
  kafka_offset: number;
  line: string;
}

/** Where a record was in the topic, when nobody says so. */
export const unknownPlace = { topic: '', partition: -1, offset: -1 } as const;

/**
 * Records of which the landing made no row and which it did not park (Amazon Data Firehose guide, "Handle failure in data transformation"):
 * their values, without keys, headers and places.
 */
export const unprocessed: Shape<ParkedFromTopic> = {
  prefix: 'errors/processing-failed/',
  records: (body) =>
    failuresIn(body).map(({ rawData, arrivalTimestamp, errorCode = 'no code', errorMessage = 'no message' }) => ({
      record: { ...unknownPlace, timestamp: arrivalTimestamp, value: rawData },
      reason: `${errorCode}: ${errorMessage}`,
    })),
};

/** Rows that do not match the table: each has the value of its record, whole (Amazon Data Firehose guide, "Error handling" of data format conversion). */
export const unconverted: Shape<ParkedFromTopic> = {
  prefix: 'errors/format-conversion-failed/',
  records: (body) =>
    failuresIn(body).flatMap(({ rawData, arrivalTimestamp: timestamp, lastErrorCode, lastErrorMessage }) =>
      Buffer.from(rawData, 'base64')
        .toString()
        .split('\n')
        .filter((text) => text.trim() !== '')
        .map((text) => JSON.parse(text) as Row)
        .map(({ kafka_topic: topic, kafka_partition: partition, kafka_offset: offset, line }) => ({
          record: { topic, partition, offset, timestamp, value: Buffer.from(line).toString('base64') },
          reason: `${lastErrorCode ?? 'no code'}: ${lastErrorMessage ?? 'no message'}`,
        })),
    ),
};

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
