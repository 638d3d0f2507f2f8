import type { Wanted } from './connect-arguments.ts';
import { arnOf, connected, disconnected, keptOthers, type Notifications, type OwnEntry } from './notifications.ts';

/** The bucket, as far as it tells of its objects. */
export interface ConnectPorts {
  read(): Promise<Notifications>;
  /** Replaces all notifications of the bucket: S3 has no other way. */
  write(notifications: Notifications, skipValidation: boolean): Promise<void>;
}

export type Connected = 'added' | 'removed' | 'as it was';

/**
 * Puts the entries of a stage into the notifications of a bucket, or takes them out, and reads them back. Whoever writes between the
 * reading and the writing is overwritten: S3 knows no condition for that. Throws where it finds that something else has changed.
 */
export async function connect(
  { read, write }: ConnectPorts,
  entries: readonly OwnEntry[],
  { remove, dryRun, skipValidation }: Wanted,
): Promise<Connected> {
  const before = await read();
  const { next, changes } = remove ? disconnected(before, entries) : connected(before, entries);
  if (!changes) return 'as it was';
  if (dryRun) return remove ? 'removed' : 'added';
  await write(next, skipValidation);
  const after = await read();
  const isDone = remove ? !disconnected(after, entries).changes : !connected(after, entries).changes;
  if (!isDone || !keptOthers(before, after, entries))
    throw new Error(
      `Somebody else has changed the notifications of the bucket at the same time. Before this command they were:\n${JSON.stringify(before, undefined, 2)}\nCompare them with aws s3api get-bucket-notification-configuration, and run this command again.`,
    );
  return remove ? 'removed' : 'added';
}

/** What S3 says where it refuses a destination: it tries all of them, not only those that are new. */
export function explained(error: Error, entries: readonly OwnEntry[]): string {
  if (!/Unable to validate the following destination configurations/.test(error.message)) return error.message;
  const own = entries.map(arnOf)[0]!;
  return `${error.message}
S3 tries every destination of the bucket when one is added. If it means ${own}: deploy the stage with this bucket and its owner in infra/config.ts, and have bucket and queue in one region.
If it means another one, which is gone: remove that entry, or add --skip-validation.`;
}
