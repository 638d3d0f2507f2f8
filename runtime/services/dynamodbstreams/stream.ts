import { hash } from 'node:crypto';
import type { Clock } from '../../contracts/clock.ts';
import { textOf } from '../dynamodb/item.ts';
import type { Item, TableChange } from '../dynamodb/types.ts';
import { eventRecordOf, isViewType } from './record.ts';
import type { ChangeRecord, StreamViewType, TableStream, TableStreamOptions } from './types.ts';

/** DynamoDB guide, Streams: "Stream records have a lifetime of 24 hours and are then automatically removed". */
export const retention = 24 * 3_600_000;

/** A table that is new and on demand has four partitions, and each has a shard (DynamoDB guide, on-demand-capacity-mode, and Streams). */
const shards = 4;

/**
 * Sequence numbers begin below a power of ten, so that they soon gain a digit: whoever compares them as text, or as JavaScript
 * numbers, is found out. DynamoDB Streams API reference, StreamRecord: 21 to 40 characters.
 */
const firstSequenceNumber = 999_999_999_999_999_999_900n;

/** Changes of a table, in order in each shard. All changes of an item are in one shard. */
export class ChangeStream implements TableStream {
  readonly arn: string;
  readonly shardIds: readonly string[];
  readonly #viewType: StreamViewType;
  readonly #clock: Clock;
  readonly #listeners: ((record: ChangeRecord) => void)[] = [];
  #records: ChangeRecord[] = [];
  #sequence = firstSequenceNumber;
  /** The last record that an earlier process has left. */
  #restoredTo = 0n;

  /** Throws for a view that DynamoDB does not have. */
  constructor({ arn, viewType, clock }: TableStreamOptions) {
    if (!/^arn:aws[\w-]*:dynamodb:[\w-]+:\d{12}:table\/[\w.-]+\/stream\/[\w:.-]+$/.test(arn))
      throw new Error(`"${arn}" is not the ARN of a table's stream.`);
    if (!isViewType(viewType))
      throw new Error(
        `StreamViewType is "${String(viewType)}"; DynamoDB accepts KEYS_ONLY, NEW_IMAGE, OLD_IMAGE and NEW_AND_OLD_IMAGES.`,
      );
    this.arn = arn;
    this.#viewType = viewType;
    this.#clock = clock;
    this.shardIds = Array.from({ length: shards }, (_, shard) => shardId(arn, shard));
  }

  /** Takes what the table has changed. */
  take(change: TableChange): void {
    const sequenceNumber = String(++this.#sequence);
    const itemKey = textOf(change.key);
    const record = {
      shardId: this.#shardOf(change.key),
      sequenceNumber,
      itemKey,
      data: Buffer.from(
        JSON.stringify(eventRecordOf({ ...change, sequenceNumber, streamArn: this.arn, viewType: this.#viewType })),
      ),
      arrivedAt: this.#clock.now(),
    };
    this.#records.push(record);
    for (const listener of this.#listeners) listener(record);
  }

  /** Takes up a record of an earlier process, in the order of sequence numbers. */
  restore(record: ChangeRecord): void {
    this.#sequence = BigInt(record.sequenceNumber);
    this.#restoredTo = this.#sequence;
    this.#records.push(record);
  }

  /** Whether a record was there before this process: a mapping that began in an earlier one has to read it. */
  isRestored(record: Pick<ChangeRecord, 'sequenceNumber'>): boolean {
    return BigInt(record.sequenceNumber) <= this.#restoredTo;
  }

  /** Lets go of all but the newest records, once there are twice as many. */
  keepNewest(count: number): void {
    if (this.#records.length >= 2 * count) this.#records = this.#records.slice(-count);
  }

  records(): readonly ChangeRecord[] {
    const oldest = this.#clock.now() - retention;
    return this.#records.filter(({ arrivedAt }) => arrivedAt >= oldest);
  }

  onRecord(listener: (record: ChangeRecord) => void): void {
    this.#listeners.push(listener);
  }

  /** By the partition key alone: items that differ in their sort keys are in one partition, and so in one shard. */
  #shardOf(key: Item): string {
    const [partitionKey] = Object.entries(key);
    const text = textOf(Object.fromEntries([partitionKey!]));
    return this.shardIds[parseInt(hash('md5', text).slice(0, 8), 16) % this.shardIds.length]!;
  }
}

/** As the Lambda guide shows one (with-ddb-on-failure): shardId-00000001573689847184-864758bb */
const shardId = (arn: string, shard: number): string =>
  `shardId-${String(shard).padStart(20, '0')}-${hash('md5', `${arn}|${shard}`).slice(0, 8)}`;
