import { aliasOptionsOf } from './aliases.ts';
import type { Cluster } from './cluster.ts';
import { mappingDefinitionOf } from './documents/mapping.ts';
import type { SearchableIndex } from './documents/search-index.ts';
import { isObject } from './exact-json.ts';
import { bodyOf, ok, type Call, type Operation } from './operation.ts';
import { illegalArgument, notModelled, onlyKnown, Problem } from './problem.ts';
import { shownSettings } from './settings.ts';

const acknowledged = { acknowledged: true };

const resolved = ({ cluster, path }: Call): readonly SearchableIndex[] => cluster.resolve(path.index ?? '_all');

const perIndex = (indices: readonly SearchableIndex[], show: (index: SearchableIndex) => object): object =>
  Object.fromEntries(indices.map((index) => [index.name, show(index)]));

export const indexOperations: readonly Operation[] = [
  {
    method: 'PUT',
    path: '/{index}',
    query: [],
    run: (call) => {
      const index = call.cluster.create(call.path.index!, bodyOf(call));
      return ok({ ...acknowledged, shards_acknowledged: true, index: index.name });
    },
  },
  {
    method: 'GET',
    path: '/{index}',
    query: [],
    run: (call) =>
      ok(
        perIndex(resolved(call), ({ name, mapping, settings }) => ({
          aliases: call.cluster.aliases.of(name),
          mappings: mapping.definition,
          settings: shownSettings(settings),
        })),
      ),
  },
  {
    method: 'HEAD',
    path: '/{index}',
    query: [],
    run: (call) => {
      const { cluster, path } = call;
      return { status: cluster.has(path.index!) || cluster.aliases.has(path.index!) ? 200 : 404, body: undefined };
    },
  },
  {
    method: 'DELETE',
    path: '/{index}',
    query: [],
    run: ({ cluster, path }) => {
      const name = path.index!;
      if (cluster.aliases.has(name)) {
        throw illegalArgument(
          `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`,
        );
      }
      if (name.includes('*') || name === '_all') throw notModelled('DELETE of indices by pattern');
      for (const index of cluster.resolve(name)) cluster.remove(index.name);
      return ok(acknowledged);
    },
  },
  {
    method: 'GET',
    path: '/{index}/_mapping',
    query: [],
    run: (call) => ok(perIndex(resolved(call), ({ mapping }) => ({ mappings: mapping.definition }))),
  },
  {
    method: 'PUT',
    path: '/{index}/_mapping',
    query: [],
    run: (call) => {
      const addition = mappingDefinitionOf(bodyOf(call));
      for (const index of resolved(call)) index.extendMapping(addition);
      return ok(acknowledged);
    },
  },
  {
    method: 'PUT',
    path: '/_index_template/{name}',
    query: [],
    run: (call) => {
      call.cluster.templates.put(call.path.name!, bodyOf(call));
      return ok(acknowledged);
    },
  },
  {
    method: 'GET',
    path: '/_index_template/{name}',
    query: [],
    run: ({ cluster, path }) =>
      ok({ index_templates: [{ name: path.name, index_template: cluster.templates.get(path.name!) }] }),
  },
  {
    method: 'PUT',
    path: '/_ingest/pipeline/{name}',
    query: [],
    run: (call) => {
      call.cluster.pipelines.put(call.path.name!, bodyOf(call));
      return ok(acknowledged);
    },
  },
  {
    method: 'GET',
    path: '/_ingest/pipeline/{name}',
    query: [],
    run: ({ cluster, path }) => {
      const pipeline = cluster.pipelines.get(path.name!);
      return pipeline ? ok({ [path.name!]: pipeline }) : { status: 404, body: {} };
    },
  },
  { method: 'POST', path: '/_aliases', query: [], run: (call) => changeAliases(call) },
  { method: 'GET', path: '/_alias', query: [], run: (call) => ok(aliasesOf(call.cluster, resolved(call))) },
  { method: 'GET', path: '/{index}/_alias', query: [], run: (call) => ok(aliasesOf(call.cluster, resolved(call))) },
  {
    method: 'GET',
    path: '/_alias/{alias}',
    query: [],
    run: ({ cluster, path }) => {
      const alias = path.alias!;
      if (cluster.aliases.has(alias)) {
        const named = ({ name }: SearchableIndex) => ({ aliases: { [alias]: cluster.aliases.of(name)[alias] } });
        return ok(perIndex(cluster.resolve(alias), named));
      }
      return { status: 404, body: { error: `alias [${alias}] missing`, status: 404 } };
    },
  },
];

const aliasesOf = ({ aliases }: Cluster, indices: readonly SearchableIndex[]): object =>
  perIndex(indices, ({ name }) => ({ aliases: aliases.of(name) }));

/** All actions of the request take effect, or none. */
function changeAliases(call: Call) {
  const { cluster } = call;
  const { actions } = bodyOf(call);
  if (!Array.isArray(actions)) throw illegalArgument('No action specified');
  const removed: string[] = [];
  cluster.aliases.atomically(() => {
    const changed = (actions as unknown[]).map((action) => changeAlias(cluster, action, removed));
    const missing = changed.find((one) => one !== undefined);
    // an alias that is not there matters only where there was nothing else to do (seen on OpenSearch 3.8)
    if (missing && changed.every((one) => one !== undefined)) throw missing;
  });
  for (const index of removed) cluster.remove(index);
  return ok(acknowledged);
}

/** Gives the problem of an alias that was to be removed and is not there. */
function changeAlias(cluster: Cluster, action: unknown, removed: string[]): Problem | undefined {
  const [kind, target] = isObject(action) ? (Object.entries(action)[0] ?? []) : [];
  if (kind === undefined || !isObject(target)) {
    throw illegalArgument('An alias action is an object such as {"add": {"index": …}}');
  }
  const { index: expression, alias: name, ...options } = target;
  const indices = cluster.resolve(String(expression));
  const alias = String(name);
  if (kind === 'remove_index') {
    for (const index of indices) {
      cluster.aliases.removeIndex(index.name);
      removed.push(index.name);
    }
  } else if (kind === 'add') {
    if (cluster.has(alias) && !removed.includes(alias)) {
      const reason = `Invalid alias name [${alias}]: an index or data stream exists with the same name as the alias`;
      throw new Problem(400, 'invalid_alias_name_exception', reason);
    }
    for (const index of indices) cluster.aliases.add(alias, index.name, aliasOptionsOf(options));
  } else if (kind === 'remove') {
    onlyKnown('alias action [remove]', options, []);
    const known = indices.filter((index) => cluster.aliases.indicesOf(alias).includes(index.name));
    if (known.length === 0) return new Problem(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
    for (const index of known) cluster.aliases.remove(alias, index.name);
  } else {
    throw notModelled(`alias action [${kind}]`);
  }
  return undefined;
}
