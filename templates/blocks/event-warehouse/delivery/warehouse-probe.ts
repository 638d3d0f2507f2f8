import { output, sqlProbe, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** SQL on the warehouse of a run, beside the Data API: no permission, no fault, and nothing that changes it. */
export const warehouseProbe = ({ find, outputs }: Place): Probe =>
  sqlProbe({
    id: 'warehouse',
    title: 'Warehouse',
    example: 'SELECT day, currency, orders, amount FROM lakehouse.orders_by_day ORDER BY 1, 2',
    query: (_stack, sql) => find('warehouse', output(outputs, 'WarehouseWorkgroupName')).query(sql),
  });
