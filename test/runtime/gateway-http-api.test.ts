import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiWorld, functionArn, says } from './gateway-api-world.ts';
import { second, start } from './world.ts';

let world: Awaited<ReturnType<typeof createApiWorld>>;
beforeAll(async () => {
  world = await createApiWorld();
});
afterEach(() => world.close());

describe('routes', () => {
  // API Gateway guide, http-api-develop-routes, its example of priorities
  const routes = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];
  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
    ['GET', '/pets/dog/2%20b', 'GET /pets/dog/{id}', { id: '2 b' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['POST', '/pets/dog/1', 'ANY /{proxy+}', { proxy: 'pets/dog/1' }],
  ])('%s %s is answered by %s', async (method, path, routeKey, pathParameters) => {
    const { call } = await world.serve({ routes: routes.toReversed() });
    expect(await call(path, { method })).toMatchObject({ status: 200, body: 'found' });
    expect(world.events).toEqual([expect.objectContaining({ routeKey })]);
    expect(world.events[0]!['pathParameters']).toEqual(pathParameters);
  });

  it('fall back to the default one', async () => {
    const { call } = await world.serve({ routes: ['GET /search', '$default'] });
    await call('/search', { method: 'POST' });
    expect(world.events).toMatchObject([{ routeKey: '$default' }]);
  });

  it('that are missing are not found', async () => {
    const { call } = await world.serve({});
    expect(await call('/other')).toMatchObject(says(404, 'Not Found'));
    expect(await call('/search', { method: 'POST' })).toMatchObject(says(404, 'Not Found'));
    expect(await call('/search/x')).toMatchObject(says(404, 'Not Found'));
  });

  it('lie below a stage with a name', async () => {
    const { call } = await world.serve({ stage: { StageName: 'v1' } });
    expect((await call('/v1/search')).status).toBe(200);
    expect((await call('/search')).status).toBe(404);
  });
});

describe('the event', () => {
  it('has payload format 2.0', async () => {
    const { call, id } = await world.serve({ routes: ['POST /search'] });
    const body = JSON.stringify({ text: 'ü' });
    const headers = { 'content-type': 'application/json', cookie: 'a=1; b=2', 'X-Mine': 'me' };
    const answer = await call('/search?q=red%20shoe&tag=a&tag=b', { method: 'POST', headers, body });
    expect(world.events).toEqual([
      {
        version: '2.0',
        routeKey: 'POST /search',
        rawPath: '/search',
        rawQueryString: 'q=red+shoe&tag=a&tag=b',
        cookies: ['a=1', 'b=2'],
        headers: expect.objectContaining({ 'content-type': 'application/json', 'x-mine': 'me' }),
        queryStringParameters: { q: 'red shoe', tag: 'a,b' },
        requestContext: {
          accountId: '111122223333',
          apiId: id,
          domainName: `${id}.execute-api.eu-west-1.amazonaws.com`,
          domainPrefix: id,
          http: { method: 'POST', path: '/search', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'node' },
          requestId: answer.headers.get('apigw-requestid'),
          routeKey: 'POST /search',
          stage: '$default',
          time: '01/Jan/2026:00:00:00 +0000',
          timeEpoch: start,
        },
        body,
        isBase64Encoded: false,
      },
    ]);
  });

  it('has binary bodies in base64', async () => {
    const { call } = await world.serve({ routes: ['POST /search'] });
    await call('/search', { method: 'POST', headers: { 'content-type': 'image/png' }, body: Buffer.from([0, 255]) });
    expect(world.events).toMatchObject([{ body: 'AP8=', isBase64Encoded: true }]);
  });
});

describe('the response', () => {
  const answered = async (response: unknown) => {
    const { call } = await world.serve({ invoke: async () => response });
    const { status, headers, body } = await call('/search');
    return { status, type: headers.get('content-type'), cookie: headers.get('set-cookie'), body };
  };

  // API Gateway guide, http-api-develop-integrations-lambda, "Lambda function response for format 2.0"
  it.each([
    [
      { statusCode: 404, headers: { 'Content-Type': 'a/b' }, body: 'x', cookies: ['c=1'] },
      { status: 404, type: 'a/b', cookie: 'c=1', body: 'x' },
    ],
    [
      { statusCode: 200, body: 'w7w=', isBase64Encoded: true },
      { status: 200, body: 'ü' },
    ],
    [{ message: 'Hello' }, { status: 200, type: 'application/json', body: '{"message":"Hello"}' }],
    ['Hello', { status: 200, type: 'application/json', body: 'Hello' }],
    [{ statusCode: 204 }, { status: 204, body: '' }],
    [{ statusCode: 'fine' }, says(500, 'Internal Server Error')],
    [{ statusCode: 200, body: { not: 'text' } }, says(500, 'Internal Server Error')],
  ])('%j', async (response, expected) => {
    expect(await answered(response)).toMatchObject(expected);
  });

  it('of a function that fails, or may not be invoked, tells nothing', async () => {
    const failing = await world.serve({ invoke: () => Promise.reject(new Error('secret')) });
    expect(await failing.call('/search')).toMatchObject(says(500, 'Internal Server Error'));
    const asked: unknown[] = [];
    const forbidden = await world.serve({
      mayInvoke: (...arns) => {
        asked.push(arns);
        return false;
      },
    });
    expect(await forbidden.call('/search')).toMatchObject(says(500, 'Internal Server Error'));
    expect(world.events).toEqual([]);
    expect(asked).toEqual([
      [`arn:aws:execute-api:eu-west-1:111122223333:${forbidden.id}/$default/GET/search`, functionArn],
    ]);
  });

  it('comes within 30 seconds', async () => {
    let running = () => {};
    const started = new Promise<void>((resolve) => {
      running = resolve;
    });
    const { call } = await world.serve({
      invoke: () => {
        running();
        return new Promise(() => undefined);
      },
    });
    let answered = false;
    const answer = call('/search').finally(() => {
      answered = true;
    });
    await started;
    await world.clock.advance(29_999);
    // a whole round trip, for an answer that came too early to arrive
    await call('/other');
    expect(answered).toBe(false);
    await world.clock.advance(1);
    expect(await answer).toMatchObject(says(503, 'Service Unavailable'));
  });
});

it('reports the status of every answer, whoever gave it', async () => {
  const answered: { stage: string; status: number }[] = [];
  const { call } = await world.serve({
    mayInvoke: () => false,
    answered: ({ stage, status }) => void answered.push({ stage, status }),
  });
  await call('/search');
  await call('/other');
  expect(answered).toEqual([
    { stage: '$default', status: 500 },
    { stage: '$default', status: 404 },
  ]);
});

it('lets through as many requests as its stage allows', async () => {
  const { call } = await world.serve({
    stage: { DefaultRouteSettings: { ThrottlingRateLimit: 2, ThrottlingBurstLimit: 3 } },
  });
  const statuses = async (count: number) => {
    const seen = [];
    for (let time = 0; time < count; time++) seen.push((await call('/search')).status);
    return seen;
  };
  expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  await world.clock.advance(second);
  expect(await statuses(3)).toEqual([200, 200, 429]);
  await world.clock.advance(60 * second);
  expect(await statuses(3)).toEqual([200, 200, 200]);
  expect(await call('/search')).toMatchObject(says(429, 'Too Many Requests'));
});

it('does not start with what it does not know', async () => {
  await expect(world.serve({ authorization: { AuthorizationType: 'CUSTOM' } })).rejects.toThrow(
    'The authorization CUSTOM of Route0 is not modelled.',
  );
});
