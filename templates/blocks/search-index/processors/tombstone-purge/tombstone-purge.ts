import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { pause, type BulkWriter } from '../lib/search/bulk-writer.ts';
import { errorOf, reasonForLog } from '../lib/search/engine-reason.ts';
import { isPartial, NoAnswer, type SearchClient } from '../lib/search/search-client.ts';

const pageSize = 1000;
const requestTimeout = 30_000;
/** An engine that wakes up, or has too much to do. */
const passing = [429, 500, 502, 503, 504];

export interface Purged {
  removed: number;
  /** Whether there was time for all that are old enough. */
  complete: boolean;
}

/**
 * The instant before which tombstones are older than their retention: microseconds of Unix time, as in their versions. `now` is
 * in milliseconds.
 */
export const cutoff = (now: number, retentionSeconds: number): bigint =>
  (BigInt(now) - BigInt(retentionSeconds) * 1000n) * 1000n;

/**
 * Removes tombstones that are older than any change that could still arrive. Each is removed at its own version: an item that
 * came back meanwhile has a newer one, and stays. Throws when the engine does not do it.
 */
export class TombstonePurge {
  readonly #client: SearchClient;
  readonly #bulk: BulkWriter;
  readonly #alias: string;
  readonly #clock: Clock;

  constructor(client: SearchClient, bulk: BulkWriter, alias: string, clock: Clock) {
    this.#client = client;
    this.#bulk = bulk;
    this.#alias = alias;
    this.#clock = clock;
  }

  /** `before`: microseconds of Unix time. */
  async purge(before: bigint, deadline: Deadline): Promise<Purged> {
    let removed = 0;
    let after: number[] | undefined;
    while (deadline.remaining() > 0) {
      const hits = await this.#oldest(before, after, deadline);
      if (hits.length === 0) return { removed, complete: true };
      const writes = hits.map(({ _id, sort }) => ({
        id: _id,
        version: BigInt(sort[0]!),
        versionType: 'external_gte' as const,
      }));
      const outcomes = await this.#bulk.write(writes, deadline);
      removed += outcomes.filter(({ kind }) => kind === 'written').length;
      const problem = outcomes.find((outcome) => 'reason' in outcome);
      if (problem) throw new Error(`${removed} tombstones were removed, then the engine refused: ${problem.reason}`);
      if (outcomes.some(({ kind }) => kind === 'unsent')) break;
      after = hits.at(-1)!.sort;
    }
    return { removed, complete: false };
  }

  /**
   * The oldest tombstones after a version. Nothing is added below `before` meanwhile, so pages by version miss none but those
   * that share the version of a page's last: the next run takes them.
   */
  async #oldest(
    before: bigint,
    after: number[] | undefined,
    deadline: Deadline,
  ): Promise<{ _id: string; sort: number[] }[]> {
    const body = {
      size: pageSize,
      _source: false,
      query: {
        bool: {
          filter: [{ term: { 'stream.deleted': true } }, { range: { 'stream.version': { lt: Number(before) } } }],
        },
      },
      sort: [{ 'stream.version': 'asc' }],
      ...(after ? { search_after: after } : {}),
    };
    return ((await this.#search(body, deadline)) as { hits: { hits: { _id: string; sort: number[] }[] } }).hits.hits;
  }

  /** Asks again, with growing and jittered pauses, for as long as there is time and the engine may yet answer. */
  async #search(body: object, deadline: Deadline): Promise<unknown> {
    let last = 'it was not asked';
    for (let attempt = 1; deadline.remaining() > 0; attempt++) {
      try {
        const timeout = Math.min(requestTimeout, deadline.remaining());
        const response = await this.#client.request('POST', `/${this.#alias}/_search`, body, timeout);
        const partial = response.status === 200 && isPartial(response.body);
        if (response.status === 200 && !partial) return response.body;
        last = partial
          ? 'only some of the shards answered'
          : `status ${reasonForLog(response.status, errorOf(response.body))}`;
        if (!partial && !passing.includes(response.status))
          throw new Error(`The search for tombstones was answered with ${last}`);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        last = error.message;
      }
      await this.#clock.sleep(Math.min(pause(attempt), deadline.remaining()));
    }
    throw new Error(`The search for tombstones was not answered in time: ${last}`);
  }
}

/** A purge that is not complete ends as a failure: Lambda repeats it, and where that does not help, the alarm fires. */
export function requireComplete({ removed, complete }: Purged): void {
  if (!complete)
    throw new Error(`${removed} tombstones were removed, then the time was up; a repetition goes on from there`);
}
