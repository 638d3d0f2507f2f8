import { accessIndexes, accessName } from '../lib/access-indexes.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { SearchClient } from '../lib/search/search-client.ts';
import { reasonOf, untilAnswered } from '../lib/search/until-answered.ts';

const day = 86_400_000;
const ofDay = new RegExp(`^${accessName}-(\\d{4}-\\d{2}-\\d{2})$`);

/**
 * The indexes all of whose events are older than they are kept. `now` and `keep` are in milliseconds. What is not named as an index of a
 * day is left alone.
 */
export const expired = (indexes: readonly string[], now: number, keep: number): string[] =>
  indexes.filter((index) => {
    const date = ofDay.exec(index)?.[1];
    return date !== undefined && Date.parse(`${date}T00:00:00Z`) + day <= now - keep;
  });

/** Deletes whole days of access events. Throws when the engine does not do it. */
export class AccessRetention {
  readonly #client: SearchClient;
  readonly #clock: Clock;

  constructor(client: SearchClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** `keep`: milliseconds. Gives the names of what it has deleted. */
  async run(keep: number, deadline: Deadline): Promise<string[]> {
    const ask = (method: string, path: string) => untilAnswered(this.#client, this.#clock, { method, path }, deadline);
    const known = await ask('GET', `/${accessIndexes}/_mapping`);
    // an engine without events yet has no index to show
    if (known.status === 404) return [];
    if (known.status !== 200) throw new Error(`The indexes could not be listed: ${reasonOf(known)}`);
    const old = expired(Object.keys(known.body as object), this.#clock.now(), keep);
    for (const index of old) {
      const { status, body } = await ask('DELETE', `/${index}`);
      // deleted already, where the answer to an earlier try was lost
      if (status !== 200 && status !== 404) throw new Error(`${index} was not deleted: ${reasonOf({ status, body })}`);
    }
    return old;
  }
}
