import type { StreamRecord } from '../../../contracts/records.ts';

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

/** What an on-failure object says of its records (Lambda guide, kinesis-on-failure-destination). */
export function batchInfoOf(records: readonly StreamRecord[], streamArn: string): object {
  const first = records[0]!;
  const last = records.at(-1)!;
  return {
    shardId: first.shardId,
    startSequenceNumber: first.sequenceNumber,
    endSequenceNumber: last.sequenceNumber,
    approximateArrivalOfFirstRecord: new Date(first.arrivedAt).toISOString(),
    approximateArrivalOfLastRecord: new Date(last.arrivedAt).toISOString(),
    batchSize: records.length,
    streamArn,
  };
}
