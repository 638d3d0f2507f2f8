import { hash } from 'node:crypto';
import { startFilesWarehouse, type ObjectStore, type VirtualClock } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { Value } from '../../processors/lib/warehouse/statements.ts';
import { curatedPrefix } from '../../processors/warehouse-loader/curated-hours.ts';
import type { Lake, Warehouse } from '../../processors/warehouse-loader/load.ts';
import { migrations } from '../../processors/warehouse-migrations/event-migrations.ts';
import { Migrator } from '../../processors/warehouse-migrations/migrator.ts';
import type { Subject } from './subject.ts';

const functionTimeout = 900_000;
/** Until the function is called, and for a transaction. Milliseconds. */
const [called, transaction] = [1_000, 2_000];
/** Lambda calls a function that fails twice more. */
const attempts = 3;
/** A share of the transactions: the answer is lost. */
const lostAnswers = 0.1;

export interface LoaderOptions extends Pick<Subject, 'loadDueHours'> {
  clock: VirtualClock;
  lake: ObjectStore;
  random(): number;
  isFaulty: boolean;
}

/** The warehouse with what a deployment makes in it, and its loader. Of each hour, the first transaction fails, and others lose their answer. */
export function startLoader({ clock, lake, random, isFaulty, loadDueHours }: LoaderOptions) {
  const database = startFilesWarehouse({ name: 'warehouse', clock, buckets: { lake } });
  const valuesOf = async (sql: string): Promise<Value[][]> =>
    (await database.query(sql)).map((row) => Object.values(row) as Value[]);
  const happens = (share: number): boolean => isFaulty && random() < share;
  /** What was tried: the first COPY of each set of files conflicts with another transaction. */
  const copied = new Set<string>();
  const warehouse: Warehouse = {
    query: valuesOf,
    transaction: async (sqls) => {
      await clock.sleep(transaction);
      const copy = sqls.find((sql) => sql.startsWith('COPY'));
      if (isFaulty && copy !== undefined && !copied.has(copy)) {
        copied.add(copy);
        throw new Error('ERROR: 1023 DETAIL: Serializable isolation violation');
      }
      await database.transaction(sqls);
      if (happens(lostAnswers)) throw new Error('the function was stopped');
    },
  };
  const bucket: Lake = {
    bucket: 'lake',
    curated: async () =>
      lake
        .contents(curatedPrefix)
        .map(({ key, body }) => ({ key, size: body.length, eTag: hash('md5', Buffer.from(body)) })),
    put: (key, body) => lake.put(key, body),
  };
  const loadOnce = async (): Promise<boolean> => {
    await clock.sleep(called);
    const until = clock.now() + functionTimeout;
    const deadline = { remaining: () => until - clock.now() };
    return await loadDueHours(bucket, warehouse, deadline, () => undefined).then(
      ({ left }) => left === 0,
      () => false,
    );
  };
  return {
    name: 'warehouse',
    query: (sql: string) => database.query(sql),
    migrate: async (): Promise<void> => {
      const place = { stream: '', roleArn: '', automatic: false, rows: 'copy' } as const;
      await new Migrator({ run: valuesOf }, migrations).run(place, { remaining: () => functionTimeout });
    },
    load: async (): Promise<void> => {
      for (let attempt = 0; attempt < attempts; attempt++) if (await loadOnce()) return;
    },
  };
}
