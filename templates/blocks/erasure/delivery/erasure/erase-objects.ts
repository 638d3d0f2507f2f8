import type { Left } from './without-user.ts';

/** A version of an object. */
export interface Version {
  key: string;
  versionId: string;
  /** Whether it is what a reader of the key gets. */
  isCurrent: boolean;
}

/** A bucket that keeps versions. */
export interface VersionedObjects {
  /** Versions below a prefix, without delete markers. */
  versions(prefix: string): AsyncIterable<Version>;
  read(version: Version): Promise<{ bytes: Uint8Array; etag: string }>;
  /** Puts something in the place of the current version; without content, a delete marker. False where another one is there by now. */
  replace(key: string, content: Uint8Array | undefined, etag: string): Promise<boolean>;
  /** Removes a version for good. */
  remove(version: Version): Promise<void>;
}

export interface Erased {
  /** Records, rows or items of the user. */
  theirs: number;
  /** Of others, with the id of the user in them: left as they are. */
  naming: number;
  /** What was rewritten or removed, of how many. */
  touched: number;
  of: number;
  /** Earlier versions that have the user, and are removed as a whole. */
  earlier: number;
  /** What could not be done: a sentence each. */
  problems: string[];
}

export const nothing = (): Erased => ({ theirs: 0, naming: 0, touched: 0, of: 0, earlier: 0, problems: [] });

/**
 * Takes a user out of the objects below a prefix; without `sure`, counts only. The new version of an object is there before the old one is
 * removed, so an object is whole at every moment, and what stops in the middle is done again from the beginning.
 */
export async function eraseObjects(
  objects: VersionedObjects,
  prefix: string,
  edit: (bytes: Uint8Array) => Promise<Left<Uint8Array>>,
  sure: boolean,
): Promise<Erased> {
  const sum = nothing();
  for await (const version of objects.versions(prefix))
    try {
      const { bytes, etag } = await objects.read(version);
      const { content, theirs, naming } = await edit(bytes);
      if (version.isCurrent) sum.of++;
      if (version.isCurrent) sum.naming += naming;
      if (theirs === 0) continue;
      if (sure && version.isCurrent && !(await objects.replace(version.key, content, etag))) {
        sum.problems.push(`${version.key} has changed in the meantime. Run the command again.`);
        continue;
      }
      if (sure) await objects.remove(version);
      if (version.isCurrent) sum.theirs += theirs;
      if (version.isCurrent) sum.touched++;
      else sum.earlier++;
    } catch (error) {
      // the other objects need not wait for this one
      sum.problems.push(`${version.key}: ${(error as Error).message}`);
    }
  return sum;
}
