import { Database } from './database.ts';
import { namedRows } from './engine/result.ts';
import type { FilesWarehouse, FilesWarehouseOptions, StreamViewRow } from './types.ts';
import { withFilesRead } from './with-files-read.ts';

/** A warehouse without its API and without streams: its transactions load files from buckets. */
export function startFilesWarehouse({ name, clock, buckets }: FilesWarehouseOptions): FilesWarehouse {
  const database = new Database();
  const session = () => ({ caseSensitive: true, now: clock.now(), parameters: {} });
  const source = { object: (bucket: string, key: string) => buckets[bucket]?.current(key)?.body };
  const run = async (sqls: readonly string[]) => {
    const read = await withFilesRead(sqls, database, session(), source);
    return await database.transaction(
      read,
      session(),
      () => [],
      () => undefined,
    );
  };
  return {
    name,
    transaction: (sqls) => clock.standStill(run(sqls).then(() => undefined)),
    query: (sql) => clock.standStill(run([sql]).then(([result]): readonly StreamViewRow[] => namedRows(result!))),
  };
}
