import type { StreamRecord } from '../../contracts/records.ts';
import type { Host } from '../../contracts/service.ts';
import type { StreamToRead } from './types.ts';

/** materialized-view-streaming-ingestion-getting-started: what the role of the external schema needs. */
const actions = ['DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'];

/** The records of a stream that a view has not read: from TRIM_HORIZON on, each once. */
export class StreamReader {
  readonly streamArn: string;
  #unread: StreamRecord[] = [];
  /** The last sequence number that was read, by shard. */
  readonly #positions = new Map<string, bigint>();

  /** `arrived` is called with every record that comes. */
  constructor(stream: StreamToRead, arrived: () => void) {
    this.streamArn = stream.arn;
    this.#unread = [...stream.records()];
    stream.onPut((record) => {
      this.#unread.push(record);
      arrived();
    });
  }

  /** The oldest first. */
  unread(): readonly StreamRecord[] {
    return this.#unread;
  }

  /** What a refresh has made rows of; of each shard the oldest. */
  read(records: readonly StreamRecord[]): void {
    for (const { shardId, sequenceNumber } of records) this.#positions.set(shardId, BigInt(sequenceNumber));
    this.#unread = this.#unread.filter(
      ({ shardId, sequenceNumber }) => BigInt(sequenceNumber) > (this.#positions.get(shardId) ?? -1n),
    );
  }

  /** What the role lacks to read the stream. Throws for a role that the template does not define. */
  missing(roleArn: string, { permissions }: Pick<Host, 'permissions'>): readonly string[] {
    const calls = [
      ...actions.map((action) => ({ action: `kinesis:${action}`, resource: this.streamArn })),
      { action: 'kinesis:ListStreams', resource: '*' },
    ];
    return calls
      .filter((call) => !permissions.allows(roleArn, call))
      .map(({ action, resource }) => `${action} on ${resource}`);
  }
}
