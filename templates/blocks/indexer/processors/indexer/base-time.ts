import type { Clock } from '../lib/clock.ts';
import { errorOf, reasonForLog } from '../lib/search/engine-reason.ts';
import { noAnswer, type SearchClient } from '../lib/search/search-client.ts';

const validFor = 60_000;

/**
 * The instant that an index was built from: changes up to it are in the index already, and what was removed before it left no
 * tombstone. Kept in the index's mapping (`_meta.baseTime`, microseconds of Unix time), so that it goes with the alias.
 */
export class BaseTime {
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #clock: Clock;
  #known: { value: bigint; until: number } | undefined;

  constructor(client: SearchClient, alias: string, clock: Clock) {
    this.#client = client;
    this.#alias = alias;
    this.#clock = clock;
  }

  /** Throws NoAnswer while the index cannot be asked, and Blocked while that is forbidden. */
  async current(timeoutMilliseconds: number): Promise<bigint> {
    if (this.#known && this.#clock.now() < this.#known.until) return this.#known.value;
    const path = `/${this.#alias}/_mapping`;
    const { status, body } = await this.#client.request('GET', path, undefined, timeoutMilliseconds);
    if (status !== 200) throw noAnswer(status, `GET ${path}: ${reasonForLog(status, errorOf(body))}`);
    const indexes = Object.values(body as Record<string, { mappings?: { _meta?: { baseTime?: string } } }>);
    const value = BigInt(indexes[0]?.mappings?._meta?.baseTime ?? 0);
    this.#known = { value, until: this.#clock.now() + validFor };
    return value;
  }
}
