import type { Reasons } from './reasons.ts';

/** A batch as Firehose hands it to a transform function; of a Kafka source, the data has another name. */
export interface TransformEvent {
  records: readonly TransformRecord[];
}
export interface TransformRecord {
  recordId: string;
  /** Base64. */
  data?: string;
  kafkaRecordValue?: string;
  /** Of a Kinesis source. */
  kinesisRecordMetadata?: {
    shardId: string;
    partitionKey: string;
    sequenceNumber: string;
    approximateArrivalTimestamp: number;
  };
}

export interface TransformAnswer {
  records: AnswerRecord[];
}
interface AnswerRecord {
  recordId: string;
  result: 'Ok' | 'Dropped' | 'ProcessingFailed';
  data?: string;
  kafkaRecordValue?: string;
}

/** A record that cannot be delivered; the message says why, without the record's contents. */
export class Untransformable extends Error {}

/** What became of the records of a batch. */
export interface TransformCounts {
  transformed: number;
  dropped: number;
  /** Answered ProcessingFailed: Firehose writes them, as they were, to the error prefix. */
  failed: number;
  /** Of these, the ones that the answer had no room for. */
  overflowed: number;
}

/**
 * Lambda takes an answer of at most 6,291,556 bytes (AWS Lambda developer guide, "Lambda quotas"; Firehose developer guide, "Transform
 * source data"). What is left of it here is for the names and brackets around the records.
 */
export const answerLimit = 6_200_000;
/** Names, quotes and the result of a record. */
const aroundRecord = 80;

/**
 * Transforms a batch, record by record. Every record gets one answer, and none can fail another one (Firehose developer guide,
 * "Required parameters for data transformation"): a batch that fails as a whole goes to the error prefix as a whole.
 *
 * @param convert - gets the data of a record and the record itself, and gives the JSON document that is delivered, or undefined for a record that is left
 *   out. A record for which it throws is answered ProcessingFailed; an Untransformable says why.
 */
export function transformBatch(
  { records }: TransformEvent,
  convert: (data: Buffer, record: TransformRecord) => string | undefined,
  reasons: Reasons,
): { answer: TransformAnswer; counts: TransformCounts } {
  const counts: TransformCounts = { transformed: 0, dropped: 0, failed: 0, overflowed: 0 };
  let room = answerLimit - records.length * aroundRecord;
  const fail = (recordId: string, reason: string): AnswerRecord => {
    counts.failed++;
    reasons.add('not delivered', reason, 1);
    return { recordId, result: 'ProcessingFailed' };
  };
  const answerTo = (record: TransformRecord): AnswerRecord => {
    const { recordId } = record;
    const field = record.kafkaRecordValue === undefined ? 'data' : 'kafkaRecordValue';
    room -= recordId.length;
    let document: string | undefined;
    try {
      document = convert(Buffer.from(record[field]!, 'base64'), record);
    } catch (error) {
      // the message of another error may hold a part of the record
      const { name, message } = error as Error;
      return fail(recordId, error instanceof Untransformable ? message : `it ends with a ${name}`);
    }
    if (document === undefined) {
      counts.dropped++;
      return { recordId, result: 'Dropped' };
    }
    // Firehose puts nothing between two records
    const data = Buffer.from(document + '\n').toString('base64');
    if (data.length > room) {
      counts.overflowed++;
      return fail(recordId, 'the answer has no room for it');
    }
    room -= data.length;
    counts.transformed++;
    return { recordId, result: 'Ok', [field]: data };
  };
  return { answer: { records: records.map(answerTo) }, counts };
}
