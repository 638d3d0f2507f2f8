import { Duration } from 'aws-cdk-lib';
import type { WarehouseSettings } from './blocks/warehouse.ts';
import type { Stage } from './stage.ts';

/** What of the warehouse differs between the stages. */
export const warehouseSettings: Readonly<Record<Stage['name'], WarehouseSettings>> = {
  dev: {
    rows: 'streaming',
    allowPublicWarehouse: false,
    baseCapacity: 8,
    maxCapacity: 8,
    automaticRefresh: false,
    refreshEvery: Duration.hours(12),
    limit: { amount: 8, period: 'daily', breachAction: 'deactivate' },
  },
  prod: {
    rows: 'streaming',
    allowPublicWarehouse: false,
    baseCapacity: 8,
    maxCapacity: 32,
    automaticRefresh: true,
    refreshEvery: Duration.hours(1),
    limit: { amount: 240, period: 'daily', breachAction: 'emit-metric' },
  },
};
