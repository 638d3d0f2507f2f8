import type { Deadline } from '../lib/deadline.ts';
import { canonical } from '../lib/exact-json.ts';
import { errorOf, reasonForLog } from '../lib/search/engine-reason.ts';
import { noAnswer, NoAnswer, type SearchClient } from '../lib/search/search-client.ts';

/** A document as the index holds it. */
export interface StoredDocument {
  version: bigint;
  /** Its JSON in one order (`canonical`). */
  text: string;
}

const requestTimeout = 10_000;

/** Reads documents of the index back by their ids. */
export class StoredDocuments {
  readonly #client: SearchClient;
  readonly #alias: string;

  constructor(client: SearchClient, alias: string) {
    this.#client = client;
    this.#alias = alias;
  }

  /** The documents that are there, by id. Throws NoAnswer while the engine does not give them, Blocked while it refuses to. */
  async byId(ids: readonly string[], deadline: Deadline): Promise<Map<string, StoredDocument>> {
    if (ids.length === 0) return new Map();
    const timeout = Math.min(requestTimeout, deadline.remaining());
    const path = `/${this.#alias}/_mget`;
    if (timeout === 0) throw new NoAnswer(`POST ${path}: the time was up before it was sent`);
    const { status, body } = await this.#client.request('POST', path, { ids }, timeout);
    if (status !== 200) throw noAnswer(status, `POST ${path}: ${reasonForLog(status, errorOf(body))}`);
    const { docs } = body as { docs: { _id: string; found?: boolean; _version: number; _source: unknown }[] };
    const found = docs.filter((document) => document.found);
    return new Map(
      found.map(({ _id, _version, _source }) => [_id, { version: BigInt(_version), text: canonical(_source) }]),
    );
  }
}
