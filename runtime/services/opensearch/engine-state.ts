import type { Faults } from '../../contracts/faults.ts';
import type { IndexRequest, IndexResponse } from './types.ts';

const isWrite = ({ method, path }: IndexRequest): boolean =>
  !/^(GET|HEAD)$/.test(method) && !/\/_(search|mget|count|msearch)$/.test(path);

/** What an engine answers that cannot do its work, for as long as that lasts; undefined where it can. */
export function stateAnswer(faults: Faults, identity: string, request: IndexRequest): IndexResponse | undefined {
  if (faults.strike('index.memory-full', identity))
    return answer(429, 'circuit_breaking_exception', '[parent] Data too large, data for [<http_request>]');
  if (isWrite(request) && faults.strike('index.disk-full', identity))
    return answer(403, 'cluster_block_exception', 'blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];');
  if (faults.strike('index.shard-missing', identity))
    return isWrite(request)
      ? answer(503, 'unavailable_shards_exception', '[0] primary shard is not active Timeout: [1m]')
      : answer(503, 'search_phase_execution_exception', 'all shards failed');
  return undefined;
}

const answer = (status: number, type: string, reason: string): IndexResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify({ error: { root_cause: [{ type, reason }], type, reason }, status }),
});
