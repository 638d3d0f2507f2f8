import { callService } from '../../kernel/invocation.ts';
import { Bucket, firstSequence, versionOf, type BucketEntry } from './bucket.ts';
import type { ObjectChange, ObjectsOptions, ObjectVersion, StoredObject, VersionedStore } from './types.ts';
import { VersionsOfKeys } from './versions-of-keys.ts';

const latency = 20;

/** A change as a bucket with versions remembers it. */
export interface VersionEntry extends BucketEntry {
  /** Of a delete marker: when it was put there. */
  readonly markedAt?: number | undefined;
  /** The version that is removed for good: the key then has what was before it. */
  readonly removed?: string | undefined;
}

/** A bucket that lists the versions of its keys, and removes them. One that keeps no versions has none. */
export class VersionedBucket extends Bucket implements VersionedStore {
  readonly #options: ObjectsOptions;
  readonly #remember: (entry: VersionEntry) => void;
  readonly #versions = new VersionsOfKeys();
  readonly #listeners: ((change: ObjectChange) => void)[] = [];
  #sequence = 0;

  constructor(options: ObjectsOptions, remember: (entry: VersionEntry) => void) {
    super(options, (entry) => this.#record(entry));
    this.#options = options;
    this.#remember = remember;
  }

  override restore(entry: VersionEntry): void {
    const { key, sequence } = entry;
    this.#keep(entry);
    super.restore({ key, object: this.#currentOf(entry), sequence });
  }

  override version(key: string, versionId: string): StoredObject | undefined {
    return this.#versions.of(key).find((version) => version.versionId === versionId)?.object;
  }

  override onChange(listener: (change: ObjectChange) => void): void {
    super.onChange(listener);
    this.#listeners.push(listener);
  }

  versions(prefix: string): readonly ObjectVersion[] {
    return this.#versions.below(prefix);
  }

  deleteVersion(key: string, versionId: string): Promise<void> {
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      const known = this.#versions.of(key);
      if (!known.some((version) => version.versionId === versionId)) return;
      const entry = { key, object: undefined, sequence: this.#sequence + 1, removed: versionId };
      this.#remember(entry);
      this.restore(entry);
      if (known[0]?.versionId === versionId) this.#tellRemoved(key, versionId, entry.sequence);
    });
  }

  #record(entry: BucketEntry): void {
    const { clock, versioned = false } = this.#options;
    const told = versioned && !entry.object ? { ...entry, markedAt: clock.now() } : entry;
    this.#remember(told);
    this.#keep(told);
  }

  #keep({ key, object, sequence, markedAt, removed }: VersionEntry): void {
    this.#sequence = Math.max(this.#sequence, sequence);
    if (removed !== undefined) this.#versions.remove(key, removed);
    else if (object?.versionId !== undefined)
      this.#versions.add({ key, versionId: object.versionId, at: object.storedAt, object });
    else if (markedAt !== undefined)
      this.#versions.add({ key, versionId: versionOf(key, sequence), at: markedAt, object: undefined });
  }

  #currentOf({ key, object, removed }: VersionEntry): StoredObject | undefined {
    return removed === undefined ? object : this.#versions.of(key)[0]?.object;
  }

  #tellRemoved(key: string, versionId: string, sequence: number): void {
    const at = this.#options.clock.now();
    const change = { event: 'ObjectRemoved:Delete', key, object: undefined, versionId, at } as const;
    const sequencer = (firstSequence + BigInt(sequence)).toString(16).toUpperCase();
    for (const listener of this.#listeners) listener({ ...change, sequencer });
  }
}
