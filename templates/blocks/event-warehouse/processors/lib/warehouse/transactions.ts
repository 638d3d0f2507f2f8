import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';
import { Statements, type DataApi } from './statements.ts';

/** BatchExecuteStatement: up to 40 statements, one after the other, in one transaction. Gives the id of the call. */
export interface BatchApi extends Pick<DataApi, 'describe'> {
  executeBatch(sqls: readonly string[], token: string): Promise<string>;
}

/** Redshift Data API reference, BatchExecuteStatement. */
const mostStatements = 40;

/**
 * Runs statements as one transaction, and waits for its end: all of them have an effect, or none. One that was stopped, or that
 * conflicts with another transaction, runs again.
 */
export class Transactions {
  readonly #api: BatchApi;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #tokenOf: (sql: string, attempt: number) => string;

  constructor(api: BatchApi, clock: Pick<Clock, 'sleep'>, tokenOf: (sql: string, attempt: number) => string) {
    this.#api = api;
    this.#clock = clock;
    this.#tokenOf = tokenOf;
  }

  /** Rejects with `StatementFailed` for what the database refuses. */
  async run(sqls: readonly string[], deadline: Deadline): Promise<void> {
    if (sqls.length > mostStatements) throw new Error(`A transaction has at most ${mostStatements} statements`);
    const batch: DataApi = {
      execute: (_, token) => this.#api.executeBatch(sqls, token),
      describe: async (id) => ({ ...(await this.#api.describe(id)), HasResultSet: false }),
      rows: async () => [],
    };
    await new Statements(batch, this.#clock, this.#tokenOf).run(sqls.join(';\n'), deadline);
  }
}
