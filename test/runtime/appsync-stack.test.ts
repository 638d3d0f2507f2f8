import { afterEach, describe, expect, it } from '@jest/globals';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import { signedNow } from '../../runtime/gateway/signature.ts';
import { ownChannelOnly } from './appsync-world.ts';
import { EventClient } from './event-client.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

const world = new StackWorld();
afterEach(() => world.close());

const modes = (...types: string[]) => types.map((AuthType) => ({ AuthType }));

const api = (more: object = {}) =>
  resource('Push', 'AWS::AppSync::Api', {
    Name: 'offers',
    EventConfig: {
      AuthProviders: [
        ...modes('AWS_IAM'),
        {
          AuthType: 'AMAZON_COGNITO_USER_POOLS',
          CognitoConfig: { AwsRegion: 'eu-west-1', UserPoolId: { Ref: 'Pool' }, AppIdClientRegex: { Ref: 'Client' } },
        },
      ],
      ConnectionAuthModes: modes('AMAZON_COGNITO_USER_POOLS'),
      DefaultPublishAuthModes: modes('AWS_IAM'),
      DefaultSubscribeAuthModes: modes('AMAZON_COGNITO_USER_POOLS'),
      ...more,
    },
  });

const namespace = (more: object = { CodeHandlers: ownChannelOnly }) =>
  resource('Push', 'AWS::AppSync::ChannelNamespace', {
    ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] },
    Name: 'offers',
    ...more,
  });

const namespaceArn = { 'Fn::GetAtt': ['Namespace', 'ChannelNamespaceArn'] };

