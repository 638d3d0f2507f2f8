import type { Discard, KinesisEventRecord, StreamFunction, StreamRecord } from '../api.ts';
import type { Outcome } from '../functions/invoke.ts';
import { uuidOf } from '../identity.ts';

/** One record as a function gets it (Lambda guide, with-kinesis, "Example event"). */
export function eventRecordOf(record: StreamRecord, streamArn: string, roleArn: string): KinesisEventRecord {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: Buffer.from(record.data).toString('base64'),
      approximateArrivalTimestamp: record.arrivedAt / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${record.shardId}:${record.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: roleArn,
    awsRegion: streamArn.split(':')[3]!,
    eventSourceARN: streamArn,
  };
}

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
