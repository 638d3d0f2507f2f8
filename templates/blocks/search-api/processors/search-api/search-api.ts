import type { SearchModel } from '../../contract/search-model.ts';
import type { Clock } from '../lib/clock.ts';
import { errorOf, reasonForLog } from '../lib/search/engine-reason.ts';
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

/** Long enough for a search; where the engine takes longer, whoever asks is told to come back. */
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
    return this.#ask(searchBody(query.value, this.#model), (response) => searchResults(response, query.value));
  }

  async #suggest(parameters: URLSearchParams): Promise<Outcome> {
    const suggestion = readSuggestion(parameters, this.#model);
    if (!suggestion.ok) return refused(suggestion.problems);
    return this.#ask(suggestBody(suggestion.value, this.#model), (response) => ({
      suggestions: completions(response, this.#model),
    }));
  }

  async #ask(request: object, answer: (response: EngineResponse) => object): Promise<Outcome> {
    try {
      const { status, body } = await this.#client.request('POST', `/${this.#alias}/_search`, request, searchTimeout);
      if (status === 200 && isPartial(body)) return waking('only some of the shards answered in time');
      if (status === 200) return { status, outcome: 'served', body: answer(body as EngineResponse) };
      const reason = reasonForLog(status, errorOf(body));
      if ([429, 502, 503, 504].includes(status)) return waking(reason);
      const message = `The search engine answered with status ${status}`;
      return { status: 500, outcome: 'failed', body: { message }, reason };
    } catch (error) {
      if (error instanceof NoAnswer) return waking(error.message);
      throw error;
    }
  }
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
