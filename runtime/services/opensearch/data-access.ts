import type { DataAccess } from '../../contracts/gateway.ts';

type Kind = 'index' | 'collection';
/**
 * OpenSearch Serverless guide, serverless-genref, "Supported OpenSearch API operations and permissions". `{index}` is a name,
 * a list or a pattern. The first row that fits counts.
 */
const operations: readonly { methods: string; path: string; permission: string; on: Kind }[] = [
  { methods: 'POST PUT', path: '/{index}/_bulk', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'POST', path: '/_bulk', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'POST PUT', path: '/{index}/_create/{id}', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'POST', path: '/{index}/_doc', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'POST PUT DELETE', path: '/{index}/_doc/{id}', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'POST', path: '/{index}/_update/{id}', permission: 'aoss:WriteDocument', on: 'index' },
  { methods: 'GET HEAD', path: '/{index}/_doc/{id}', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET HEAD', path: '/{index}/_source/{id}', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/{index}/_mget', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/{index}/_search', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/{index}/_msearch', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/{index}/_count', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/{index}/_analyze', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET POST', path: '/_search', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'POST', path: '/{index}/_search/point_in_time', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'DELETE', path: '/_search/point_in_time', permission: 'aoss:ReadDocument', on: 'index' },
  { methods: 'GET', path: '/{index}/_mapping', permission: 'aoss:DescribeIndex', on: 'index' },
  { methods: 'GET', path: '/{index}/_mappings', permission: 'aoss:DescribeIndex', on: 'index' },
  { methods: 'GET', path: '/{index}/_settings', permission: 'aoss:DescribeIndex', on: 'index' },
  { methods: 'GET', path: '/_cat/indices', permission: 'aoss:DescribeIndex', on: 'index' },
  { methods: 'POST PUT', path: '/{index}/_mapping', permission: 'aoss:UpdateIndex', on: 'index' },
  { methods: 'POST PUT', path: '/{index}/_mappings', permission: 'aoss:UpdateIndex', on: 'index' },
  { methods: 'PUT', path: '/{index}/_settings', permission: 'aoss:UpdateIndex', on: 'index' },
  { methods: 'POST', path: '/_aliases', permission: 'aoss:CreateCollectionItems', on: 'collection' },
  { methods: 'POST PUT', path: '/{index}/_alias/{name}', permission: 'aoss:UpdateCollectionItems', on: 'collection' },
  { methods: 'GET HEAD', path: '/{index}/_alias/{name}', permission: 'aoss:DescribeCollectionItems', on: 'collection' },
  { methods: 'GET HEAD', path: '/_alias/{name}', permission: 'aoss:DescribeCollectionItems', on: 'collection' },
  { methods: 'GET HEAD', path: '/{index}/_alias', permission: 'aoss:DescribeCollectionItems', on: 'collection' },
  { methods: 'DELETE', path: '/{index}/_alias/{name}', permission: 'aoss:DeleteCollectionItems', on: 'collection' },
  { methods: 'POST PUT', path: '/_index_template/{name}', permission: 'aoss:UpdateCollectionItems', on: 'collection' },
  {
    methods: 'GET HEAD',
    path: '/_index_template/{name}',
    permission: 'aoss:DescribeCollectionItems',
    on: 'collection',
  },
  { methods: 'DELETE', path: '/_index_template/{name}', permission: 'aoss:DeleteCollectionItems', on: 'collection' },
  { methods: 'PUT', path: '/{index}', permission: 'aoss:CreateIndex', on: 'index' },
  { methods: 'GET HEAD', path: '/{index}', permission: 'aoss:DescribeIndex', on: 'index' },
  { methods: 'DELETE', path: '/{index}', permission: 'aoss:DeleteIndex', on: 'index' },
];

/** What a request needs of a data access policy; undefined for what Serverless does not support. */
export function dataAccessOf(method: string, path: string, collection: string): readonly DataAccess[] | undefined {
  for (const { methods, path: pattern, permission, on } of operations) {
    const names = methods.split(' ').includes(method) ? matched(pattern, path) : undefined;
    if (!names) continue;
    if (on === 'collection') return [{ permission, resource: `collection/${collection}` }];
    // without a name, every index is meant; the names in a body (_bulk, _mget) are not read
    const indexes = (names['index'] ?? '*').split(',');
    return indexes.map((index) => ({ permission, resource: `index/${collection}/${index}` }));
  }
  return undefined;
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/').map(decodeURIComponent);
  if (wanted.length !== given.length) return undefined;
  const names: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const segment = given[at]!;
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? segment !== part : segment === '' || (name === 'index' && segment.startsWith('_'))) {
      return undefined;
    }
    if (name !== undefined) names[name] = segment;
  }
  return names;
}
