import { describe, expect, it } from '@jest/globals';
import { onlyStandIn } from '../engines/only.ts';
import { bulkBody, clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

const withIndices = (...names: string[]) => {
  const client = clientOf(createWorld({}));
  for (const name of names) expect(client.put(`/${name}`).status).toBe(200);
  return client;
};

describe('indices', () => {
  it('are made, shown, asked for and deleted', () => {
    const client = clientOf(createWorld({}));
    const body = {
      settings: { number_of_shards: 1 },
      mappings: { properties: { name: { type: 'text' } } },
      aliases: { all: {} },
    };
    expect(client.head('/products').status).toBe(404);
    expect(client.put('/products', body).body).toEqual({
      acknowledged: true,
      shards_acknowledged: true,
      index: 'products',
    });
    expect(client.head('/products').status).toBe(200);
    expect(client.get('/products').body).toMatchObject({
      products: { aliases: { all: {} }, mappings: body.mappings, settings: { index: { number_of_shards: '1' } } },
    });
    expect(client.put('/products').body.error.type).toBe('resource_already_exists_exception');
    expect(client.delete('/products').body).toEqual({ acknowledged: true });
    expect(client.get('/products').body.error.type).toBe('index_not_found_exception');
    expect(client.head('/all').status).toBe(404);
  });

  it('are made by the first document, from the template that fits best', () => {
    const client = clientOf(createWorld({}));
    const template = (type: string) => ({
      // without them OpenSearch 3.8 has a null pointer for the pattern *
      settings: { number_of_shards: 1 },
      mappings: { properties: { name: { type } } },
      aliases: { everything: {} },
    });
    client.put('/_index_template/general', { index_patterns: ['*'], priority: 1, template: template('text') });
    client.put('/_index_template/products', {
      index_patterns: ['pro*s', 'x'],
      priority: 5,
      template: template('keyword'),
    });
    client.post('/products/_bulk', bulkBody({ index: {} }, {}));
    expect(client.get('/products').body.products).toMatchObject({
      aliases: { everything: {} },
      mappings: template('keyword').mappings,
    });
    expect(client.get('/_index_template/general').body.index_templates[0]).toMatchObject({
      name: 'general',
      index_template: { priority: 1 },
    });
    expect(client.get('/_index_template/none').status).toBe(404);
  });
});

describe('aliases', () => {
  const swap = {
    actions: [
      { remove: { index: 'products-1', alias: 'products' } },
      { add: { index: 'products-2', alias: 'products' } },
    ],
  };

  it('stand for their indices in reads and writes, and are swapped at once', () => {
    const client = withIndices('products-1', 'products-2');
    client.post('/_aliases', { actions: [{ add: { index: 'products-1', alias: 'products' } }] });
    client.fill({ p1: { name: 'old' } });
    expect(client.found({})).toEqual(['p1']);
    expect(client.post('/_aliases', swap).body).toEqual({ acknowledged: true });
    expect(client.found({})).toEqual([]);
    client.fill({ p2: {} });
    expect(client.get('/products-2/_doc/p2').status).toBe(200);
    expect(client.get('/_alias/products').body).toEqual({ 'products-2': { aliases: { products: {} } } });
    expect(client.get('/_alias').body).toEqual({
      'products-1': { aliases: {} },
      'products-2': { aliases: { products: {} } },
    });
  });

  it('keep rejecting stale writes behind a swap', () => {
    const client = withIndices('products-1', 'products-2');
    client.post('/_aliases', { actions: [{ add: { index: 'products-1', alias: 'products' } }] });
    const write = (index: string, version: number) =>
      client.post('/_bulk', bulkBody({ index: { _index: index, _id: 'p1', version, version_type: 'external' } }, {}))
        .body.items[0].index.status;
    expect(write('products-2', 20)).toBe(201);
    client.post('/_aliases', swap);
    expect(write('products', 15)).toBe(409);
  });

  it('change together or not at all', () => {
    const client = withIndices('products-2');
    expect(
      client.post('/_aliases', { actions: [swap.actions[1], { add: { index: 'none', alias: 'products' } }] }),
    ).toMatchObject({
      status: 404,
      body: { error: { reason: 'no such index [none]' } },
    });
    expect(client.get('/_alias/products').status).toBe(404);
  });

  it('that are not there are removed without a word, unless nothing else is to be done', () => {
    const client = withIndices('products-2');
    const remove = { remove: { index: 'products-2', alias: 'none' } };
    expect(client.post('/_aliases', { actions: [remove] })).toMatchObject({
      status: 404,
      body: { error: { reason: 'aliases [none] missing' } },
    });
    expect(client.post('/_aliases', { actions: [swap.actions[1], remove] }).status).toBe(200);
    expect(client.get('/_alias/products').status).toBe(200);
  });

  it('need a write index when they stand for several', () => {
    const client = withIndices('products-1', 'products-2');
    const add = (index: string, options = {}) => ({ add: { index, alias: 'products', ...options } });
    client.post('/_aliases', { actions: [add('products-1'), add('products-2')] });
    expect(client.bulk({ index: {} }, {})[0].error.reason).toMatch('no write index is defined for alias [products]');
    client.post('/_aliases', { actions: [add('products-2', { is_write_index: true })] });
    expect(client.bulk({ index: {} }, {})[0]._index).toBe('products-2');
  });

  it('take the name of an index that goes in the same request', () => {
    const client = withIndices('products', 'products-2');
    expect(client.post('/_aliases', { actions: [swap.actions[1]] }).body.error.type).toBe(
      'invalid_alias_name_exception',
    );
    const actions = [{ remove_index: { index: 'products' } }, swap.actions[1]];
    expect(client.post('/_aliases', { actions }).status).toBe(200);
    expect(client.get('/_alias/products').body).toEqual({ 'products-2': { aliases: { products: {} } } });
  });
});

describe('what is not modelled', () => {
  onlyStandIn.each([
    ['POST', '/_reindex'],
    ['POST', '/products/_update_by_query'],
    ['POST', '/products/_refresh'],
    ['PUT', '/_bulk'],
    ['GET', '/'],
    ['GET', '/products/_search?q=chair'],
  ])('%s %s is refused with 501 and its name', (method, target) => {
    const { index } = createWorld({});
    const { pathname: path, searchParams } = new URL(target, 'http://localhost');
    const answer = index.handle({ method, path, query: Object.fromEntries(searchParams), body: '' });
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.body).error.reason).toMatch(/(POST|PUT|GET) .* is not modelled by the local index/);
  });
});
