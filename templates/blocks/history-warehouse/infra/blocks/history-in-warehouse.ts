import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { warehouseSettings } from '../warehouse-settings.ts';
import type { ChangeStream } from './change-stream.ts';
import type { Watched } from './monitoring.ts';
import { WarehouseRefresh } from './warehouse-refresh.ts';
import { Warehouse } from './warehouse.ts';

export interface HistoryInWarehouseProps {
  stage: Stage;
  changes: ChangeStream;
}

/** The warehouse reads every change of the table as well. Returns what is to be watched. */
export function historyInWarehouse(scope: Construct, { stage, changes }: HistoryInWarehouseProps): Watched[] {
  const history = { stage, settings: warehouseSettings[stage.name], source: changes };
  const warehouse = new Warehouse(scope, 'Warehouse', history);
  return [warehouse, new WarehouseRefresh(scope, 'WarehouseRefresh', { ...history, warehouse })];
}