/** An Event API, a user pool, and a function that publishes what it is invoked with. */
const resources = ({
  eventApi = api(),
  channels = namespace(),
  statements = [allow('appsync:EventPublish', namespaceArn)],
} = {}) => ({
  Pool: resource('Users', 'AWS::Cognito::UserPool'),
  Client: resource('Users', 'AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'Pool' } }),
  Api: eventApi,
  Namespace: channels,
  Role: role('Pusher', ...statements),
  Function: functionOf('Pusher', 'Role', {
    Environment: {
      Variables: { EVENTS_URL: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Api', 'Dns.Http'] }, '/event']] } },
    },
  }),
});

/** Publishes with the signer of the AWS SDK, which it takes from this repository. */
const publisher = `
import { createRequire } from 'node:module';
import { createHash, createHmac } from 'node:crypto';
const { SignatureV4 } = createRequire(${JSON.stringify(import.meta.filename)})('@smithy/signature-v4');
class Sha256 {
  constructor(secret) { this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret); }
  update(data) { this.hash.update(data); }
  async digest() { return this.hash.digest(); }
}
export const handler = async ({ channel, events }) => {
  const url = new URL(process.env.EVENTS_URL);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  const signer = new SignatureV4({ service: 'appsync', region: process.env.AWS_REGION, credentials: { accessKeyId, secretAccessKey, sessionToken }, sha256: Sha256 });
  const body = JSON.stringify({ channel, events });
  const request = { method: 'POST', protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: url.pathname, headers: { host: url.host, 'content-type': 'application/json' }, body };
  const { headers } = await signer.sign(request);
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
};`;

const start = (given: ReturnType<typeof resources> = resources(), options: Partial<LocalStackOptions> = {}) =>
  world.start(given, publisher, options);

const publish = async (stack: LocalStack, channel: string, ...events: string[]) =>
  (await stack.find('function').invoke({ channel, events })) as { status: number; body: string };

const userOf = (stack: LocalStack, user: string) =>
  EventClient.open(stack.find('eventApi').realtimeUrl, {
    host: new URL(stack.url).host,
    Authorization: stack.find('eventApi').authorization(user),
  });

const signedBy = (stack: LocalStack, body: object, path = '/event') => {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = stack.environment;
  const url = stack.url + path;
  const scope = { accessKeyId, secretAccessKey, region: 'eu-west-1', service: 'appsync' };
  return { host: new URL(url).host, ...signedNow({ method: 'POST', url, body: JSON.stringify(body) }, scope) };
};

describe('an Event API in a stack', () => {
  it('passes what a function publishes to the user who has subscribed to the channel, and to nobody else', async () => {
    const stack = await start();
    const [ann, ben] = [await userOf(stack, 'ann'), await userOf(stack, 'ben')];
    expect(await ann.init()).toEqual({ type: 'connection_ack', connectionTimeoutMs: 300_000 });
    expect(await ann.subscribe('s1', '/offers/ann')).toEqual({ type: 'subscribe_success', id: 's1' });
    expect(await ben.subscribe('s1', '/offers/ben')).toEqual({ type: 'subscribe_success', id: 's1' });
    for (const channel of ['/offers/ann', '/offers/*'])
      expect(await ben.subscribe('s2', channel)).toEqual({
        type: 'subscribe_error',
        id: 's2',
        errors: [{ errorType: 'Unauthorized', message: expect.any(String) }],
      });

    const { status, body } = await publish(stack, '/offers/ann', '{"offer":1}', '{"offer":2}');
    expect([status, (JSON.parse(body) as { successful: unknown[] }).successful.length]).toEqual([200, 2]);
    expect(await ann.messages(2)).toEqual([
      { type: 'data', id: 's1', event: '{"offer":1}' },
      { type: 'data', id: 's1', event: '{"offer":2}' },
    ]);
    expect(ben.received).toEqual([]);
    expect(stack.find('eventApi').broadcasts()).toMatchObject([{ receivers: ['ann'] }, { receivers: ['ann'] }]);
    expect(stack.flowing('Pusher', 'Push')).toBe(2);
    expect(stack.passed('Pusher').delivered).toBe(2);
    expect(stack.unused()).toEqual([]);
    expect(stack.notModelled).toEqual([]);
    expect(stack.faultPoints.filter(({ point }) => point.startsWith('events.'))).toHaveLength(7);
    expect(stack.metrics().some(({ namespace: of, name }) => of === 'AWS/AppSync' && name === '4XXError')).toBe(true);

    expect(await ann.unsubscribe('s1')).toEqual({ type: 'unsubscribe_success', id: 's1' });
    await publish(stack, '/offers/ann', '3');
    expect(stack.find('eventApi').broadcasts().at(-1)).toMatchObject({ receivers: [] });
  });

  it('asks IAM of whoever publishes with a signature (configure-event-api-auth)', async () => {
    const refused: string[] = [];
    const other = resources({ statements: [allow('appsync:EventConnect', '*')] });
    const stack = await start(other, { refused: ({ action, resource: of }) => refused.push(`${action} ${of}`) });
    expect(await publish(stack, '/offers/ann', '1')).toMatchObject({
      status: 403,
      body: expect.stringContaining('AccessDeniedException'),
    });
    expect(refused).toEqual([
      expect.stringMatching(
        /^appsync:EventPublish arn:aws:appsync:eu-west-1:\d+:apis\/\w{26}\/channelNamespace\/offers$/,
      ),
    ]);
    // a channel that is none needs no permission to be wrong
    expect(await publish(stack, '/offers/*', '1')).toMatchObject({ status: 400 });
  });

  it.each([
    ['ERROR', ['logs:*'], []],
    [
      'ERROR',
      ['logs:CreateLogStream'],
      ['Push: AccessDenied: the role does not allow logs:PutLogEvents, so the log is lost'],
    ],
    ['NONE', [], []],
  ])('writes errors with the role of its log: %s, %j (event-api-monitoring)', async (LogLevel, actions, expected) => {
    const eventApi = api({ LogConfig: { LogLevel, CloudWatchLogsRoleArn: arnOf('LogRole') } });
    const group = 'arn:aws:logs:*:*:log-group:/aws/appsync/apis/*';
    const LogRole = role('Push', ...(actions.length > 0 ? [allow(actions, group)] : []));
    const stack = await start({ ...resources({ eventApi }), LogRole } as never, { refused: () => undefined });
    expect(await publish(stack, '/offers/ann', '1')).toMatchObject({ status: 200 });
    expect(stack.unused().filter(({ action }) => action.startsWith('logs:'))).toHaveLength(actions.length);
    expect(await publish(stack, '/offers/ann', '{')).toMatchObject({ status: 400 });
    expect(stack.errors()).toEqual(expected);
    expect(stack.unused().filter(({ action }) => action.startsWith('logs:'))).toEqual([]);
  });

  it('takes no publication of users, and none without a token', async () => {
    const stack = await start();
    const url = stack.find('eventApi').url;
    const body = JSON.stringify({ channel: '/offers/ann', events: ['1'] });
    for (const authorization of [stack.find('eventApi').authorization('ann'), 'nonsense', '']) {
      const response = await fetch(url, { method: 'POST', body, headers: { authorization } });
      expect([response.status, await response.json()]).toMatchObject([
        401,
        { errors: [{ errorType: 'UnauthorizedException' }] },
      ]);
    }
    const wrong = await fetch(url, { method: 'POST', body: '{', headers: { authorization: 'nonsense' } });
    expect(wrong.status).toBe(400);
  });

  it('lets nobody connect without a token for it', async () => {
    const stack = await start();
    const { realtimeUrl } = stack.find('eventApi');
    const host = new URL(stack.url).host;
    const pool = stack.find('eventApi').authorization('ann');
    for (const headers of [{}, { host }, { host, Authorization: 'nonsense' }, { Authorization: pool }]) {
      const client = await EventClient.open(realtimeUrl, headers);
      expect(await client.messages(1)).toEqual([
        { type: 'connection_error', errors: [{ errorType: 'UnauthorizedException', message: expect.any(String) }] },
      ]);
      await client.closed;
    }
    // IAM is no way to connect to this API
    const signed = await EventClient.open(realtimeUrl, signedBy(stack, {}));
    expect(await signed.messages(1)).toMatchObject([{ type: 'connection_error' }]);
  });

  it('refuses what a connection may not say (event-api-websocket-protocol, quotas)', async () => {
    const stack = await start();
    const ann = await userOf(stack, 'ann');
    await ann.subscribe('s1', '/offers/ann');
    const errorOf = (answer: object) => (answer as { errors?: { errorType: string }[] }).errors?.[0]?.errorType;
    expect(errorOf(await ann.subscribe('s1', '/offers/ann'))).toBe('BadRequestException');
    expect(errorOf(await ann.subscribe('no id!', '/offers/ann'))).toBe('BadRequestException');
    expect(errorOf(await ann.subscribe('s2', '/news/ann'))).toBe('BadRequestException');
    expect(errorOf(await ann.unsubscribe('s9'))).toBe('UnknownOperationError');
    expect(errorOf(await ann.ask({ type: 'start', id: 's3' }))).toBe('UnsupportedOperation');
    expect(errorOf(await ann.ask({ type: 'subscribe', id: 's4', channel: '/offers/ann' }))).toBe(
      'UnauthorizedException',
    );
    expect(errorOf(await ann.publish('p1', '/offers/ann', ['1']))).toBe('UnauthorizedException');
    for (let n = 2; n <= 200; n++) await ann.subscribe(`t${n}`, '/offers/ann');
    expect(errorOf(await ann.subscribe('t201', '/offers/ann'))).toBe('MaxSubscriptionsReachedError');
  });

  it('takes signed publications and subscriptions over a WebSocket, where the modes allow IAM', async () => {
    const iam = modes('AWS_IAM');
    const eventApi = api({ ConnectionAuthModes: iam, DefaultSubscribeAuthModes: iam });
    const stack = await start(resources({ eventApi, channels: namespace({}) }));
    const client = await EventClient.open(stack.find('eventApi').realtimeUrl, signedBy(stack, {}));
    expect(await client.init()).toMatchObject({ type: 'connection_ack' });
    const channel = '/offers/ann';
    const subscription = { type: 'subscribe', id: 's1', channel };
    expect(
      await client.ask({ ...subscription, authorization: signedBy(stack, { channel: '/offers/ben' }) }),
    ).toMatchObject({
      type: 'subscribe_error',
      errors: [{ errorType: 'InvalidSignatureException' }],
    });
    expect(await client.ask({ ...subscription, authorization: signedBy(stack, { channel }) })).toMatchObject({
      type: 'subscribe_success',
    });
    const events = ['"x"'];
    const answer = client.ask({
      type: 'publish',
      id: 'p1',
      channel,
      events,
      authorization: signedBy(stack, { channel, events }),
    });
    expect(await answer).toMatchObject({ type: 'data', event: '"x"' });
    expect(await client.messages(1)).toMatchObject([{ type: 'publish_success', id: 'p1', failed: [] }]);
  });

  it('has forgotten its connections after a restart, and knows what it has broadcast', async () => {
    const first = await start();
    const ann = await userOf(first, 'ann');
    await ann.subscribe('s1', '/offers/ann');
    await publish(first, '/offers/ann', '1');
    await world.stop(first, { keep: true });
    await ann.closed;
    const second = await start(resources(), { resume: true });
    await publish(second, '/offers/ann', '2');
    expect(second.find('eventApi').broadcasts()).toMatchObject([
      { event: '1', receivers: ['ann'] },
      { event: '2', receivers: [] },
    ]);
    const [one, two] = second.find('eventApi').broadcasts();
    expect(one!.id).not.toBe(two!.id);
  });

  it('says "ka" each minute', async () => {
    const stack = await start(resources(), { speed: 600 });
    const ann = await userOf(stack, 'ann');
    await ann.staysAlive(2);
    expect(ann.received).toEqual([]);
  });
});

describe('what the local runtime does not take', () => {
  it.each<[string, object, string]>([
    ['API keys', { AuthProviders: modes('API_KEY') }, 'the authorization mode API_KEY is not modelled'],
    ['OpenID Connect', { AuthProviders: modes('OPENID_CONNECT') }, 'OPENID_CONNECT is not modelled'],
    ['a mode without a provider', { AuthProviders: modes('AWS_IAM') }, 'for which its Event API has no provider'],
  ])('%s', async (_, config, message) => {
    await expect(start(resources({ eventApi: api(config) }))).rejects.toThrow(message);
  });

  it.each<[string, object, string]>([
    [
      'handlers with a data source',
      { HandlerConfigs: { OnPublish: { Behavior: 'DIRECT' } } },
      'HandlerConfigs is not modelled',
    ],
    ['code in a bucket', { CodeS3Location: 's3://a/b' }, 'CodeS3Location is not modelled'],
  ])('%s', async (_, properties, message) => {
    await expect(start(resources({ channels: namespace(properties) }))).rejects.toThrow(message);
  });

  it('a second Event API', async () => {
    await expect(start({ ...resources(), Other: api() } as never)).rejects.toThrow('one Event API at most');
  });
});
