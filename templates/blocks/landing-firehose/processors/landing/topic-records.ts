import { Untransformable, type TransformRecord } from '../lib/firehose-transform.ts';
import type { KafkaRecord } from './kafka-record.ts';

/**
 * A record of a topic, as Firehose hands it over (aws/aws-lambda-java-libs, msk_firehose_event.json). It has neither the key nor the headers
 * nor the name of the topic.
 */
interface FromTopic extends TransformRecord {
  mskRecordMetadata?: { offset: string; partitionId: string; approximateArrivalTimestamp: number };
}

/** Where a record was in the topic, and its value. Undefined for a record without a value: whether it had none, or an empty one, Firehose does not say. */
export function topicRecord(topic: string, data: Buffer, record: TransformRecord): KafkaRecord | undefined {
  const { mskRecordMetadata: its } = record as FromTopic;
  if (its === undefined) throw new Untransformable('Firehose does not say where it was in the topic');
  if (data.length === 0) return undefined;
  return {
    topic,
    partition: Number(its.partitionId),
    offset: Number(its.offset),
    timestamp: its.approximateArrivalTimestamp,
    value: data.toString('base64'),
  };
}
