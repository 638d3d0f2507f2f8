import type { Discard, StreamFunction, StreamRecord } from '../../../api.ts';
import type { Outcome } from '../../lambda/invoke.ts';
import { uuidOf } from '../../../kernel/identity.ts';

/** How a record stands in the event that a function gets. */
export interface EventWriter {
  /** The record as JSON. */
  text(record: StreamRecord): string;
  /** How many bytes of UTF-8 that is, without writing it. */
  bytes(record: StreamRecord): number;
}

const nothing: StreamRecord = {
  shardId: '',
  sequenceNumber: '',
  partitionKey: '',
  data: new Uint8Array(),
  arrivedAt: 0,
};

/**
 * Writes records as a function gets them (Lambda guide, with-kinesis, "Example event"). Every record passes here, and of all of it
 * only the partition key can hold what JSON escapes, or what is not ASCII.
 */
export function eventWriter(streamArn: string, roleArn: string): EventWriter {
  const end =
    `","eventName":"aws:kinesis:record","invokeIdentityArn":"${roleArn}","awsRegion":"${streamArn.split(':')[3]}",` +
    `"eventSourceARN":"${streamArn}"}`;
  const text = ({ shardId, sequenceNumber, partitionKey, data, arrivedAt }: StreamRecord) =>
    `{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":${JSON.stringify(partitionKey)},` +
    `"sequenceNumber":"${sequenceNumber}","data":"${base64Of(data)}","approximateArrivalTimestamp":${arrivedAt / 1000}},` +
    `"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"${shardId}:${sequenceNumber}${end}`;
  const variable = ({ shardId, sequenceNumber, partitionKey, data, arrivedAt }: StreamRecord) =>
    shardId.length +
    2 * sequenceNumber.length +
    Buffer.byteLength(JSON.stringify(partitionKey)) +
    4 * Math.ceil(data.length / 3) +
    String(arrivedAt / 1000).length;
  const fixed = text(nothing).length - variable(nothing);
  return { text, bytes: (record) => fixed + variable(record) };
}

const base64Of = (data: Uint8Array): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');

export interface FailedBatch {
  readonly mapping: string;
  readonly function: StreamFunction;
  readonly streamArn: string;
  readonly records: readonly StreamRecord[];
  readonly condition: Discard['condition'];
  readonly invocations: number;
  readonly outcome: Outcome | undefined;
  readonly at: number;
  /** The whole event as text. */
  readonly payload: string;
}

/** The on-failure object in S3: its key, and the whole event with what became of it (Lambda guide, kinesis-on-failure-destination). */
export function failureObjectOf(batch: FailedBatch): { key: string; body: string } {
  const first = batch.records[0]!;
  const last = batch.records.at(-1)!;
  const identity = `${batch.mapping}|${first.shardId}|${first.sequenceNumber}|${last.sequenceNumber}`;
  const body = {
    requestContext: {
      requestId: uuidOf(`request|${identity}`),
      functionArn: batch.function.arn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations,
    },
    responseContext: responseContextOf(batch.outcome),
    version: '1.0',
    timestamp: new Date(batch.at).toISOString(),
    KinesisBatchInfo: {
      shardId: first.shardId,
      startSequenceNumber: first.sequenceNumber,
      endSequenceNumber: last.sequenceNumber,
      approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
      approximateArrivalOfLastRecord: new Date(last.arrivedAt).toISOString(),
      batchSize: batch.records.length,
      streamArn: batch.streamArn,
    },
    payload: batch.payload,
  };
  const [day, time] = new Date(batch.at).toISOString().slice(0, 19).split('T') as [string, string];
  const key = [
    'aws/lambda',
    batch.mapping,
    first.shardId,
    day.replaceAll('-', '/'),
    `${day}T${time.replaceAll(':', '.')}-${uuidOf(`object|${identity}`)}`,
  ].join('/');
  return { key, body: JSON.stringify(body) };
}

/** Documented for a function that fails. Seen elsewhere: no functionError after an answer, null where nothing was invoked. */
function responseContextOf(outcome: Outcome | undefined) {
  if (outcome === undefined) return null;
  const answered = { statusCode: 200, executedVersion: '$LATEST' };
  return outcome.type === 'returned' ? answered : { ...answered, functionError: 'Unhandled' };
}
