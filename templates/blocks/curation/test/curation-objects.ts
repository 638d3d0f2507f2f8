import { parquetFile } from '../.stream-pipeline/runtime/runtime.cjs';
import type { Objects } from '../delivery/curation/objects.ts';
import { rawTable } from '../infra/raw-table.ts';

type Row = Readonly<Record<string, unknown>>;

/** A bucket in memory. It fails at one of its writes and removals where it is told to. */
export class ObjectsInMemory implements Objects {
  readonly contents = new Map<string, Uint8Array>();
  steps = 0;
  breaksAt = -1;

  async sizes(prefix: string): Promise<ReadonlyMap<string, number>> {
    return new Map(this.#below(prefix).map((key) => [key, this.contents.get(key)!.length]));
  }

  async folders(prefix: string): Promise<readonly string[]> {
    return [...new Set(this.#below(prefix).map((key) => key.slice(prefix.length).split('/')[0]!))];
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    return this.contents.get(key);
  }

  async write(key: string, body: Uint8Array | string): Promise<void> {
    this.#step();
    this.contents.set(key, Buffer.from(body));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#step();
      this.contents.delete(key);
    }
  }

  /** An object of Firehose. */
  land(hour: string, name: string, rows: readonly Row[]): void {
    this.contents.set(`raw/hour=${hour}/${name}.parquet`, parquetFile(rows.map(stored), rawTable.columns));
  }

  copy(): ObjectsInMemory {
    const copy = new ObjectsInMemory();
    for (const [key, body] of this.contents) copy.contents.set(key, body);
    return copy;
  }

  #below(prefix: string): string[] {
    return [...this.contents.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  }

  #step(): void {
    if (this.steps++ === this.breaksAt) throw new Error('The run was broken off');
  }
}

const times = ['occurred_at', 'kafka_timestamp', 'landed_at'];
const integers = ['sequence', 'kafka_offset'];

/** As the writer of Parquet takes it. */
const stored = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null) return [name, null];
      if (times.includes(name)) return [name, new Date(String(value))];
      return [name, integers.includes(name) ? BigInt(value as number) : value];
    }),
  );

/** A sound raw row. */
export const rawRow = (nth: number, changed: Row = {}): Row => {
  const row = {
    event_id: `e-${nth}`,
    source: 'orders',
    type: 'order.updated',
    occurred_at: '2026-11-01T05:10:00.000Z',
    entity_id: `order-${nth}`,
    sequence: nth,
    operation: 'update',
    amount: '12.50',
    currency: 'EUR',
    country: 'DE',
    text: null,
    kafka_topic: 'events',
    kafka_partition: 0,
    kafka_offset: nth,
    kafka_timestamp: '2026-11-01T05:10:01.000Z',
    landed_at: '2026-11-01T05:10:02.000Z',
    ...changed,
  };
  return { ...row, line: JSON.stringify({ eventId: row.event_id }) };
};
