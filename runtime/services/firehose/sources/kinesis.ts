import type { StreamRecord } from '../../../contracts/records.ts';
import type { Kinds } from '../../kinds.ts';
import { positionOf } from '../record.ts';
import type { LaneRecord, Source } from '../source.ts';

/** A Kinesis data stream (Firehose guide, writing-with-kinesis-streams). */
export class KinesisSource implements Source {
  readonly lanes: readonly string[];
  readonly retention: number;
  readonly readAs = 'DataReadFromKinesisStream';
  readonly #stream: Kinds['stream'];

  constructor(stream: Kinds['stream']) {
    this.lanes = stream.shardIds;
    this.retention = stream.retention;
    this.#stream = stream;
  }

  records(): readonly LaneRecord[] {
    return this.#stream.records().map(laneRecord);
  }

  onRecord(listener: (each: LaneRecord) => void): void {
    this.#stream.onPut((record) => listener(laneRecord(record)));
  }

  /** "Firehose starts reading from the LATEST position of your Kinesis stream": what the stream already holds is left out. */
  skipped(): ReadonlyMap<string, string> {
    return new Map(
      this.#stream.records().map(({ shardId, sequenceNumber }) => [shardId, positionOf(sequenceNumber)] as const),
    );
  }

  isAway(): boolean {
    return false;
  }

  done(): void {
    // the delivery stream keeps its place by itself
  }

  behind(): undefined {
    return undefined;
  }
}

const laneRecord = ({ shardId, sequenceNumber, partitionKey, data, arrivedAt }: StreamRecord): LaneRecord => ({
  lane: shardId,
  record: {
    position: positionOf(sequenceNumber),
    data,
    arrivedAt,
    storedAt: arrivedAt,
    origin: { kind: 'shard', shardId, partitionKey, sequenceNumber },
  },
});
