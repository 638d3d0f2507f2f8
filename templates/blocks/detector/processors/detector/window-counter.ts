import { inOrder, expiresAfter, keys, kept, partOf, talliesOf, type Part } from '../lib/detector/layout.ts';
import { pathGroup } from '../lib/detector/path-group.ts';
import type { Rows } from '../lib/detector/rows.ts';
import { merged, tallied } from '../lib/detector/tally.ts';
import type { WindowEvents } from './batch.ts';

/** How often a part is read again because another invocation of the shard has written it meanwhile. */
const attempts = 3;

/**
 * Counts the events of a shard into its part of a window, each once. A part says up to which sequence number its shard
 * is counted: what comes again is known by that. Records of a shard come in order (Lambda developer guide, "Using
 * Lambda to process records from Kinesis"), so nothing new has a smaller number.
 */
export class WindowCounter {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** `upTo`: the last sequence number of the batch. Throws where the table does not take the part. */
  async count(
    { source, start, placed }: WindowEvents,
    shard: string,
    upTo: string,
  ): Promise<{ counted: number; repeated: number }> {
    const key = keys.part(source, start, shard);
    const last = inOrder(upTo);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const known = await this.#rows.get<Part>(key);
      const fresh = placed.filter(({ sequence }) => known === undefined || sequence > known.version);
      const repeated = placed.length - fresh.length;
      if (fresh.length === 0) return { counted: 0, repeated };
      const more = tallied(
        fresh.map(({ event }) => event),
        ({ path }) => pathGroup(path),
      );
      const body = partOf(known ? merged(talliesOf(known.body), more) : more);
      const condition = { was: known?.version, expires: expiresAfter(start, kept.parts) };
      if (await this.#rows.put(key, { version: last, body }, condition)) return { counted: fresh.length, repeated };
    }
    throw new Error('the part of a window was changed by another invocation each time');
  }
}
