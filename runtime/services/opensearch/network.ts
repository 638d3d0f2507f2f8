import type { Faults } from '../../contracts/faults.ts';
import type {
  IndexedDocument,
  IndexOptions,
  IndexRequest,
  IndexResponse,
  IndexSettings,
  SearchIndex,
} from './types.ts';
import { callService } from '../../kernel/invocation.ts';
import { digest } from '../../kernel/identity.ts';
import { stateAnswer } from './engine-state.ts';
import type { BulkAction } from './engine/bulk-action.ts';
import { Engine, tooLarge } from './engine/engine.ts';
import { Problem } from './engine/problem.ts';

/** OpenSearch Service guide: limits (10 MiB for small instances), serverless-overview (refresh about every 10 s). */
export const knownSettings: Readonly<Record<'domain' | 'serverless', IndexSettings>> = {
  domain: { refreshInterval: 1000, gcDeletes: 60_000, bodyLimit: 10 * 1024 * 1024, latency: 10 },
  serverless: { refreshInterval: 10_000, gcDeletes: 60_000, bodyLimit: 10 * 1024 * 1024, latency: 30 },
};

/** A connection that breaks does so after at most this long. */
const longestHang = 60_000;

/** Milliseconds that requests take longer where the engine is slow. */
const slow = { bulk: 15_000, other: 5000 };

/** A request that changed the engine, and which of its actions a fault kept from having an effect. */
export interface AppliedRequest {
  readonly request: IndexRequest;
  readonly struck: readonly number[];
}

export class OpenSearchIndex implements SearchIndex {
  readonly fetch: typeof fetch;
  readonly #remember: (applied: AppliedRequest) => void;
  readonly #options: IndexOptions;
  readonly #engine: Engine;

  constructor(options: IndexOptions, remember: (applied: AppliedRequest) => void = () => undefined) {
    this.#options = options;
    this.#remember = remember;
    this.#engine = new Engine(options.clock, options.settings);
    this.fetch = (input, init) => callService(() => this.#send(input, init), init?.signal ?? undefined);
  }

  handle(request: IndexRequest): IndexResponse {
    return this.#apply(request, () => undefined);
  }

  documents(name: string): Iterable<IndexedDocument> {
    return this.#engine.documents(name);
  }

  /** Does again what an earlier process remembered. */
  restore({ request, struck }: AppliedRequest): void {
    let nth = 0;
    const again = () => (struck.includes(nth++) ? new Problem(503, 'unavailable_shards_exception', '') : undefined);
    this.#engine.handle(request, again);
  }

  #apply(request: IndexRequest, fault: (action: BulkAction) => Problem | undefined): IndexResponse {
    const struck: number[] = [];
    let nth = 0;
    const answer = this.#engine.handle(request, (action) => {
      const problem = fault(action);
      if (problem) struck.push(nth);
      nth++;
      return problem;
    });
    if (!/^(GET|HEAD)$/.test(request.method) && !/\/_(search|mget|count|msearch)$/.test(request.path))
      this.#remember({ request, struck });
    return answer;
  }

  async #send(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> {
    const { clock, faults, settings } = this.#options;
    const signal = init?.signal ?? undefined;
    const request = requestOf(input, init);
    const identity = `${request.method} ${request.path} ${digest(request.body)}`;
    await clock.sleep(settings.latency + this.#delay(identity, request.path), signal);
    await this.#break('index.reset-before', identity, signal);
    const answer =
      this.#refusal(identity, request.body) ??
      stateAnswer(this.#options.faults, identity, request) ??
      this.#apply(request, (action) => itemFault(faults, action));
    await this.#break('index.reset-after', identity, signal);
    if (await this.#hangs('index.request-504', identity, signal)) {
      const late = pageOf(504, 'Gateway Timeout');
      return new Response(late.body, late);
    }
    return new Response(request.method === 'HEAD' ? null : answer.body, answer);
  }

  /** What an engine that is slow takes longer. */
  #delay(identity: string, path: string): number {
    if (!this.#options.faults.strike('index.slow', identity)) return 0;
    return path.endsWith('/_bulk') ? slow.bulk : slow.other;
  }

  /** The connection breaks, sooner or later; a client with a timeout of its own gives up before. */
  async #break(
    point: 'index.reset-before' | 'index.reset-after',
    identity: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (!(await this.#hangs(point, identity, signal))) return;
    // As Node's fetch throws it.
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  }

  /** Whether a fault strikes, after the time that it takes until anybody notices. */
  async #hangs(
    point: 'index.reset-before' | 'index.reset-after' | 'index.request-504',
    identity: string,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { clock, faults } = this.#options;
    const strike = faults.strike(point, identity);
    if (!strike) return false;
    await clock.sleep(strike.severity < 0.5 ? 0 : strike.severity * longestHang, signal);
    return true;
  }

  /** Answers of the front end, which are no JSON of OpenSearch's. */
  #refusal(identity: string, body: string): IndexResponse | undefined {
    const { faults, settings } = this.#options;
    // A single document cannot be split: for it the limit is real, and the engine's.
    const divisible = body.split('\n', 4).filter(Boolean).length > 2;
    if (divisible && faults.strike('index.request-413', identity)) return tooLarge(settings.bodyLimit);
    if (faults.strike('index.request-429', identity)) {
      return { status: 429, headers: html, body: '429 Too Many Requests' };
    }
    if (faults.strike('index.request-502', identity)) return pageOf(502, 'Bad Gateway');
    if (faults.strike('index.request-503', identity)) return pageOf(503, 'Service Unavailable');
    return undefined;
  }
}

const html = { 'content-type': 'text/html' };

/** What a front end answers by itself: a page for people. */
const pageOf = (status: number, reason: string): IndexResponse => ({
  status,
  headers: html,
  body: `<html><body><b>Http/1.1 ${reason}</b></body></html>`,
});

function itemFault(faults: Faults, action: BulkAction): Problem | undefined {
  const version = action.versioning.type === 'internal' ? '' : action.versioning.version;
  const identity = `${action.operation} ${action.index}/${action.id ?? digest(action.source)} ${version}`;
  if (faults.strike('index.item-429', identity)) {
    return new Problem(
      429,
      'rejected_execution_exception',
      'rejected execution of primary operation [coordinating_and_primary_bytes]',
    );
  }
  if (faults.strike('index.item-503', identity)) {
    return new Problem(
      503,
      'unavailable_shards_exception',
      `[${action.index}][0] primary shard is not active Timeout: [1m]`,
    );
  }
  return undefined;
}

function requestOf(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): IndexRequest {
  if (typeof input === 'object' && 'headers' in input) {
    throw new TypeError('The local index takes a URL and its options, not a Request object.');
  }
  const url = new URL(input);
  const encoding = new Headers(init?.headers).get('content-encoding');
  if (encoding) throw new TypeError(`The local index takes bodies as they are, not with content-encoding ${encoding}.`);
  return {
    method: (init?.method ?? 'GET').toUpperCase(),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: textOf(init?.body ?? ''),
  };
}

function textOf(body: NonNullable<RequestInit['body']>): string {
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  throw new TypeError('The local index takes bodies as text or bytes.');
}
