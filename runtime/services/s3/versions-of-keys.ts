import type { ObjectVersion } from './types.ts';

/** The versions of the keys of a bucket, delete markers among them, the newest first. */
export class VersionsOfKeys {
  readonly #versions = new Map<string, readonly ObjectVersion[]>();

  of(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  /** Keys in the order of their UTF-8 bytes. */
  below(prefix: string): readonly ObjectVersion[] {
    return [...this.#versions]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
      .flatMap(([, versions]) => versions);
  }

  add(version: ObjectVersion): void {
    this.#versions.set(version.key, [version, ...this.of(version.key)]);
  }

  remove(key: string, versionId: string): void {
    const left = this.of(key).filter((version) => version.versionId !== versionId);
    if (left.length > 0) this.#versions.set(key, left);
    else this.#versions.delete(key);
  }
}
