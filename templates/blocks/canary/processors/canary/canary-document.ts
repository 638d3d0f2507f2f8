import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { isPartial, NoAnswer, type SearchClient } from '../lib/search/search-client.ts';
import { canaryMark } from './canary-item.ts';

/** Less than what the deadline leaves of an invocation: the last search is not cut short, so that it can tell why. */
const requestTimeout = 8_000;
/** Between two searches, in milliseconds: shorter than any refresh of the engine. */
const pause = 500;

interface Hits {
  hits: { hits: { _source: { stream?: { unindexed?: Record<string, { run?: unknown } | undefined> } } }[] };
}

/** The document of the canary's item, as searches find it. */
export class CanaryDocument {
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #id: string;
  readonly #clock: Clock;

  constructor(client: SearchClient, alias: string, id: string, clock: Clock) {
    this.#client = client;
    this.#alias = alias;
    this.#id = id;
    this.#clock = clock;
  }

  /** Searches until the change of this run is found. Throws what the last search said when the time is up. */
  async found(run: string, deadline: Deadline): Promise<void> {
    let last = 'there was no time to search';
    while (deadline.remaining() > 0) {
      const seen = await this.#search(run);
      if (seen === 'found') return;
      last = seen;
      await this.#clock.sleep(Math.min(pause, deadline.remaining()));
    }
    throw new Error(`No search found the change. The last one: ${last}`);
  }

  /** A search, not a read by id: that would see what the engine has not refreshed yet. */
  async #search(run: string): Promise<string> {
    const query = { size: 1, _source: [`stream.unindexed.${canaryMark}`], query: { ids: { values: [this.#id] } } };
    try {
      const { status, body } = await this.#client.request('POST', `/${this.#alias}/_search`, query, requestTimeout);
      if (status !== 200) return `status ${status}`;
      const [hit] = (body as Hits).hits.hits;
      if (hit?._source.stream?.unindexed?.[canaryMark]?.run === run) return 'found';
      if (isPartial(body)) return 'only some of the shards answered';
      return hit ? 'the index holds an earlier state of the item' : 'the index does not hold the item';
    } catch (error) {
      if (error instanceof NoAnswer) return error.message;
      throw error;
    }
  }
}
