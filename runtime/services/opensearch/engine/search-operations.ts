import { isObject, textOfScalar } from './exact-json.ts';
import { bodyOf, ok, type Answer, type Call, type Operation } from './operation.ts';
import { illegalArgument, onlyKnown, parsing, Problem, ShardFailure } from './problem.ts';
import { count, search } from './search/search.ts';
import type { View } from './search/view.ts';
import { durationOf } from './settings.ts';

export const searchOperations: readonly Operation[] = [
  ...(['GET', 'POST'] as const).flatMap((method): Operation[] => [
    { method, path: '/_search', query: [], run: searchAll },
    {
      method,
      path: '/{index}/_search',
      query: [],
      run: (call) => ok(search(withoutPoint(bodyOf(call)), viewsOf(call))),
    },
    { method, path: '/_count', query: [], run: countAll },
    { method, path: '/{index}/_count', query: [], run: countAll },
  ]),
  { method: 'POST', path: '/{index}/_search/point_in_time', query: ['keep_alive'], run: openPoint },
  { method: 'DELETE', path: '/_search/point_in_time', query: [], run: closePoints },
];

const viewsOf = ({ cluster, path }: Call): readonly View[] =>
  cluster.resolve(path.index ?? '_all').map((index) => index.view());

function withoutPoint(body: Record<string, unknown>): Record<string, unknown> {
  if (body.pit !== undefined) throw illegalArgument('[indices] cannot be used with point in time');
  return body;
}

function searchAll(call: Call): Answer {
  const body = bodyOf(call);
  if (body.pit === undefined) return ok(search(body, viewsOf(call)));
  if (!isObject(body.pit)) throw parsing('[pit] needs an object');
  onlyKnown('[pit]', body.pit, ['id', 'keep_alive']);
  const { id, keep_alive: keepAlive } = body.pit;
  const views = call.cluster.pointsInTime.views(
    textOfScalar(id),
    keepAlive === undefined ? undefined : durationOf(textOfScalar(keepAlive)),
  );
  return ok({ pit_id: id, ...search(body, views) });
}

function countAll(call: Call): Answer {
  const body = bodyOf(call);
  onlyKnown('[_count]', body, ['query']);
  const views = viewsOf(call);
  const shards = { total: views.length, successful: views.length, skipped: 0, failed: 0 };
  return ok({ count: counted(body.query, views), _shards: shards });
}

/** A query that cannot be read is told otherwise than for a search (seen on OpenSearch 3.8). */
function counted(query: unknown, views: readonly View[]): number {
  try {
    return count(query, views);
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof ShardFailure || error.status === 501) throw error;
    throw new Problem(400, 'parsing_exception', 'Failed to parse', { type: error.type, reason: error.message });
  }
}

function openPoint(call: Call): Answer {
  const { cluster, query } = call;
  if (query.keep_alive === undefined) throw illegalArgument('[keep_alive] is required to open a point in time');
  const views = viewsOf(call);
  return ok({
    pit_id: cluster.pointsInTime.open(views, durationOf(query.keep_alive)),
    _shards: { total: views.length, successful: views.length, skipped: 0, failed: 0 },
    creation_time: cluster.clock.now(),
  });
}

function closePoints(call: Call): Answer {
  const ids = [bodyOf(call).pit_id ?? []].flat().map(String);
  if (ids.length === 0) throw illegalArgument('no pit ids specified');
  return ok({ pits: ids.map((id) => ({ pit_id: id, successful: call.cluster.pointsInTime.close(id) })) });
}
