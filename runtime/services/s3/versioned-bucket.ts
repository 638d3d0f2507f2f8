import { callService } from '../../kernel/invocation.ts';
import { Bucket, versionOf, type BucketEntry } from './bucket.ts';
import type { ObjectsOptions, ObjectVersion, StoredObject, VersionedStore } from './types.ts';
import { VersionsOfKeys } from './versions-of-keys.ts';

const latency = 20;

/** A change as a bucket of a run remembers it. */
export interface VersionedEntry extends BucketEntry {
  /** Of a delete: when it was. */
  readonly deletedAt?: number;
}

/** A bucket whose versions can be listed and removed. */
export class VersionedBucket extends Bucket implements VersionedStore {
  readonly #clock: ObjectsOptions['clock'];
  readonly #isVersioned: boolean;
  readonly #versions = new VersionsOfKeys();
  readonly #rememberRemoved: (key: string, versionId: string) => void;

  constructor(
    options: ObjectsOptions,
    remember: (entry: VersionedEntry) => void,
    rememberRemoved: (key: string, versionId: string) => void,
  ) {
    const { clock, versioned = false } = options;
    super(options, (entry) => remember(entry.object ? entry : { ...entry, deletedAt: clock.now() }));
    this.#clock = clock;
    this.#isVersioned = versioned;
    this.#rememberRemoved = rememberRemoved;
    this.onChange(({ key, object, versionId, at }) => {
      if (versionId !== undefined) this.#versions.add({ key, versionId, at, object });
    });
  }

  override restore(entry: VersionedEntry): void {
    super.restore(entry);
    const { key, object, sequence, deletedAt = 0 } = entry;
    if (this.#isVersioned)
      this.#versions.add({ key, versionId: versionOf(key, sequence), at: object?.storedAt ?? deletedAt, object });
  }

  override version(key: string, versionId: string): StoredObject | undefined {
    return this.#versions.of(key).find((version) => version.versionId === versionId)?.object;
  }

  versions(prefix: string): readonly ObjectVersion[] {
    return this.#versions.below(prefix);
  }

  deleteVersion(key: string, versionId: string): Promise<void> {
    return callService(async () => {
      await this.#clock.sleep(latency);
      if (!this.#versions.of(key).some((version) => version.versionId === versionId)) return;
      this.#rememberRemoved(key, versionId);
      this.removeVersion(key, versionId);
    });
  }

  /** The same at once, and without a word to the journal. */
  removeVersion(key: string, versionId: string): void {
    this.#versions.remove(key, versionId);
    super.restore({ key, object: this.#versions.of(key)[0]?.object, sequence: 0 });
  }
}
