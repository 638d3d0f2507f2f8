import type { Stream } from '../types.ts';
import { blobOf } from '../../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';
import { invalidArgument, invalidMember, streamParameters, type Input, type Operation } from './request.ts';

/** API reference, PutRecords: "up to 500 records"; guide, service-sizes-and-limits: records of 1 MiB by default. */
const recordsLimit = 500;
/**
 * The request's limit is 10 MiB, and was 5 MiB until records of 10 MiB came in 2025; the smaller one is kept, so that what
 * passes here passes everywhere.
 */
const requestLimit = 5 * 1024 * 1024;
const recordLimit = 1024 * 1024;

/** API reference, PutRecords: the result of a record that the stream had no capacity for. */
const throttled = {
  ErrorCode: 'ProvisionedThroughputExceededException',
  ErrorMessage: 'Rate exceeded for shard of the stream',
};

interface Entry {
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

export const putRecord: Operation = {
  parameters: [...streamParameters, 'Data', 'PartitionKey'],
  run(input, stream) {
    const entry = entryOf(input, () => '');
    if (!stream.admits(entry.partitionKey)) throw new ServiceError(throttled.ErrorCode, 400, throttled.ErrorMessage);
    return taken(stream, entry);
  },
};

export const putRecords: Operation = {
  parameters: [...streamParameters, 'Records'],
  run(input, stream) {
    const records = input['Records'];
    if (!Array.isArray(records) || records.length === 0) {
      throw invalidMember('records', 'Member must have length greater than or equal to 1');
    }
    if (records.length > recordsLimit) {
      throw invalidMember('records', `Member must have length less than or equal to ${recordsLimit}`);
    }
    const entries = records.map((record: Input, at) => entryOf(record, () => `records.${at + 1}.member.`));
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (bytes > requestLimit) {
      throw invalidArgument(`Records size exceeds ${requestLimit / 1024 / 1024} MB limit`);
    }
    const results = entries.map((entry) => (stream.admits(entry.partitionKey) ? taken(stream, entry) : throttled));
    return { FailedRecordCount: results.filter((result) => result === throttled).length, Records: results };
  },
};

const sizeOf = ({ partitionKey, data }: Entry): number => data.length + Buffer.byteLength(partitionKey);

/** `member` is where the entry stands, for those who sent a wrong one. */
function entryOf({ PartitionKey, Data, ExplicitHashKey }: Input, member: () => string): Entry {
  if (ExplicitHashKey !== undefined) throw notModelled('The parameter ExplicitHashKey of Kinesis');
  if (Data === undefined) throw invalidMember(`${member()}data`, 'Member must not be null');
  const key = PartitionKey;
  if (typeof key !== 'string') throw invalidMember(`${member()}partitionKey`, 'Member must not be null');
  if (key.length < 1)
    throw invalidMember(`${member()}partitionKey`, 'Member must have length greater than or equal to 1');
  if (key.length > 256)
    throw invalidMember(`${member()}partitionKey`, 'Member must have length less than or equal to 256');
  const entry = { partitionKey: key, data: blobOf(Data) };
  if (sizeOf(entry) > recordLimit)
    throw invalidMember(`${member()}data`, `Member must have length less than or equal to ${recordLimit}`);
  return entry;
}

function taken(stream: Stream, { partitionKey, data }: Entry): object {
  const { shardId, sequenceNumber } = stream.put(partitionKey, data);
  return { ShardId: shardId, SequenceNumber: sequenceNumber };
}
