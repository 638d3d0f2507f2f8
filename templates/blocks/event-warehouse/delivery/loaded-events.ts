import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { tables } from '../processors/lib/warehouse/tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the warehouse of a run has loaded, as of the last time that somebody read it: a query takes time, and an account does not wait. */
export class LoadedEvents {
  readonly #place: Place;
  #rows: readonly Row[] = [];
  /** When each hour was loaded, in epoch milliseconds. */
  #hours: ReadonlyMap<string, number> = new Map();
  /** What `#rows` were read after. */
  #seen = '';
  #reading: Promise<void> = Promise.resolve();
  #isReading = false;

  constructor(place: Place) {
    this.#place = place;
  }

  get rows(): readonly Row[] {
    // a page asks again and again: it has the rows of the last time
    if (!this.#isReading) void this.read().catch(() => undefined);
    return this.#rows;
  }

  loadedAt(hour: string): number | undefined {
    return this.#hours.get(hour);
  }

  /** Rejects where the database has no such tables. */
  read(): Promise<void> {
    this.#isReading = true;
    const reading = this.#reading.then(() => this.#read()).finally(() => (this.#isReading = false));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(): Promise<void> {
    const { find, outputs } = this.#place;
    const warehouse = find('warehouse', output(outputs, 'WarehouseWorkgroupName'));
    const loads = await warehouse.query(`SELECT curated_hour, loaded_at FROM ${tables.loadedHours} ORDER BY 1`);
    const seen = JSON.stringify(loads);
    if (seen === this.#seen) return;
    this.#rows = await warehouse.query(`SELECT * FROM ${tables.events}`);
    this.#hours = new Map(
      loads.map(({ curated_hour: hour, loaded_at: at }) => [String(hour), millisecondsOf(at) ?? -Infinity]),
    );
    this.#seen = seen;
  }
}

/** Of a timestamp of the database, which is in UTC. */
export const millisecondsOf = (timestamp: unknown): number | null =>
  timestamp === null ? null : Date.parse(`${String(timestamp).replace(' ', 'T')}Z`);
