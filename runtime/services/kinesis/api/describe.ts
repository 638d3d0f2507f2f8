import type { Stream } from '../types.ts';
import { notModelled } from '../../../gateway/service-error.ts';
import { invalidArgument, streamParameters, type Input, type Operation } from './request.ts';

const hour = 3_600_000;
/** Streams of a local run have always been there. */
const creation = new Date(0);

export const describeStreamSummary: Operation = {
  parameters: streamParameters,
  run(_, stream) {
    return {
      StreamDescriptionSummary: {
        StreamName: nameOf(stream),
        StreamARN: stream.arn,
        StreamStatus: 'ACTIVE',
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        RetentionPeriodHours: stream.retention / hour,
        StreamCreationTimestamp: creation,
        EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
        EncryptionType: 'NONE',
        OpenShardCount: stream.shardIds.length,
        ConsumerCount: 0,
      },
    };
  },
};

export const listShards: Operation = {
  parameters: [...streamParameters, 'ExclusiveStartShardId', 'MaxResults', 'NextToken', 'ShardFilter'],
  run(input, stream) {
    const token = input['NextToken'] === undefined ? undefined : readToken(String(input['NextToken']));
    const after = token?.after ?? (input['ExclusiveStartShardId'] as string | undefined) ?? afterOf(input);
    const left = stream.shardIds.filter((shardId) => after === undefined || shardId > after);
    const page = left.slice(0, Number(input['MaxResults'] ?? 1000));
    const more = page.length < left.length;
    return {
      Shards: page.map((ShardId) => ({
        ShardId,
        HashKeyRange: hashKeyRange(stream.shardIds.indexOf(ShardId), stream.shardIds.length),
        SequenceNumberRange: { StartingSequenceNumber: '0' },
      })),
      NextToken: more ? writeToken({ streamArn: stream.arn, after: page.at(-1)! }) : undefined,
    };
  },
};

/** API reference, ShardFilter. No shard was ever split or closed: all filters but AFTER_SHARD_ID let all of them through. */
function afterOf(input: Input): string | undefined {
  const filter = input['ShardFilter'] as { Type?: string; ShardId?: string } | undefined;
  if (!filter) return undefined;
  switch (filter.Type) {
    case 'FROM_TRIM_HORIZON':
    case 'AT_TRIM_HORIZON':
    case 'FROM_TIMESTAMP':
    case 'AT_TIMESTAMP':
    case 'AT_LATEST':
      return undefined;
    case 'AFTER_SHARD_ID':
      if (filter.ShardId === undefined) throw invalidArgument('ShardId is required for the filter AFTER_SHARD_ID');
      return filter.ShardId;
    default:
      throw notModelled(`The shard filter ${filter.Type} of Kinesis`);
  }
}

/** Equal parts of the 128-bit hash keys, as `stream.ts` shares them out. */
function hashKeyRange(shard: number, shards: number): { StartingHashKey: string; EndingHashKey: string } {
  const begin = (at: number) => ((BigInt(at) << 128n) + BigInt(shards) - 1n) / BigInt(shards);
  return { StartingHashKey: String(begin(shard)), EndingHashKey: String(begin(shard + 1) - 1n) };
}

export const nameOf = (stream: Stream): string => stream.arn.split('/')[1]!;

interface Token {
  readonly streamArn: string;
  readonly after: string;
}
const writeToken = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64');

/** It stands for the stream too: API reference, ListShards, "don't specify StreamName if you specify NextToken". */
export function readToken(text: string): Token {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString()) as Token;
  } catch {
    throw invalidArgument('NextToken is invalid.');
  }
}
