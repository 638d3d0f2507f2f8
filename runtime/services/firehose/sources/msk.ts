import type { Faults } from '../../../contracts/faults.ts';
import { positionOf } from '../record.ts';
import type { LaneRecord, Source } from '../source.ts';
import type { ReadTopic, TopicRecord } from '../types.ts';

interface TopicOptions {
  readonly topic: ReadTopic;
  readonly faults: Faults;
  /** Epoch milliseconds; undefined: when the delivery stream is ACTIVE. */
  readonly from: number | undefined;
  /** Of the delivery stream: where it goes on is committed under it. */
  readonly group: string;
}

/** A topic of Amazon MSK (Firehose guide, writing-with-msk). Its lanes are the numbers of its partitions. */
export class MskSource implements Source {
  readonly lanes: readonly string[];
  readonly retention: number;
  readonly readAs = 'DataReadFromSource';
  readonly #options: TopicOptions;

  constructor(options: TopicOptions) {
    const { topic } = options;
    this.lanes = Array.from({ length: topic.partitions }, (_, partition) => String(partition));
    this.retention = topic.retention;
    this.#options = options;
  }

  records(): readonly LaneRecord[] {
    return this.#options.topic.records().map(laneRecord);
  }

  onRecord(listener: (each: LaneRecord) => void): void {
    this.#options.topic.onAppend((record) => listener(laneRecord(record)));
  }

  /**
   * Firehose API reference, MSKSourceConfiguration, ReadFromTimestamp: "By default, this is set to timestamp when Firehose becomes
   * Active". As for any consumer that asks for a time, a partition begins at its first record of that time or later.
   */
  skipped(activeSince: number): ReadonlyMap<string, string> {
    const { topic, from = activeSince } = this.#options;
    const kept = Map.groupBy(topic.records(), ({ partition }) => partition);
    return new Map(
      [...kept].flatMap(([partition, records]) => {
        const first = records.findIndex(({ timestamp }) => timestamp >= from);
        const last = records[(first < 0 ? records.length : first) - 1];
        return last ? [[String(partition), positionOf(String(last.offset))] as const] : [];
      }),
    );
  }

  isAway(): boolean {
    const { faults, topic } = this.#options;
    return faults.strike('kafka.broker-away', topic.name) !== undefined;
  }

  /** What all readers are done with, a topic of a long run lets go of. */
  done(lane: string, position: string): void {
    const { topic, group } = this.#options;
    topic.commit(group, Number(lane), Math.floor(Number(position)) + 1);
  }

  /** Firehose guide, monitoring-with-cloudwatch-metrics, KafkaOffsetLag. */
  behind(lane: string, newestRead: string | undefined): number {
    const { topic } = this.#options;
    const partition = Number(lane);
    const next = newestRead === undefined ? topic.firstOffset(partition) : Number(newestRead) + 1;
    return Math.max(0, topic.nextOffset(partition) - next);
  }
}

/**
 * Firehose guide, msk-troubleshooting, "Incorrect Data Freshness": what counts as the arrival is the timestamp of the record, which a
 * producer gives unless the topic has `message.timestamp.type=LogAppendTime`. What Firehose makes of a tombstone is not documented: here
 * it is a record without bytes.
 */
const laneRecord = ({ partition, offset, value, timestamp, appendedAt }: TopicRecord): LaneRecord => ({
  lane: String(partition),
  record: {
    position: positionOf(String(offset)),
    data: value ?? new Uint8Array(),
    arrivedAt: timestamp,
    storedAt: appendedAt,
    origin: { kind: 'partition', partition, offset },
  },
});
