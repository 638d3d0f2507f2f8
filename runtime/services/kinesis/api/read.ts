import type { Stream } from '../types.ts';
import type { StreamRecord } from '../../../contracts/records.ts';
import { timeOf } from '../../../gateway/protocols/rpc.ts';
import { checkAge, readIterator, writeIterator } from './iterator.ts';
import { invalidArgument, invalidMember, streamParameters, text, type Input, type Operation } from './request.ts';

/** API reference, GetRecords: at most 10,000 records and 10 MiB, and at least one record. */
const recordsLimit = 10_000;
const bytesLimit = 10 * 1024 * 1024;

export const getShardIterator: Operation = {
  parameters: [...streamParameters, 'ShardId', 'ShardIteratorType', 'StartingSequenceNumber', 'Timestamp'],
  run(input, stream, { clock }) {
    const shardId = text(input, 'ShardId');
    if (!stream.shardIds.includes(shardId)) {
      throw invalidArgument(`Shard ${shardId} in stream ${stream.arn} does not exist`);
    }
    const after = placeOf(input, stream, shardId);
    return { ShardIterator: writeIterator({ streamArn: stream.arn, shardId, after, madeAt: clock.now() }) };
  },
};

export const getRecords: Operation = {
  parameters: ['ShardIterator', 'Limit', 'StreamARN', 'StreamId'],
  run(input, stream, { clock }) {
    const iterator = readIterator(text(input, 'ShardIterator'));
    const now = clock.now();
    checkAge(iterator, now);
    const limit = Number(input['Limit'] ?? recordsLimit);
    if (limit < 1 || limit > recordsLimit) {
      throw invalidMember('limit', `Member must have value between 1 and ${recordsLimit}`);
    }
    const { page, more } = read(stream, iterator.shardId, BigInt(iterator.after), limit);
    const last = page.at(-1);
    return {
      Records: page.map(({ sequenceNumber, arrivedAt, data, partitionKey }) => ({
        SequenceNumber: sequenceNumber,
        ApproximateArrivalTimestamp: new Date(arrivedAt),
        Data: data,
        PartitionKey: partitionKey,
      })),
      NextShardIterator: writeIterator({ ...iterator, after: last?.sequenceNumber ?? iterator.after, madeAt: now }),
      // "A value of zero indicates that record processing is caught up"
      MillisBehindLatest: more && last ? now - last.arrivedAt : 0,
      ChildShards: [],
    };
  },
};

/** API reference, GetShardIterator, ShardIteratorType: each as the sequence number before the first record that it gives. */
function placeOf(input: Input, stream: Stream, shardId: string): string {
  const type = text(input, 'ShardIteratorType');
  const inShard = () => stream.records().filter((record) => record.shardId === shardId);
  switch (type) {
    case 'TRIM_HORIZON':
      return '0';
    case 'LATEST':
      return stream.records().at(-1)?.sequenceNumber ?? '0';
    case 'AFTER_SEQUENCE_NUMBER':
      return numberOf(input);
    case 'AT_SEQUENCE_NUMBER':
      return before(numberOf(input));
    case 'AT_TIMESTAMP': {
      const time = timeOf(input['Timestamp']);
      const first = inShard().find(({ arrivedAt }) => arrivedAt >= time);
      return first ? before(first.sequenceNumber) : (stream.records().at(-1)?.sequenceNumber ?? '0');
    }
    default:
      throw invalidMember(
        'shardIteratorType',
        'Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]',
      );
  }
}

const before = (sequenceNumber: string): string => String(BigInt(sequenceNumber) - 1n);

function numberOf(input: Input): string {
  const number = text(input, 'StartingSequenceNumber');
  if (/^(0|[1-9]\d{0,128})$/.test(number)) return number;
  throw invalidMember('startingSequenceNumber', 'Member must satisfy regular expression pattern: 0|([1-9]\\d{0,128})');
}

function read(
  stream: Stream,
  shardId: string,
  after: bigint,
  limit: number,
): { readonly page: readonly StreamRecord[]; readonly more: boolean } {
  const records = stream.records();
  const page: StreamRecord[] = [];
  let bytes = 0;
  for (let at = firstAfter(records, after); at < records.length; at++) {
    const record = records[at]!;
    if (record.shardId !== shardId) continue;
    bytes += record.data.length;
    if (page.length === limit || (page.length > 0 && bytes > bytesLimit)) return { page, more: true };
    page.push(record);
  }
  return { page, more: false };
}

/** Numbers grow over the whole stream, so that a reader of a long one need not begin at its beginning. */
function firstAfter(records: readonly StreamRecord[], after: bigint): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (BigInt(records[middle]!.sequenceNumber) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
