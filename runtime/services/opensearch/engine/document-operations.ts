import { bulkActionsOf, runBulk } from './bulk.ts';
import type { Cluster } from './cluster.ts';
import { isObject, printedAs, textOfScalar } from './exact-json.ts';
import { bodyOf, ok, type Answer, type Call, type Operation } from './operation.ts';
import { illegalArgument, onlyKnown, Problem } from './problem.ts';
import { sourceFilterOf, type SourceFilter } from './search/source-filter.ts';

export const documentOperations: readonly Operation[] = [
  { method: 'POST', path: '/_bulk', query: ['refresh'], run: bulk },
  { method: 'POST', path: '/{index}/_bulk', query: ['refresh'], run: bulk },
  { method: 'POST', path: '/_mget', query: ['_source'], run: multiGet },
  { method: 'POST', path: '/{index}/_mget', query: ['_source'], run: multiGet },
  {
    method: 'GET',
    path: '/{index}/_doc/{id}',
    query: ['_source'],
    run: ({ cluster, path, query }) => {
      const found = read(cluster, path.index!, path.id!, sourceFilterOf(query._source));
      return { status: found.found ? 200 : 404, body: found };
    },
  },
];

/** `refresh=true` shows the written at once; `wait_for` answers after the next refresh, which here is the same to a reader. */
function bulk({ cluster, path, query, text, itemFault }: Call): Answer {
  const actions = bulkActionsOf(text, path.index);
  const result = runBulk(actions, cluster, itemFault);
  if (query.refresh !== undefined && query.refresh !== 'false') {
    // a pipeline may have written elsewhere
    const named = result.items.map((item) => (Object.values(item)[0] as { readonly _index: string })._index);
    for (const name of new Set(named)) if (cluster.has(name)) cluster.writeTarget(name).documents.refresh();
  }
  return ok(result);
}

function multiGet(call: Call): Answer {
  const { cluster, path, query } = call;
  const body = bodyOf(call);
  onlyKnown('[_mget]', body, ['docs', 'ids']);
  if (Array.isArray(body.ids) && body.ids.includes(null))
    throw illegalArgument('ids array element should only contain ids');
  const wanted: unknown =
    body.docs ?? (Array.isArray(body.ids) ? body.ids.map((id: unknown) => ({ _id: id })) : undefined);
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new Problem(400, 'action_request_validation_exception', 'Validation Failed: 1: no documents to get;');
  }
  const docs = wanted.map((one: unknown) => {
    if (!isObject(one)) throw illegalArgument('docs array element should include an object');
    onlyKnown('a document of [_mget]', one, ['_index', '_id', '_source']);
    const index = one._index ?? path.index;
    if (index === undefined) {
      throw new Problem(400, 'action_request_validation_exception', 'Validation Failed: 1: index is missing;');
    }
    return read(cluster, textOfScalar(index), textOfScalar(one._id), sourceFilterOf(one._source ?? query._source));
  });
  return ok({ docs });
}

/** Real time: sees a write as soon as it is acknowledged, before any refresh. */
function read(
  cluster: Cluster,
  name: string,
  id: string,
  sourceOf: SourceFilter,
): { found: boolean; [field: string]: unknown } {
  const [index, ...others] = cluster.resolve(name);
  if (!index || others.length > 0) {
    throw illegalArgument(
      `alias [${name}] has more than one index associated with it, can't execute a single index op`,
    );
  }
  const document = index.documents.get(id);
  if (!document) return { _index: index.name, _id: id, found: false };
  const source = sourceOf(document.source);
  return {
    _index: index.name,
    _id: id,
    _version: printedAs(document.version),
    _seq_no: document.sequence,
    _primary_term: 1,
    found: true,
    ...(source !== undefined && { _source: source }),
  };
}
