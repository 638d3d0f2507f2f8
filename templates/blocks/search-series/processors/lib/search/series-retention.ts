import type { Clock } from '../clock.ts';
import type { Deadline } from '../deadline.ts';
import type { SearchClient } from './search-client.ts';
import { reasonOf, untilAnswered } from './until-answered.ts';

/** Indexes whose names say of which time their documents are. */
export interface Series {
  /** NAME-*. */
  indexes: string;
  /** Before when everything in an index was made, in milliseconds of Unix time. Undefined for what is no index of the series. */
  endOf(index: string): number | undefined;
}

/** The indexes in which everything is older than it is kept. `now` and `keep`: milliseconds. What is not of the series is left alone. */
export const expired = ({ endOf }: Series, indexes: readonly string[], now: number, keep: number): string[] =>
  indexes.filter((index) => {
    const end = endOf(index);
    return end !== undefined && end <= now - keep;
  });

/** Deletes whole indexes of a series. Throws when the engine does not do it. */
export class SeriesRetention {
  readonly #client: SearchClient;
  readonly #clock: Clock;
  readonly #series: Series;

  constructor(client: SearchClient, clock: Clock, series: Series) {
    this.#client = client;
    this.#clock = clock;
    this.#series = series;
  }

  /** `keep`: milliseconds. Gives the names of what it has deleted. */
  async run(keep: number, deadline: Deadline): Promise<string[]> {
    const ask = (method: string, path: string) => untilAnswered(this.#client, this.#clock, { method, path }, deadline);
    const known = await ask('GET', `/${this.#series.indexes}/_mapping`);
    // an engine without documents yet has no index to show
    if (known.status === 404) return [];
    if (known.status !== 200) throw new Error(`The indexes could not be listed: ${reasonOf(known)}`);
    const old = expired(this.#series, Object.keys(known.body as object), this.#clock.now(), keep);
    for (const index of old) {
      const { status, body } = await ask('DELETE', `/${index}`);
      // deleted already, where the answer to an earlier try was lost
      if (status !== 200 && status !== 404) throw new Error(`${index} was not deleted: ${reasonOf({ status, body })}`);
    }
    return old;
  }
}
