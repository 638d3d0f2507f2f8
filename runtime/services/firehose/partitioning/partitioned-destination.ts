import type { Delivery, Destination } from '../destination.ts';
import type { Prepared } from '../record.ts';
import type { PartitionKeys } from './partition-keys.ts';
import { prefixWith, type Partitioning } from './partitioning.ts';

type Failed = Extract<Prepared, { result: 'failed' }>;

/** Firehose guide, dynamic-partitioning: active partitions of a delivery stream. Here, those of one buffer count. */
const mostPartitions = 500;

export interface PartitionedOptions {
  readonly prefix: string;
  readonly partitioning: Partitioning;
  readonly keys: PartitionKeys;
  /** The destination with a prefix that has no partition keys any more. */
  at(prefix: string): Destination;
}

/** Delivers the records of each partition by themselves (Firehose guide, dynamic-partitioning). */
export class PartitionedDestination implements Destination {
  readonly size: number;
  readonly interval: number;
  readonly #options: PartitionedOptions;
  /** Where records without a partition are failed. */
  readonly #any: Destination;

  constructor(options: PartitionedOptions) {
    this.#options = options;
    this.#any = options.at(prefixWith(options.prefix, () => 'key'));
    this.size = this.#any.size;
    this.interval = this.#any.interval;
  }

  deliveries(batch: readonly Prepared[]): readonly Delivery[] {
    const partitions = new Map<string, Prepared[]>();
    const rest: Prepared[] = [];
    for (const each of batch) {
      const keys = this.#options.keys.take(each.record);
      if (each.result !== 'ok') {
        rest.push(each);
        continue;
      }
      const prefix = this.#prefixOf(keys ?? {});
      const known = prefix === undefined ? undefined : partitions.get(prefix);
      if (known) known.push(each);
      else if (prefix === undefined) rest.push(failed(each, 'processing-failed', 'PartitionKeysMissing'));
      else if (partitions.size < mostPartitions) partitions.set(prefix, [each]);
      else rest.push(failed(each, 'activePartitionExceeded', 'ActivePartitionLimitExceeded'));
    }
    return [
      ...[...partitions].flatMap(([prefix, its]) => this.#options.at(prefix).deliveries(its)),
      ...this.#any.deliveries(rest),
    ];
  }

  reportAge(age: number): void {
    this.#any.reportAge(age);
  }

  #prefixOf(keys: Readonly<Record<string, string>>): string | undefined {
    const { prefix, partitioning } = this.#options;
    return partitioning.keys.every((key) => keys[key]) ? prefixWith(prefix, (key) => keys[key]!) : undefined;
  }
}

/** Firehose guide, dynamic-partitioning-error-handling: such records are in the error prefix; the guide does not name the code. */
const failed = ({ record }: Prepared, output: Failed['failure']['output'], code: string): Failed => ({
  record,
  result: 'failed',
  failure: {
    output,
    document: {
      attemptsMade: 1,
      arrivalTimestamp: record.arrivedAt,
      errorCode: `DynamicPartitioning.${code}`,
      errorMessage: 'The record has no partition',
      rawData: Buffer.from(record.data).toString('base64'),
    },
  },
});
