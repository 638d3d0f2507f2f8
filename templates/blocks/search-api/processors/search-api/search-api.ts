import type { SearchModel } from '../../contract/search-model.ts';
import type { Clock } from '../lib/clock.ts';
import { errorOf, reasonForLog } from '../lib/search/engine-reason.ts';
import { ResponseTooLong } from '../lib/search/http-fetch.ts';
import { isPartial, NoAnswer, type SearchClient } from '../lib/search/search-client.ts';
import type { searchApiMetrics } from './metrics.ts';
import { readQuery, readSuggestion } from './query.ts';
import { searchBody, suggestBody } from './request-body.ts';
import { completions, searchResults, type EngineResponse } from './results.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  outcome: Exclude<keyof typeof searchApiMetrics, 'latency'>;
  /** Milliseconds. */
  took: number;
  /** Why the engine did not answer, for the log: it quotes no search. */
  reason?: string;
}

/** Milliseconds, long enough for a search; where the engine takes longer, the caller is told to come back. */
const searchTimeout = 8_000;
const retryAfterSeconds = 10;

/** Answers searches: 400 with reasons for a bad one, 503 with Retry-After while the engine cannot answer. */
export class SearchApi {
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #model: SearchModel;
  readonly #clock: Clock;

  constructor(client: SearchClient, alias: string, model: SearchModel, clock: Clock) {
    this.#client = client;
    this.#alias = alias;
    this.#model = model;
    this.#clock = clock;
  }

  /** `path`: /search or /suggest. */
  async handle(path: string, parameters: URLSearchParams): Promise<Answer> {
    const begun = this.#clock.now();
    const { status, outcome, body, reason } = await (path === '/suggest'
      ? this.#suggest(parameters)
      : this.#search(parameters));
    const headers = {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}),
    };
    const took = this.#clock.now() - begun;
    return { status, headers, body: JSON.stringify(body), outcome, took, ...(reason === undefined ? {} : { reason }) };
  }

  async #search(parameters: URLSearchParams): Promise<Outcome> {
    const query = readQuery(parameters, this.#model);
    if (!query.ok) return refused(query.problems);
    const ends = this.#clock.now() + searchTimeout;
    for (let { size } = query.value; ; size = Math.ceil(size / 4)) {
      const outcome = await this.#ask(searchBody(query.value, this.#model, size), ends, (response) =>
        searchResults(response, query.value),
      );
      if (outcome !== 'too long') return outcome;
      if (size === 1) return refused(['facets: their values are too long for one answer; ask for fewer facets']);
    }
  }

  async #suggest(parameters: URLSearchParams): Promise<Outcome> {
    const suggestion = readSuggestion(parameters, this.#model);
    if (!suggestion.ok) return refused(suggestion.problems);
    const ends = this.#clock.now() + searchTimeout;
    for (let { limit } = suggestion.value; ; limit = Math.ceil(limit / 4)) {
      const outcome = await this.#ask(suggestBody({ ...suggestion.value, limit }, this.#model), ends, (response) => ({
        suggestions: completions(response, this.#model),
      }));
      if (outcome !== 'too long') return outcome;
      if (limit === 1) return { status: 200, outcome: 'served', body: { suggestions: [] } };
    }
  }

  /** `too long`: the response of the engine, or the answer made of it, has more bytes than can be handled. */
  async #ask(
    request: object,
    ends: number,
    answer: (response: EngineResponse) => object | undefined,
  ): Promise<Outcome | 'too long'> {
    try {
      const left = Math.max(1, ends - this.#clock.now());
      const { status, body } = await this.#client.request('POST', `/${this.#alias}/_search`, request, left);
      if (hasTooManyClauses(body)) return refused(['q: has more terms than the search engine takes; use fewer words']);
      if (status === 200 && isPartial(body)) return waking('only some of the shards answered in time');
      if (status === 200) {
        const answered = answer(body as EngineResponse);
        return answered === undefined ? 'too long' : { status, outcome: 'served', body: answered };
      }
      const reason = reasonForLog(status, errorOf(body));
      if ([429, 502, 503, 504].includes(status)) return waking(reason);
      const message = `The search engine answered with status ${status}`;
      return { status: 500, outcome: 'failed', body: { message }, reason };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return error.cause instanceof ResponseTooLong ? 'too long' : waking(error.message);
    }
  }
}

/** OpenSearch counts what the terms of a search expand to in its index, and answers 500 or 400 above its limit. */
function hasTooManyClauses(body: unknown): boolean {
  const { error } = (body ?? {}) as { error?: { root_cause?: { type?: unknown; reason?: unknown }[] } };
  return (error?.root_cause ?? []).some(
    ({ type, reason }) =>
      /^too_many_(nested_)?clauses$/.test(String(type)) || /\bmaxClauseCount\b/.test(String(reason)),
  );
}

type Outcome = Pick<Answer, 'status' | 'outcome' | 'reason'> & { body: object };

const refused = (problems: string[]): Outcome => ({
  status: 400,
  outcome: 'refused',
  body: { message: 'The search cannot be understood', problems },
});

const waking = (reason: string): Outcome => ({
  status: 503,
  outcome: 'waking',
  body: { message: `The search engine cannot answer now; try again in ${retryAfterSeconds} seconds` },
  reason,
});
