import type { Deadline } from '../lib/deadline.ts';
import { StatementFailed, type Value } from '../lib/warehouse/statements.ts';
import type { Migrations, WarehousePlace } from './migration.ts';
import { planOf, type Due, type Recorded } from './plan.ts';

/** Runs a statement to its end. */
export interface RunsStatements {
  run(sql: string, deadline: Deadline): Promise<Value[][]>;
}

/** The record of what has run: lines are added, and none is changed. */
const recordTable = 'deployment.migrations';
const recordDefinition = [
  'CREATE SCHEMA IF NOT EXISTS deployment',
  `CREATE TABLE IF NOT EXISTS ${recordTable} (
  position INTEGER NOT NULL,
  id VARCHAR(100) NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  state VARCHAR(10) NOT NULL,
  recorded_at TIMESTAMP NOT NULL
)`,
];

/**
 * Brings the database to what the migrations say. May run any number of times. Statements run one by one, because some of them are a
 * transaction of their own; the record says what was begun, so that a deployment goes on where another one stopped.
 */
export class Migrator {
  readonly #statements: RunsStatements;
  readonly #migrationsAt: (place: WarehousePlace) => Migrations;

  constructor(statements: RunsStatements, migrationsAt: (place: WarehousePlace) => Migrations) {
    this.#statements = statements;
    this.#migrationsAt = migrationsAt;
  }

  /** The ids of the migrations that ran. Rejects with the first problem. */
  async run(place: WarehousePlace, deadline: Deadline): Promise<string[]> {
    for (const sql of recordDefinition) await this.#statements.run(sql, deadline);
    const lines = await this.#statements.run(
      `SELECT id, checksum, state FROM ${recordTable} ORDER BY position`,
      deadline,
    );
    const record = lines.map(([id, checksum, state]) => ({ id, checksum, state }) as Recorded);
    const due = planOf(this.#migrationsAt, place, record);
    let position = record.length;
    for (const migration of due) {
      if (!migration.begun) await this.#remember(++position, migration, 'started', deadline);
      for (const sql of migration.statements) await this.#runOne(sql, migration, deadline);
      await this.#remember(++position, migration, 'done', deadline);
    }
    return due.map(({ id }) => id);
  }

  /** A deployment that stopped between a statement and its record had the effect: what is there already is no problem then. */
  async #runOne(sql: string, { id, begun }: Due, deadline: Deadline): Promise<void> {
    try {
      await this.#statements.run(sql, deadline);
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      if (begun && /^\s*create\b/i.test(sql) && /already exists/i.test(error.message)) return;
      throw new Error(`The migration ${id} failed. ${error.message}`, { cause: error });
    }
  }

  /** Ids and checksums hold no quotation mark. */
  async #remember(
    position: number,
    { id, checksum }: Due,
    state: Recorded['state'],
    deadline: Deadline,
  ): Promise<void> {
    if (!/^[\w-]{1,100}$/.test(id))
      throw new Error(`The id of a migration has letters, digits, - and _ only, and at most 100 of them: "${id}"`);
    await this.#statements.run(
      `INSERT INTO ${recordTable} VALUES (${position}, '${id}', '${checksum}', '${state}', GETDATE())`,
      deadline,
    );
  }
}
