import type { Version, VersionedObjects } from '../delivery/erasure/erase-objects.ts';

/** A bucket that keeps versions: texts by key, the newest first; undefined for a delete marker. */
export function bucketOf(objects: Readonly<Record<string, readonly (string | undefined)[]>>) {
  let ids = 0;
  const stored = new Map(
    Object.entries(objects).map(([key, texts]) => [key, texts.map((text) => ({ id: String(ids++), text }))]),
  );
  const of = (key: string) => stored.get(key) ?? [];
  const bucket: VersionedObjects & { all(): Record<string, (string | undefined)[]> } = {
    async *versions(prefix) {
      const listed = [...stored].flatMap(([key, versions]) =>
        versions.flatMap(({ id, text }, at): Version[] =>
          text !== undefined && key.startsWith(prefix) ? [{ key, versionId: id, isCurrent: at === 0 }] : [],
        ),
      );
      yield* listed;
    },
    read: async ({ key, versionId }) => {
      const { id, text } = of(key).find((version) => version.id === versionId)!;
      return { bytes: Buffer.from(text!), etag: id };
    },
    replace: async (key, content, etag) => {
      if (of(key)[0]?.id !== etag) return false;
      stored.set(key, [{ id: String(ids++), text: content && Buffer.from(content).toString() }, ...of(key)]);
      return true;
    },
    remove: async ({ key, versionId }) => {
      stored.set(
        key,
        of(key).filter(({ id }) => id !== versionId),
      );
    },
    all: () => Object.fromEntries([...stored].map(([key, versions]) => [key, versions.map(({ text }) => text)])),
  };
  return bucket;
}
