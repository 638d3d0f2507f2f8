import { Database } from './database.ts';
import { qualified } from './dialect/table.ts';
import { namedRows } from './engine/result.ts';
import { StreamReader } from './stream-reader.ts';
import type { RunningWarehouse, WarehouseOptions } from './types.ts';

/** A warehouse without its API: DuckDB, and views over one stream that refresh when they are told to. */
export function startWarehouse({ name, clock, stream }: WarehouseOptions): RunningWarehouse {
  const database = new Database();
  const readers = new Map<string, StreamReader>();
  const readerOf = (view: string, of: string): StreamReader => {
    if (!stream.arn.endsWith(`:stream/${of}`)) throw new Error(`Stream ${of} not found.`);
    const reader = readers.get(view) ?? new StreamReader(stream, () => undefined);
    readers.set(view, reader);
    return reader;
  };
  return {
    name,
    rows: (view) => database.rows(qualified(view.split('.'))),
    copy: (copied) => clock.standStill(database.copy(copied, () => undefined)),
    execute: async (sql) => {
      const [result] = await database.transaction(
        [sql],
        { caseSensitive: true, now: clock.now(), parameters: {} },
        (view, definition) => readerOf(view, definition.stream).unread(),
        (refreshed) => {
          for (const { view, records } of refreshed) readers.get(view)!.read(records);
          for (const view of readers.keys()) if (!database.views.has(view)) readers.delete(view);
        },
      );
      return namedRows(result!);
    },
  };
}
