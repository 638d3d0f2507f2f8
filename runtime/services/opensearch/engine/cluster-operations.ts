import type { SearchableIndex } from './documents/search-index.ts';
import { ok, type Call, type Operation } from './operation.ts';
import { illegalArgument, notModelled } from './problem.ts';

/**
 * What an operator asks a cluster (OpenSearch guide, "Cluster APIs" and "CAT API"). The stand-in is one node whose shards are all
 * there: it has neither disks nor snapshots to tell of.
 */
export const clusterOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/_cluster/health',
    query: [],
    run: (call) => {
      const shards = indicesOf(call).length;
      return ok({
        status: 'green',
        timed_out: false,
        number_of_nodes: 1,
        number_of_data_nodes: 1,
        active_primary_shards: shards,
        active_shards: shards,
        relocating_shards: 0,
        initializing_shards: 0,
        unassigned_shards: 0,
        number_of_pending_tasks: 0,
        active_shards_percent_as_number: 100,
      });
    },
  },
  {
    method: 'GET',
    path: '/_cluster/allocation/explain',
    query: [],
    run: () => {
      throw illegalArgument('unable to find any unassigned shards to explain');
    },
  },
  { method: 'GET', path: '/_cluster/pending_tasks', query: [], run: () => ok({ tasks: [] }) },
  {
    method: 'GET',
    path: '/_cat/shards',
    query: ['format'],
    run: table((index) => ({ index, shard: '0', prirep: 'p', state: 'STARTED' })),
  },
  {
    method: 'GET',
    path: '/_cat/indices',
    query: ['format'],
    run: table((index, { documents }) => ({
      health: 'green',
      status: 'open',
      index,
      'docs.count': String(documents.searchable().size),
    })),
  },
];

/** A row for each index, as JSON: what the stand-in does not draw is the table for people. */
function table(rowOf: (name: string, index: SearchableIndex) => object): Operation['run'] {
  return (call) => {
    if (call.query['format'] !== 'json') throw notModelled('_cat without format=json');
    return ok(indicesOf(call).map((index) => rowOf(index.name, index)));
  };
}

const indicesOf = ({ cluster }: Call): readonly SearchableIndex[] => cluster.resolve('_all');
