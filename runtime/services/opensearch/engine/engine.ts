import type { Clock } from '../../../contracts/clock.ts';
import type { IndexedDocument, IndexRequest, IndexResponse, IndexSettings } from '../types.ts';
import type { ItemFault } from './bulk.ts';
import { Cluster } from './cluster.ts';
import { clusterOperations } from './cluster-operations.ts';
import { documentOperations } from './document-operations.ts';
import { indexOperations } from './index-operations.ts';
import { route, type Answer } from './operation.ts';
import { Problem, ShardFailure } from './problem.ts';
import { searchOperations } from './search-operations.ts';

// fixed paths before those with names in them
const operations = [...clusterOperations, ...documentOperations, ...searchOperations, ...indexOperations];

/** Answers requests as an OpenSearch node does. */
export class Engine {
  readonly #cluster: Cluster;
  readonly #bodyLimit: number;

  constructor(clock: Clock, settings: IndexSettings) {
    this.#cluster = new Cluster(clock, settings);
    this.#bodyLimit = settings.bodyLimit;
  }

  *documents(name: string): Iterable<IndexedDocument> {
    for (const index of this.#cluster.resolve(name)) yield* index.documents.all();
  }

  handle({ method, path, query, body }: IndexRequest, itemFault: ItemFault): IndexResponse {
    if (Buffer.byteLength(body) > this.#bodyLimit) return tooLarge(this.#bodyLimit);
    try {
      return jsonResponse(route(operations, method, path, { cluster: this.#cluster, query, text: body, itemFault }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return jsonResponse({ status: error.status, body: { error: errorOf(error), status: error.status } });
    }
  }
}

function errorOf(problem: Problem): object {
  const shown = problem.toJSON();
  if (!(problem instanceof ShardFailure)) return { root_cause: [shown], ...shown };
  return {
    root_cause: [shown],
    type: 'search_phase_execution_exception',
    reason: 'all shards failed',
    phase: 'query',
    grouped: true,
    failed_shards: [{ shard: 0, reason: shown }],
    caused_by: shown,
  };
}

/** OpenSearch Service guide, limits: the front end answers, not the engine, hence no error object. */
export const tooLarge = (limit: number): IndexResponse => ({
  status: 413,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ Message: `Request size exceeded ${limit} bytes` }),
});

const jsonResponse = ({ status, body }: Answer): IndexResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: body === undefined ? '' : JSON.stringify(body),
});
