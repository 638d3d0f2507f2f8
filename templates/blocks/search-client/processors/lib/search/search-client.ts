import type { Clock } from '../clock.ts';
import { parseExact } from '../exact-json.ts';

export interface SearchResponse {
  status: number;
  /** Parsed JSON; undefined where there is none, as in the page of a proxy that refuses the request. */
  body: unknown;
}

/**
 * The engine did not answer: no connection, no answer in time, or a success that cannot be read. Whether it did the work is
 * unknown.
 */
export class NoAnswer extends Error {}

/** The engine refuses requests as such (403), for want of a permission or of space: it will, until somebody changes that. */
export class Blocked extends NoAnswer {}

/** What an answer with another status than 200 means to somebody who cannot do without it. */
export const noAnswer = (status: number, problem: string): NoAnswer =>
  status === 403 ? new Blocked(problem) : new NoAnswer(problem);

/**
 * Whether a successful answer to a search is what only some of the shards found in time. The engine says so in the answer, and
 * with status 200 all the same.
 */
export function isPartial(body: unknown): boolean {
  const { timed_out, _shards } = body as { timed_out?: boolean; _shards?: { failed?: number } };
  return timed_out === true || Number(_shards?.failed ?? 0) > 0;
}

export interface EngineRequest {
  method: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
}

/** As much of a Response as is needed of the engine's. */
export interface EngineResponse {
  status: number;
  ok: boolean;
  text(): Promise<string>;
}

/** As much of fetch as requests to the engine need. */
export type EngineFetch = (url: string, request: EngineRequest) => Promise<EngineResponse>;

/** Requests to the search engine. Any status is an answer; what it means is the caller's to say. */
export class SearchClient {
  readonly #endpoint: string;
  readonly #fetch: EngineFetch;
  readonly #clock: Clock;

  constructor(endpoint: string, fetch: EngineFetch, clock: Clock) {
    this.#endpoint = endpoint;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /**
   * A body that is text is sent as it is (lines of JSON); everything else as JSON. The body of the response has exact numbers
   * (`parseExact`). Throws NoAnswer.
   */
  async request(method: string, path: string, body: unknown, timeoutMilliseconds: number): Promise<SearchResponse> {
    return await this.requestAs(parseExact, method, path, body, timeoutMilliseconds);
  }

  /** As `request`, for a caller who needs less of the answer: `parse` makes the body of its text. */
  async requestAs(
    parse: (text: string) => unknown,
    method: string,
    path: string,
    body: unknown,
    timeoutMilliseconds: number,
  ): Promise<SearchResponse> {
    try {
      const response = await this.#fetch(this.#endpoint + path, {
        method,
        signal: this.#clock.timeout(timeoutMilliseconds),
        ...(body === undefined ? {} : content(body)),
      });
      const text = await response.text();
      const parsed = () => (text === '' ? undefined : parse(text));
      return { status: response.status, body: response.ok ? parsed() : orUndefined(parsed) };
    } catch (error) {
      throw new NoAnswer(`${method} ${path}: ${whatHappened(error)}`, { cause: error });
    }
  }
}

/** `fetch failed` says nothing: the code of what made it fail does (ECONNREFUSED, ENOTFOUND). */
function whatHappened(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof SyntaxError) return 'the answer is no JSON';
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  const cause = code ?? message;
  return cause === undefined ? error.message : `${error.message} (${cause})`;
}

/** The status of a failure says enough. */
function orUndefined(parsed: () => unknown): unknown {
  try {
    return parsed();
  } catch {
    return undefined;
  }
}

const content = (body: unknown) =>
  typeof body === 'string'
    ? { body, headers: { 'content-type': 'application/x-ndjson' } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
