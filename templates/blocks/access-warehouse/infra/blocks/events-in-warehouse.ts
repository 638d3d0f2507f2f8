import type { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { warehouseSettings } from '../warehouse-settings.ts';
import type { AccessEvents } from './access-events.ts';
import type { FailureStore } from './failure-store.ts';
import type { Watched } from './monitoring.ts';
import { WarehouseCopy } from './warehouse-copy.ts';
import { WarehouseRefresh } from './warehouse-refresh.ts';
import { Warehouse } from './warehouse.ts';

export interface EventsInWarehouseProps {
  stage: Stage;
  events: AccessEvents;
  failures: FailureStore;
  /** Left out: those of the stage in infra/warehouse-settings.ts. */
  settings?: (typeof warehouseSettings)[Stage['name']];
}

/**
 * The warehouse has every event. Returns what is to be watched, and the delivery streams that have to read the stream before anything is
 * written to it: Firehose begins at LATEST when it becomes ACTIVE.
 */
export function eventsInWarehouse(
  scope: Construct,
  { stage, events, failures, settings = warehouseSettings[stage.name] }: EventsInWarehouseProps,
): { parts: Watched[]; readers: CfnDeliveryStream[] } {
  const source = { stage, settings, source: events };
  const warehouse = new Warehouse(scope, 'Warehouse', source);
  if (settings.rows === 'streaming')
    return {
      parts: [warehouse, new WarehouseRefresh(scope, 'WarehouseRefresh', { ...source, warehouse })],
      readers: [],
    };
  const copy = new WarehouseCopy(scope, 'WarehouseCopy', { stage, source: events, warehouse, failures });
  return { parts: [warehouse, copy], readers: [copy.deliveryStream] };
}
