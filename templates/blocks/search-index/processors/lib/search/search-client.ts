import type { Clock } from '../clock.ts';
import { parseExact } from '../exact-json.ts';

export interface SearchResponse {
  status: number;
  /** Parsed JSON with exact numbers. */
  body: unknown;
}

/** The engine did not answer: no connection, no answer in time, or one that is not JSON. Whether it did the work is unknown. */
export class NoAnswer extends Error {}

/** Requests to the search engine. Any status is an answer; what it means is the caller's to say. */
export class SearchClient {
  readonly #endpoint: string;
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;

  constructor(endpoint: string, fetch: typeof globalThis.fetch, clock: Clock) {
    this.#endpoint = endpoint;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** A body that is text is sent as it is (lines of JSON); everything else as JSON. Throws NoAnswer. */
  async request(method: string, path: string, body: unknown, timeoutMilliseconds: number): Promise<SearchResponse> {
    try {
      const response = await this.#fetch(this.#endpoint + path, {
        method,
        signal: this.#clock.timeout(timeoutMilliseconds),
        ...(body === undefined ? {} : content(body)),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : parseExact(text) };
    } catch (error) {
      throw new NoAnswer(`${method} ${path}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}

const content = (body: unknown) =>
  typeof body === 'string'
    ? { body, headers: { 'content-type': 'application/x-ndjson' } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
