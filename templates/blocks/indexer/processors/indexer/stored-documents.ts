import type { Deadline } from '../lib/deadline.ts';
import { canonical } from '../lib/exact-json.ts';
import { NoAnswer, type SearchClient } from '../lib/search/search-client.ts';

/** A document as the index holds it. */
export interface StoredDocument {
  version: bigint;
  /** Its JSON, in one order. */
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

  /** The documents that are there, by id; `failed` while the engine does not answer, `blocked` while it refuses to. */
  async byId(ids: readonly string[], deadline: Deadline): Promise<Map<string, StoredDocument> | 'failed' | 'blocked'> {
    if (ids.length === 0) return new Map();
    const timeout = Math.min(requestTimeout, deadline.remaining());
    if (timeout === 0) return 'failed';
    try {
      const { status, body } = await this.#client.request('POST', `/${this.#alias}/_mget`, { ids }, timeout);
      if (status !== 200) return status === 403 ? 'blocked' : 'failed';
      const { docs } = body as { docs: { _id: string; found?: boolean; _version: number; _source: unknown }[] };
      const found = docs.filter((document) => document.found);
      return new Map(
        found.map(({ _id, _version, _source }) => [_id, { version: BigInt(_version), text: canonical(_source) }]),
      );
    } catch (error) {
      if (error instanceof NoAnswer) return 'failed';
      throw error;
    }
  }
}
