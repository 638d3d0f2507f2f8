import type { KafkaEventRecord, KafkaRecord } from '../types.ts';
import type { ClusterAddress } from './cluster-address.ts';

/** As it stands in an event, and in the answer of a function: "clicks-0". */
export const partitionName = (topic: string, partition: number): string => `${topic}-${partition}`;

/**
 * A record as a function gets it (Lambda guide, with-kafka, "Example event"). Bytes of headers are signed numbers: AWS sends
 * [-61, -85] for "ë" (aws-powertools/powertools-lambda-python#6862; aws-lambda-go and aws-lambda-dotnet read them so).
 *
 * The guide does not say what stands for a missing key, or for the value of a tombstone: its example leaves the key out, and
 * Powertools has met both forms of the value (powertools-lambda-typescript#4988 and #5016). `otherForm` gives the other one of each.
 */
export function recordText(record: KafkaRecord, otherForm: boolean): string {
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  const written: KafkaEventRecord = {
    topic,
    partition,
    offset,
    timestamp,
    timestampType: 'CREATE_TIME',
    ...(key === null && !otherForm ? {} : { key: base64Of(key) }),
    ...(value === null && otherForm ? {} : { value: base64Of(value) }),
    headers: headers.map(([name, bytes]) => ({ [name]: bytes && [...new Int8Array(bytes)] })),
  };
  return JSON.stringify(written);
}

const base64Of = (bytes: Uint8Array | null): string | null =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The beginning of an event (Lambda guide, with-kafka and with-msk, "Example event"). */
const headOf = ({ servers, arn }: ClusterAddress): string =>
  `{"eventSource":${arn === undefined ? '"SelfManagedKafka"' : `"aws:kafka","eventSourceArn":${JSON.stringify(arn)}`},"bootstrapServers":${JSON.stringify(servers)},"records":{`;

/** What an event takes without its records and their partitions. */
export const envelopeBytes = (address: ClusterAddress): number => Buffer.byteLength(headOf(address)) + 2;

/** What a partition takes in an event without its records. */
export const partitionBytes = (partition: string): number => Buffer.byteLength(partition) + 6;

interface Written {
  readonly partition: string;
  readonly text: string;
}

/** An event in pieces that are put together. One event may hold several partitions (Lambda guide, with-kafka-configure). */
export function eventOf(address: ClusterAddress, records: readonly Written[]): string[] {
  const pieces = [headOf(address)];
  for (const [index, [partition, all]] of [...Map.groupBy(records, (record) => record.partition)].entries()) {
    pieces.push(`${index === 0 ? '' : ','}${JSON.stringify(partition)}:[`);
    for (const [at, { text }] of all.entries()) pieces.push(at === 0 ? text : `,${text}`);
    pieces.push(']');
  }
  return [...pieces, '}}'];
}

/**
 * What an on-failure message says of its records (Lambda guide, kafka-on-failure, "Example"): offsets are texts there. A
 * self-managed cluster has no ARN. `payloadSize` is the size of the event in bytes.
 */
export function batchInfoOf(
  { servers, arn }: ClusterAddress,
  records: readonly KafkaRecord[],
  payloadSize: number,
): object {
  const byPartition = Map.groupBy(records, ({ topic, partition }) => partitionName(topic, partition));
  const instant = (at: number): string => new Date(at).toISOString();
  const recordsInfo = [...byPartition].map(([partition, all]) => {
    const [first, last] = [all[0]!, all.at(-1)!];
    return [
      partition,
      {
        firstRecordOffset: String(first.offset),
        lastRecordOffset: String(last.offset),
        firstRecordTimestamp: instant(first.timestamp),
        lastRecordTimestamp: instant(last.timestamp),
      },
    ];
  });
  return {
    batchSize: records.length,
    ...(arn === undefined ? {} : { eventSourceArn: arn }),
    bootstrapServers: servers,
    payloadSize,
    recordsInfo: Object.fromEntries(recordsInfo) as object,
  };
}
