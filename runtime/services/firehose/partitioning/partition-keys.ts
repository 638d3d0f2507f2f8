import type { SourceRecord } from '../record.ts';
import { recordIdOf } from '../transform/event.ts';

type Keys = Readonly<Record<string, string>>;
type Invoke = (event: object) => Promise<unknown>;

interface Answer {
  readonly records?: readonly {
    readonly recordId?: unknown;
    readonly metadata?: { readonly partitionKeys?: unknown };
  }[];
}

/** What a transform function says of the partition of each record (Firehose guide, dynamic-partitioning-partitioning-keys). */
export class PartitionKeys {
  readonly #known = new Map<string, Keys>();

  /** Calls the function, and remembers the keys in its answer. */
  readonly noting =
    (invoke: Invoke): Invoke =>
    async (event) => {
      const answer = await invoke(event);
      const records = (answer as Answer | null | undefined)?.records;
      if (Array.isArray(records))
        for (const { recordId, metadata } of records as NonNullable<Answer['records']>)
          if (typeof recordId === 'string' && isKeys(metadata?.partitionKeys))
            this.#known.set(recordId, metadata.partitionKeys);
      return answer;
    };

  /** Undefined where the function did not say any. Says it once. */
  take(record: SourceRecord): Keys | undefined {
    const id = recordIdOf(record);
    const keys = this.#known.get(id);
    this.#known.delete(id);
    return keys;
  }
}

const isKeys = (value: unknown): value is Keys =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
