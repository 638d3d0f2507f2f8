import { hash } from 'node:crypto';
import { createClock, parquetFile, startFilesWarehouse } from '../.stream-pipeline/runtime/runtime.cjs';
import { curatedTable } from '../infra/curated-table.ts';
import type { Value } from '../processors/lib/warehouse/statements.ts';
import { curatedPrefix } from '../processors/warehouse-loader/curated-hours.ts';
import { loadDueHours, type Warehouse } from '../processors/warehouse-loader/load.ts';
import { migrations } from '../processors/warehouse-migrations/event-migrations.ts';
import { Migrator } from '../processors/warehouse-migrations/migrator.ts';

/** A curated event, as far as a test says something of it. */
export interface Curated {
  event_id: string;
  source: string;
  type: string;
  occurred_at: Date;
  entity_id: string;
  sequence: bigint;
  operation: 'create' | 'update' | 'delete';
  /** In ten-thousandths. */
  amount: bigint | null;
  currency: string | null;
  country: string | null;
  text: string | null;
  kafka_offset: bigint;
}

export const curated = (event_id: string, more: Partial<Curated> = {}): Curated => ({
  event_id,
  source: 'orders',
  type: 'order.created',
  occurred_at: new Date('2026-03-01T12:00:00Z'),
  entity_id: 'order-1',
  sequence: 1n,
  operation: 'create',
  amount: 199_000n,
  currency: 'EUR',
  country: 'DE',
  text: "Paul's order",
  kafka_offset: 0n,
  ...more,
});

const noTime = new Date(0);
export const fileOf = (events: readonly Curated[]): Buffer =>
  parquetFile(
    events.map((event) => ({
      ...event,
      kafka_topic: 'events',
      kafka_partition: 0,
      kafka_timestamp: noTime,
      landed_at: noTime,
    })),
    curatedTable.columns,
  );

const enough = { remaining: () => 600_000 };

/** A warehouse with what a deployment makes in it, and the bucket of a lake. */
export class WarehouseWorld {
  readonly #objects = new Map<string, Buffer>();
  readonly #database = startFilesWarehouse({
    name: 'sample',
    clock: createClock(Date.UTC(2026, 2, 2)),
    buckets: { lake: { current: (key) => (this.#objects.has(key) ? { body: this.#objects.get(key)! } : undefined) } },
  });
  readonly warehouse: Warehouse = {
    query: async (sql) => (await this.query(sql)).map((row) => Object.values(row) as Value[]),
    transaction: (sqls) => this.#database.transaction(sqls),
  };

  async migrate(): Promise<string[]> {
    const place = { stream: '', roleArn: '', automatic: false, rows: 'copy' } as const;
    return await new Migrator({ run: (sql) => this.warehouse.query(sql, enough) }, migrations).run(place, enough);
  }

  /** Replaces what an hour has brought for a day. */
  write(day: string, hour: string, events: readonly Curated[]): void {
    this.put(`${curatedPrefix}day=${day}/hour=${hour}/part-0.parquet`, fileOf(events));
  }

  put(key: string, body: Buffer): void {
    this.#objects.set(key, body);
  }

  keys(): string[] {
    return [...this.#objects.keys()];
  }

  /** The hours that were loaded; a warehouse of a test may take the place of this one. */
  async load(warehouse = this.warehouse, deadline = enough): Promise<string[]> {
    const loaded: string[] = [];
    const lake = {
      bucket: 'lake',
      curated: async () =>
        [...this.#objects]
          .filter(([key]) => key.startsWith(curatedPrefix))
          .map(([key, body]) => ({ key, size: body.length, eTag: hash('md5', body) })),
      put: async (key: string, body: string) => this.put(key, Buffer.from(body)),
    };
    await loadDueHours(lake, warehouse, deadline, ({ hour }) => void loaded.push(hour));
    return loaded;
  }

  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.#database.query(sql);
  }

  /** All that people see, in one order. */
  async contents(): Promise<unknown> {
    const rows = (sql: string) => this.query(sql);
    return {
      events: await rows('SELECT * FROM lakehouse.events ORDER BY event_id'),
      entities: await rows('SELECT * FROM lakehouse.entities ORDER BY source, entity_id'),
      days: await rows('SELECT * FROM lakehouse.events_by_day ORDER BY 1, 2, 3'),
      orders: await rows('SELECT * FROM lakehouse.orders_by_day ORDER BY 1, 2'),
      social: await rows('SELECT * FROM lakehouse.social_by_day ORDER BY 1, 2, 3'),
    };
  }
}
