import { withRecordsTakenApart } from './dialect/partiql.ts';
import { startWarehouse } from './standalone.ts';
import type { RunningWarehouse, WarehouseOptions } from './types.ts';

/** A warehouse without its API whose SQL takes records of several events apart. */
export function startSplittingWarehouse(options: WarehouseOptions): RunningWarehouse {
  const warehouse = startWarehouse(options);
  return { ...warehouse, execute: async (sql) => await warehouse.execute(withRecordsTakenApart(sql)) };
}
