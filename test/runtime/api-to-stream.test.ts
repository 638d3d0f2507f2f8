import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, resource, role, StackWorld } from './stack-world.ts';

const api = { ApiId: { Ref: 'Api' } };
const origins = ['https://shop.example', 'https://www.shop.example'];

/** An HTTP API whose route puts records into a stream, without a function. */
const collector = (integration: object = {}, statements = [allow('kinesis:PutRecord', arnOf('Stream'))]) => ({
  Stream: resource('Events', 'AWS::Kinesis::Stream', { Name: 'clicks', ShardCount: 2, RetentionPeriodHours: 24 }),
  Role: role('Collector', ...statements),
  Api: resource('Collector', 'AWS::ApiGatewayV2::Api', {
    Name: 'collector',
    ProtocolType: 'HTTP',
    CorsConfiguration: {
      AllowOrigins: origins,
      AllowMethods: ['POST'],
      AllowHeaders: ['click-user', 'content-type'],
      MaxAge: 86_400,
    },
  }),
  Integration: resource('Collector', 'AWS::ApiGatewayV2::Integration', {
    ...api,
    IntegrationType: 'AWS_PROXY',
    IntegrationSubtype: 'Kinesis-PutRecord',
    PayloadFormatVersion: '1.0',
    CredentialsArn: arnOf('Role'),
    RequestParameters: {
      StreamName: { Ref: 'Stream' },
      Data: '$request.body.data',
      PartitionKey: '$request.header.click-user',
    },
    ResponseParameters: {
      '200': { ResponseParameters: [{ Destination: 'overwrite:header.cache-control', Source: 'no-store' }] },
    },
    ...integration,
  }),
  Route: resource('Collector', 'AWS::ApiGatewayV2::Route', {
    ...api,
    RouteKey: 'POST /clicks',
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
  }),
  Live: resource('Collector', 'AWS::ApiGatewayV2::Stage', { ...api, StageName: '$default', AutoDeploy: true }),
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

async function start(resources = collector(), options: Partial<LocalStackOptions> = {}) {
  const stack = await world.start(resources, 'export const handler = () => {};', options, {
    Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
  });
  const post = async (body: string, headers: Record<string, string> = { 'click-user': 'ann' }) => {
    const answer = await fetch(`${stack.outputs['Url']}/clicks`, { method: 'POST', headers, body });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
  const send = (text: string, headers?: Record<string, string>) =>
    post(JSON.stringify({ data: base64(text) }), headers);
  return { stack, post, send };
}

const held = (stack: LocalStack) =>
  stack
    .find('stream', 'clicks')
    .records()
    .map(({ partitionKey, data }) => [partitionKey, Buffer.from(data).toString()]);

describe('a request', () => {
  it('becomes one record, decoded, under the key of its header', async () => {
    const { stack, send } = await start();
    const answer = await send('{"event_id":"größe"}\n{"event_id":"2"}\n');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      SequenceNumber: expect.stringMatching(/^\d+$/),
      ShardId: expect.stringMatching(/^shardId-/),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(held(stack)).toEqual([['ann', '{"event_id":"größe"}\n{"event_id":"2"}\n']]);
    expect(stack.flowing('Collector', 'Events')).toBe(1);
    expect(stack.unused()).toEqual([]);
  });

  // recorded of AWS: 400 where a parameter is missing or empty
  it.each([
    ['no key', JSON.stringify({ data: base64('a') }), {}],
    ['an empty key', JSON.stringify({ data: base64('a') }), { 'click-user': '' }],
    ['no data', '{}', { 'click-user': 'ann' }],
    ['a null', 'null', { 'click-user': 'ann' }],
    ['no JSON', 'data', { 'click-user': 'ann' }],
    // the guide: the body is truncated at 100 KB before the selection
    ['more than 100 KB', JSON.stringify({ data: 'A'.repeat(102_400) }), { 'click-user': 'ann' }],
  ])('with %s is refused, and nothing is written', async (_, body, headers) => {
    const { stack, post } = await start();
    expect((await post(body, headers as Record<string, string>)).status).toBe(400);
    expect(held(stack)).toEqual([]);
  });

  it('of just under 100 KB is taken', async () => {
    const { stack, post } = await start();
    expect((await post(JSON.stringify({ data: 'A'.repeat(102_384) }))).status).toBe(200);
    expect(held(stack)).toHaveLength(1);
  });

  // recorded of AWS: what Kinesis refuses is answered with 500, and not with the status of Kinesis
  it.each([
    ['is no base64', JSON.stringify({ data: 'no base64' }), { 'click-user': 'ann' }],
    ['has a key of more than 256 characters', JSON.stringify({ data: base64('a') }), { 'click-user': 'a'.repeat(257) }],
  ])('that %s is answered with 500', async (_, body, headers) => {
    const { stack, post } = await start();
    const { status, body: said } = await post(body, headers as Record<string, string>);
    expect([status, said]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(held(stack)).toEqual([]);
  });

  it('that the role may not write is answered with 500', async () => {
    const { stack, send } = await start(collector({}, []));
    expect((await send('a')).status).toBe(500);
    expect(held(stack)).toEqual([]);
    expect(stack.refused()).toMatchObject([{ component: 'Collector', action: 'kinesis:PutRecord' }]);
  });
});

describe('faults', () => {
  const always = (point: string) => ({ rules: { [point]: { rate: 1, sightings: 1 } } });

  it('refuse a request before anything is written', async () => {
    const { stack, send } = await start(collector(), always('api.throttled'));
    expect((await send('a')).status).toBe(429);
    expect(held(stack)).toEqual([]);
    expect((await send('a')).status).toBe(200);
  });

  it('lose an answer, so that a retry writes the record again', async () => {
    const { stack, send } = await start(collector(), always('api.answer-lost'));
    expect((await send('a')).status).toBe(503);
    expect((await send('a')).status).toBe(200);
    expect(held(stack)).toHaveLength(2);
  });

  it('of the stream are answered with 500', async () => {
    const { stack, send } = await start();
    stack.setFault('stream.write-throttled', true);
    expect((await send('a')).status).toBe(500);
    expect(held(stack)).toEqual([]);
  });

  it('let an answer wait', async () => {
    const { stack, send } = await start();
    stack.setFault('api.slow-behind', true);
    const begun = stack.clock.now();
    expect((await send('a')).status).toBe(200);
    expect(stack.clock.now() - begun).toBeGreaterThanOrEqual(2_000);
  });

  it('of the API strike its component', async () => {
    const { stack } = await start();
    const placed = stack.faultPoints.filter(({ point }) => point.startsWith('api.'));
    expect(placed.map(({ point, nodes }) => [point, nodes])).toEqual([
      ['api.throttled', ['Collector']],
      ['api.answer-lost', ['Collector']],
      ['api.refusing', ['Collector']],
      ['api.slow-behind', ['Collector']],
    ]);
  });
});

describe('web pages', () => {
  const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'click-user' };
  const preflight = async (stack: LocalStack, origin: string) =>
    await fetch(`${stack.outputs['Url']}/clicks`, { method: 'OPTIONS', headers: { origin, ...asks } });

  it('of an allowed origin may send, and read the answer', async () => {
    const { stack, send } = await start();
    for (const origin of origins) {
      const { status, headers } = await preflight(stack, origin);
      expect([status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-headers')]).toEqual(
        [204, origin, 'click-user,content-type'],
      );
      const answer = await send('a', { 'click-user': 'ann', origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    }
  });

  it('of another origin are told nothing, so that browsers do not send', async () => {
    const { stack } = await start();
    const { status, headers } = await preflight(stack, 'https://shop.example.evil.example');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, null]);
    expect(held(stack)).toEqual([]);
  });
});

it('is observed by who asks for it, whatever its answer is', async () => {
  const { stack, post, send } = await start();
  const seen: (readonly [string, string | undefined, number])[] = [];
  stack.find('httpApi').onAnswer(({ route, headers, status }) => seen.push([route, headers['click-user'], status]));
  await send('a');
  await post('{}');
  await fetch(`${stack.outputs['Url']}/other`, { method: 'POST' });
  expect(seen).toEqual([
    ['POST /clicks', 'ann', 200],
    ['POST /clicks', 'ann', 400],
  ]);
});

it.each([
  [{ IntegrationSubtype: 'SQS-SendMessage' }, /Kinesis-PutRecord, and no others/],
  [{ RequestParameters: { StreamName: 'clicks', Data: '$request.body.data' } }, /models no other parameters/],
  [
    { RequestParameters: { StreamName: 'c', Data: 'd', PartitionKey: 'p', ExplicitHashKey: '1' } },
    /models no other parameters/,
  ],
  [{ RequestParameters: { StreamName: 'c', Data: '$request.body..d', PartitionKey: 'p' } }, /does not model/],
  [{ CredentialsArn: undefined }, /a role/],
  [{ PayloadFormatVersion: '2.0' }, /payload format 1.0/],
  [
    { ResponseParameters: { '200': { ResponseParameters: [{ Destination: 'append:header.a', Source: 'b' }] } } },
    /append:header.a/,
  ],
])('says what it does not model: %j', async (integration, message) => {
  await expect(start(collector(integration))).rejects.toThrow(message);
});
