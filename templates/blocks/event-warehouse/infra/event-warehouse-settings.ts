import type { WarehouseSettings } from './blocks/event-warehouse.ts';
import type { Stage } from './stage.ts';

/** What of the warehouse differs between the stages. */
export const warehouseSettings: Readonly<Record<Stage['name'], WarehouseSettings>> = {
  dev: {
    baseCapacity: 8,
    maxCapacity: 8,
    limit: { amount: 8, period: 'daily', breachAction: 'deactivate' },
  },
  prod: {
    baseCapacity: 8,
    maxCapacity: 64,
    limit: { amount: 240, period: 'daily', breachAction: 'emit-metric' },
  },
};
