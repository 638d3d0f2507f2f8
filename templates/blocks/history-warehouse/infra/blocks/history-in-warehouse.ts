import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { warehouseSettings } from '../warehouse-settings.ts';
import type { ChangeStream } from './change-stream.ts';
import type { FailureStore } from './failure-store.ts';
import type { Watched } from './monitoring.ts';
import type { SourceTable } from './source-table.ts';
import { WarehouseCopy } from './warehouse-copy.ts';
import { WarehouseRefresh } from './warehouse-refresh.ts';
import { Warehouse } from './warehouse.ts';

export interface HistoryInWarehouseProps {
  stage: Stage;
  changes: ChangeStream;
  table: SourceTable;
  failures: FailureStore;
  /** Left out: those of the stage in infra/warehouse-settings.ts. */
  settings?: (typeof warehouseSettings)[Stage['name']];
}

/** The warehouse has every change of the table as well. Returns what is to be watched. */
export function historyInWarehouse(
  scope: Construct,
  { stage, changes, table, failures, settings = warehouseSettings[stage.name] }: HistoryInWarehouseProps,
): Watched[] {
  const history = { stage, settings, source: changes };
  const warehouse = new Warehouse(scope, 'Warehouse', history);
  if (settings.rows === 'streaming')
    return [warehouse, new WarehouseRefresh(scope, 'WarehouseRefresh', { ...history, warehouse })];
  const copy = new WarehouseCopy(scope, 'WarehouseCopy', { stage, source: changes, warehouse, failures });
  // Firehose begins at LATEST when it becomes ACTIVE: before that, nothing may write to the stream
  table.node.addDependency(copy.deliveryStream);
  return [warehouse, copy];
}
