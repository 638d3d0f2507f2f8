import { afterEach, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './gateway-signing.ts';
import { startWorld, type GatewayWorld } from './gateway-world.ts';
import { always } from './world.ts';

let world: GatewayWorld;
afterEach(() => world.close());

/** Signed as the generated functions do it. */
async function request(service: 'es' | 'aoss', method: string, path: string, body = '', omit: string[] = []) {
  const url = new URL(path, world.url);
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials: world.config.credentials,
    sha256: Sha256,
  });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, 'content-type': 'application/json', 'x-amz-content-sha256': 'x' },
    body,
  });
  const { host: _, ...headers } = signed.headers;
  for (const name of omit) delete headers[name];
  const answer = await fetch(url, { method, headers, ...(body ? { body } : {}) });
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
}

describe('a domain', () => {
  it('answers as the index does', async () => {
    world = await startWorld();
    const lines = '{"index":{"_id":"ü/1","version":"9007199254740993","version_type":"external"}}\n{"name":"shoe"}\n';
    const written = await request('es', 'POST', '/products/_bulk?refresh=true', lines);
    expect(written.status).toBe(200);
    // exact beyond 2^53: the text of the engine is passed on as it is
    expect(written.body).toContain('"_version":9007199254740993');
    const read = await request('es', 'GET', `/products/_doc/${encodeURIComponent('ü/1')}`);
    expect(JSON.parse(read.body)).toMatchObject({ found: true, _source: { name: 'shoe' } });
    expect(await request('es', 'HEAD', '/nowhere')).toMatchObject({ status: 404, body: '' });
  });

  it('needs a permission by method on ARN and path', async () => {
    world = await startWorld();
    await request('es', 'POST', '/products/_search?q=x', '{}');
    await request('es', 'GET', '/products/_mapping');
    const arn = 'arn:aws:es:eu-west-1:111122223333:domain/search';
    expect(world.iam).toEqual([
      { action: 'es:ESHttpPost', resource: `${arn}/products/_search` },
      { action: 'es:ESHttpGet', resource: `${arn}/products/_mapping` },
    ]);
    expect(world.dataAccess).toEqual([]);
  });

  it('refuses with a message', async () => {
    world = await startWorld({ denied: () => true });
    const answer = await request('es', 'POST', '/products/_search', '{}');
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toEqual({
      Message: expect.stringMatching(
        /^User: .*assumed-role\/indexer\/indexer is not authorized to perform: es:ESHttpPost/,
      ),
    });
  });

  it('takes no signature for the other service', async () => {
    world = await startWorld();
    expect((await request('aoss', 'POST', '/products/_search', '{}')).status).toBe(403);
  });

  it('breaks connections, and refuses, when faults strike', async () => {
    world = await startWorld({ rules: always({ 'index.reset-before': 1, 'index.request-429': 1 }) });
    await expect(request('es', 'GET', '/products')).rejects.toMatchObject({ message: 'fetch failed' });
    expect(await request('es', 'GET', '/products')).toMatchObject({ status: 429, type: 'text/html' });
    expect((await request('es', 'GET', '/products')).status).toBe(404);
  });
});

describe('a Serverless collection', () => {
  const arn = 'arn:aws:aoss:eu-west-1:111122223333:collection/07tjusf2h91cunochc';

  // OpenSearch Serverless guide, serverless-genref; the rows that generated projects rest on
  it.each([
    ['POST', '/products/_bulk', 'aoss:WriteDocument', 'index/search/products'],
    ['POST', '/_bulk', 'aoss:WriteDocument', 'index/search/*'],
    ['POST', '/products/_search', 'aoss:ReadDocument', 'index/search/products'],
    ['POST', '/products/_mget', 'aoss:ReadDocument', 'index/search/products'],
    ['GET', '/products/_mapping', 'aoss:DescribeIndex', 'index/search/products'],
    ['HEAD', '/products', 'aoss:DescribeIndex', 'index/search/products'],
    ['PUT', '/products-000001', 'aoss:CreateIndex', 'index/search/products-000001'],
    ['PUT', '/products/_mapping', 'aoss:UpdateIndex', 'index/search/products'],
    ['DELETE', '/products', 'aoss:DeleteIndex', 'index/search/products'],
    ['PUT', '/products/_doc/1', 'aoss:WriteDocument', 'index/search/products'],
    ['GET', '/products/_doc/1', 'aoss:ReadDocument', 'index/search/products'],
    ['POST', '/_aliases', 'aoss:CreateCollectionItems', 'collection/search'],
    ['PUT', '/_index_template/products', 'aoss:UpdateCollectionItems', 'collection/search'],
    ['GET', '/_alias/products', 'aoss:DescribeCollectionItems', 'collection/search'],
  ])('%s %s needs %s on %s', async (method, path, permission, resource) => {
    world = await startWorld({ engine: 'aoss' });
    await request('aoss', method, path, method === 'GET' || method === 'HEAD' ? '' : '{}');
    expect(world.iam).toEqual([{ action: 'aoss:APIAccessAll', resource: arn }]);
    expect(world.dataAccess).toEqual([{ permission, resource }]);
  });

  it('names every index of a list', async () => {
    world = await startWorld({ engine: 'aoss' });
    await request('aoss', 'POST', '/a,b*/_search', '{}');
    expect(world.dataAccess.map(({ resource }) => resource)).toEqual(['index/search/a', 'index/search/b*']);
  });

  it('asks for the hash of the body', async () => {
    world = await startWorld({ engine: 'aoss' });
    expect((await request('aoss', 'GET', '/products', '', ['x-amz-content-sha256'])).status).toBe(403);
    expect((await request('aoss', 'GET', '/products')).status).toBe(404);
  });

  it('refuses what it does not support, and who may not', async () => {
    world = await startWorld({ engine: 'aoss', denied: () => true });
    const denied = await request('aoss', 'POST', '/products/_search', '{}');
    expect(JSON.parse(denied.body)).toMatchObject({ status: 403, error: { type: 'Forbidden' } });
    expect((await request('aoss', 'POST', '/products/_delete_by_query', '{}')).status).toBe(404);
    expect((await request('aoss', 'POST', '/products/_refresh')).status).toBe(404);
    expect((await request('aoss', 'GET', '/_nodes')).status).toBe(404);
  });
});
