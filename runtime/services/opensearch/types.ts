import type { ServiceOptions } from '../../contracts/faults.ts';

export interface IndexRequest {
  readonly method: string;
  /** Without query string, percent-encoded as in a URL. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IndexResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IndexSettings {
  readonly refreshInterval: number;
  /** How long a deleted document's version is remembered (`index.gc_deletes`). */
  readonly gcDeletes: number;
  readonly bodyLimit: number;
  readonly latency: number;
}

export interface IndexedDocument {
  readonly id: string;
  readonly version: bigint;
  /** JSON, as it was sent. */
  readonly source: string;
}

/** OpenSearch, a stand-in: versions, errors and visibility as the real one; relevance scores only approximate it. */
export interface SearchIndex {
  /** What the engine answers, without network and faults. What is not modelled is answered with 501 and its name. */
  handle(request: IndexRequest): IndexResponse;
  /** What an index, or the one behind an alias, holds: all that was written and not deleted, whether searches see it yet or not. */
  documents(name: string): Iterable<IndexedDocument>;
  /** The engine behind a network that fails: give it to the code under test as its `fetch`. Any host name will do. */
  readonly fetch: typeof fetch;
}

export interface IndexOptions extends ServiceOptions {
  readonly settings: IndexSettings;
}

export interface OpensearchKinds {
  index: SearchIndex;
}
