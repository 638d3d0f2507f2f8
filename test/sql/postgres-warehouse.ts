import { join } from 'node:path';
import type { LakeEvent } from './lake-events.ts';
import type { WarehouseContents } from './warehouse-reference.ts';

interface Queries {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
interface Database extends Queries {
  transaction(work: (queries: Queries) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Where npm has installed PostgreSQL (PGlite); undefined where it could not. */
export const modules = process.env['PGLITE_MODULES'];

/** Of Redshift, and of no other database. */
const ofRedshift = /\n(?:DISTKEY|SORTKEY) \(\w+\)/g;

/** The bucket of a lake, by the addresses of its objects. */
interface LakeObjects {
  events(url: string): readonly LakeEvent[];
  manifest(url: string): string;
}

const rowOf = ({ occurred_at, amount, ...event }: LakeEvent): object => ({
  ...event,
  occurred_at: new Date(occurred_at).toISOString().slice(0, -1),
  amount: amount === undefined ? null : (amount / 10_000).toFixed(4),
});

/**
 * PostgreSQL in the place of Redshift, with the statements that are sent to Redshift. COPY puts the events of a manifest into the table,
 * and a transaction may stop at any statement.
 */
export class PostgresWarehouse {
  readonly #database: Database;
  readonly #lake: LakeObjects;

  private constructor(database: Database, lake: LakeObjects) {
    this.#database = database;
    this.#lake = lake;
  }

  static async with(deployment: readonly string[], lake: LakeObjects): Promise<PostgresWarehouse> {
    const { PGlite } = (await import(join(modules!, '@electric-sql', 'pglite', 'dist', 'index.js'))) as {
      PGlite: new () => Database;
    };
    const database = new PGlite();
    await database.query(`CREATE FUNCTION getdate() RETURNS timestamp LANGUAGE sql AS 'SELECT LOCALTIMESTAMP'`);
    for (const sql of deployment) await database.query(sql.replaceAll(ofRedshift, ''));
    return new PostgresWarehouse(database, lake);
  }

  async query(sql: string): Promise<unknown[][]> {
    return (await this.#database.query(sql)).rows.map((row) => Object.values(row));
  }

  /** Throws before the statement at `stop`, and has had no effect then. */
  async transaction(sqls: readonly string[], stop: number): Promise<void> {
    await this.#database.transaction(async (queries) => {
      for (const [at, sql] of sqls.entries()) {
        if (at === stop) throw new Error('stopped on purpose');
        const copy = /^COPY (\S+) FROM '(\S+)' IAM_ROLE default FORMAT AS PARQUET MANIFEST$/.exec(sql);
        if (copy) await this.#copy(queries, copy[1]!, copy[2]!);
        else await queries.query(sql);
      }
    });
  }

  async #copy(queries: Queries, table: string, manifest: string): Promise<void> {
    const { entries } = JSON.parse(this.#lake.manifest(manifest)) as { entries: { url: string }[] };
    const rows = entries.flatMap(({ url }) => this.#lake.events(url)).map(rowOf);
    await queries.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  }

  async contents(): Promise<WarehouseContents> {
    const day = "TO_CHAR(day, 'YYYY-MM-DD')";
    return {
      events: await this.query('SELECT event_id, curated_hour, kafka_offset::int FROM lakehouse.events ORDER BY 1'),
      entities: await this.query(
        'SELECT source, entity_id, sequence::int, event_id, deleted FROM lakehouse.entities ORDER BY 1, 2',
      ),
      orders: await this.query(
        `SELECT ${day} AS day, currency, orders::int, (amount * 10000)::int AS amount FROM lakehouse.orders_by_day ORDER BY 1, 2`,
      ),
      social: await this.query(
        `SELECT ${day} AS day, country, type, events::int, posts::int FROM lakehouse.social_by_day ORDER BY 1, 2, 3`,
      ),
    };
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
