import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';

/** A value of a row, as the Data API gives it. */
export type Value = string | number | boolean | null;

/** How a statement is doing: Redshift Data API reference, DescribeStatement. */
export interface Description {
  Status?: string;
  /** What the database says of a statement that has failed. */
  Error?: string;
  HasResultSet?: boolean;
}

/** The operations of the Redshift Data API on the database of the stack. */
export interface DataApi {
  /** Gives the id of the call. The same token within eight hours gives the same call, and runs nothing. */
  execute(sql: string, token: string): Promise<string>;
  describe(id: string): Promise<Description>;
  rows(id: string): Promise<Value[][]>;
}

/** What the database said of a statement. */
export class StatementFailed extends Error {}

/** A workgroup that was idle takes up to a minute for the first statement. */
const pauses = { first: 200, longest: 2_000 };
/** Serialization conflicts, and statements that were stopped. */
const mostAttempts = 5;

/**
 * Runs SQL one statement at a time, each as a transaction of its own, and waits for its end. A statement that was stopped, or that
 * conflicts with another transaction, had no effect and runs again.
 */
export class Statements {
  readonly #api: DataApi;
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #tokenOf: (sql: string, attempt: number) => string;

  /** `tokenOf` gives the same token for the same statement of the same event: a function that Lambda runs again repeats nothing. */
  constructor(api: DataApi, clock: Pick<Clock, 'sleep'>, tokenOf: (sql: string, attempt: number) => string) {
    this.#api = api;
    this.#clock = clock;
    this.#tokenOf = tokenOf;
  }

  /** The rows of the statement, if it has any. Rejects with `StatementFailed` for what the database refuses. */
  async run(sql: string, deadline: Deadline): Promise<Value[][]> {
    for (let attempt = 1; ; attempt++) {
      const id = await this.#api.execute(sql, this.#tokenOf(sql, attempt));
      const { Status, Error: reason = 'no reason was given', HasResultSet } = await this.#ended(id, deadline);
      if (Status === 'FINISHED') return HasResultSet ? this.#api.rows(id) : [];
      if (attempt === mostAttempts || !isPassing(Status, reason))
        throw new StatementFailed(`${Status}: ${reason} (${beginningOf(sql)})`);
    }
  }

  async #ended(id: string, deadline: Deadline): Promise<Description> {
    let pause = pauses.first;
    let status = 'SUBMITTED';
    while (deadline.remaining() > 0) {
      await this.#clock.sleep(Math.min(pause, deadline.remaining()));
      const description = await this.#api.describe(id);
      status = description.Status ?? status;
      if (['FINISHED', 'FAILED', 'ABORTED'].includes(status)) return description;
      pause = Math.min(pause * 2, pauses.longest);
    }
    throw new Error(`The statement ${id} did not end in time: it is ${status}`);
  }
}

/** Redshift database guide, "Serializable isolation": error 1023 tells a transaction to run again. */
const isPassing = (status: string | undefined, reason: string): boolean =>
  status === 'ABORTED' || /\b1023\b|serializable isolation/i.test(reason);

/** Enough of a statement to know it by. */
const beginningOf = (sql: string): string => sql.replaceAll(/\s+/g, ' ').slice(0, 80);
