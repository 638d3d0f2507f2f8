import { insertOf, type CopySource } from './columnar-files.ts';
import { FailedStatement, type Database, type Session } from './database.ts';
import { isCopy, readCopy } from './dialect/columnar-copy.ts';
import { errorOf } from './engine/errors.ts';

/**
 * Statements of a transaction, where COPY has read its files: it inserts their rows. What COPY finds is as of the beginning of the
 * transaction. Rejects with a `FailedStatement`.
 */
export async function withFilesRead(
  sqls: readonly string[],
  database: Database,
  session: Session,
  source: CopySource,
): Promise<readonly string[]> {
  const read: string[] = [];
  for (const [index, sql] of sqls.entries()) {
    if (!isCopy(sql)) {
      read.push(sql);
      continue;
    }
    try {
      const copy = readCopy(sql, session);
      const all = `SELECT ${copy.columns?.join(', ') ?? '*'} FROM ${copy.table} WHERE 1 = 0`;
      const [none] = await database.transaction(
        [all],
        { ...session, parameters: {} },
        () => [],
        () => undefined,
      );
      read.push((await insertOf(copy, none!.columns ?? [], source)) ?? `DELETE FROM ${copy.table} WHERE 1 = 0`);
    } catch (thrown) {
      throw new FailedStatement(index, thrown instanceof FailedStatement ? thrown.message : errorOf(thrown).message);
    }
  }
  return read;
}
