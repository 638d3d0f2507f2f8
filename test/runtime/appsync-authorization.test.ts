import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AppSyncAuthorizationType, Code as HandlerCode, EventApi } from 'aws-cdk-lib/aws-appsync';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Claims } from '../../runtime/contracts/tokens.ts';
import { createTokenIssuer } from '../../runtime/services/cognito/token-issuer.ts';
import { Authorization, type AuthProvider } from '../../runtime/services/appsync/authorization.ts';
import { ownChannelOnly } from './appsync-world.ts';
import { EventClient } from './event-client.ts';
import { createClock } from '../../runtime/door.ts';
import { StackWorld } from './stack-world.ts';
import './without-validator.ts';
import { start } from './world.ts';

const arn = 'arn:aws:appsync:eu-west-1:111122223333:apis/abc';
const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_pool';
const cognito: AuthProvider = {
  AuthType: 'AMAZON_COGNITO_USER_POOLS',
  CognitoConfig: { AwsRegion: 'eu-west-1', UserPoolId: 'eu-west-1_pool', AppIdClientRegex: 'client' },
};
const lambda: AuthProvider = {
  AuthType: 'AWS_LAMBDA',
  LambdaAuthorizerConfig: {
    AuthorizerUri: 'arn:aws:lambda:eu-west-1:111122223333:function:guard',
    IdentityValidationExpression: '^secret',
  },
};
const tokens = await createTokenIssuer(createClock(start));

/** Who a request with this token is from, or the error; and what the authorizer was asked. */
async function asked(
  token: string,
  provider: AuthProvider,
  answer?: unknown,
  { mayInvoke = true } = {},
): Promise<{ caller: unknown; events: unknown[] }> {
  const events: unknown[] = [];
  const authorization = new Authorization({ arn, component: 'Push' }, [provider], {
    callers: undefined as never,
    clock: createClock(start) as never,
    functions: {
      invoke: async (_: string, event: unknown) => {
        events.push(event);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    } as never,
    graph: { account: '111122223333', ofType: () => [] } as never,
    permissions: { invokes: () => mayInvoke } as never,
    tokens: () => tokens,
    error: () => undefined,
  });
  const caller = await authorization
    .callerOf({
      operation: 'EVENT_SUBSCRIBE',
      channel: '/offers/ann',
      namespace: 'offers',
      headers: { authorization: token, host: 'h' },
      body: '{}',
    })
    .catch((error: Error) => error.name);
  return { caller, events };
}

const tokenOf = (claims: Claims = {}, clientId = 'client') =>
  tokens.idToken({ username: 'ann', clientId, issuer }, claims);

describe('a token of a user pool', () => {
  it('makes the identity that handlers see (resolver-context-reference-js, AppSyncCognitoIdentity)', async () => {
    const { caller } = await asked(tokenOf({ 'cognito:groups': ['vip'] }), cognito);
    expect(caller).toMatchObject({
      mode: 'AMAZON_COGNITO_USER_POOLS',
      identity: { sub: 'ann', username: 'ann', issuer, groups: ['vip'], claims: { aud: 'client' } },
    });
    expect((await asked(`Bearer ${tokenOf()}`, cognito)).caller).toMatchObject({ identity: { sub: 'ann' } });
  });

  it.each([
    ['no token', ''],
    ['no token at all', 'nonsense'],
    ['one that has expired', tokenOf({ exp: start / 1000 })],
    ['one of another pool', tokenOf({ iss: `${issuer}2` })],
    ['one of another client', tokenOf({}, 'client2')],
    ['one that was changed', tokenOf().replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"ben"}').toString('base64url')}.`)],
  ])('%s is refused', async (_, token) => {
    expect((await asked(token, cognito)).caller).toBe('UnauthorizedException');
  });
});

describe('a Lambda authorizer (configure-event-api-auth)', () => {
  it('is asked what is documented, and tells the handler of its context', async () => {
    const { caller, events } = await asked('secret', lambda, { isAuthorized: true, handlerContext: { plan: 'gold' } });
    expect(caller).toEqual({ mode: 'AWS_LAMBDA', identity: { handlerContext: { plan: 'gold' } } });
    expect(events).toEqual([
      {
        authorizationToken: 'secret',
        requestContext: {
          apiId: 'abc',
          accountId: '111122223333',
          requestId: expect.any(String),
          operation: 'EVENT_SUBSCRIBE',
          channelNamespaceName: 'offers',
          channel: '/offers/ann',
        },
        requestHeaders: { authorization: 'secret', host: 'h' },
      },
    ]);
  });

  it.each<[string, string, unknown, { mayInvoke?: boolean }]>([
    ['says no', 'secret', { isAuthorized: false }, {}],
    ['says nothing', 'secret', undefined, {}],
    ['says it in another way', 'secret', { isAuthorized: 'true' }, {}],
    ['fails', 'secret', new Error('down'), {}],
    ['is not asked: the token does not fit', 'other', { isAuthorized: true }, {}],
    ['is not asked: AppSync may not invoke it', 'secret', { isAuthorized: true }, { mayInvoke: false }],
  ])('refuses where it %s', async (_, token, answer, more) => {
    expect((await asked(token, lambda, answer, more)).caller).toBe('UnauthorizedException');
  });
});

describe('EventApi of the CDK', () => {
  let world: StackWorld;
  beforeEach(() => {
    world = new StackWorld();
  });
  afterEach(() => world.close());

  it('runs as it is synthesized: a function that the CDK lets publish, a user, and a channel', async () => {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
    const pool = new UserPool(stack, 'Users');
    const client = pool.addClient('Client');
    const { IAM, USER_POOL } = AppSyncAuthorizationType;
    const events = new EventApi(stack, 'Push', {
      apiName: 'offers',
      authorizationConfig: {
        authProviders: [
          { authorizationType: IAM },
          {
            authorizationType: USER_POOL,
            cognitoConfig: { userPool: pool, appIdClientRegex: client.userPoolClientId },
          },
        ],
        connectionAuthModeTypes: [USER_POOL],
        defaultPublishAuthModeTypes: [IAM],
        defaultSubscribeAuthModeTypes: [USER_POOL],
      },
    });
    const channels = events.addChannelNamespace('offers', { code: HandlerCode.fromInline(ownChannelOnly) });
    const pusher = new LambdaFunction(stack, 'Pusher', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('-'),
      timeout: Duration.seconds(10),
      environment: { EVENTS_URL: `https://${events.httpDns}/event` },
    });
    channels.grantPublish(pusher);
    new CfnOutput(stack, 'Realtime', { value: events.realtimeDns });
    const { Resources, Outputs } = app.synth().getStackByName('Shop').template as {
      Resources: Parameters<StackWorld['start']>[0];
      Outputs: Record<string, { Value: unknown }>;
    };
    for (const given of Object.values(Resources))
      if (given.Type === 'AWS::Lambda::Function') Object.assign(given.Properties!, { Code: { S3Key: 'function.zip' } });
    const running = await world.start(
      Resources,
      'export const handler = async () => process.env.EVENTS_URL;',
      {},
      Outputs,
    );
    expect(running.notModelled).toEqual([]);
    const eventApi = running.find('eventApi', 'offers');
    expect(await running.find('function').invoke({})).toBe(eventApi.url);
    expect(running.outputs['Realtime']).toBe(new URL(running.url).host);
    const ann = await EventClient.open(eventApi.realtimeUrl, {
      host: running.outputs['Realtime'],
      Authorization: eventApi.authorization('ann'),
    });
    expect(await ann.subscribe('s1', '/offers/ann')).toMatchObject({ type: 'subscribe_success' });
    expect(running.unused()).toMatchObject([
      { action: 'appsync:EventPublish', resource: expect.stringContaining('/channelNamespace/offers') },
    ]);
  });
});
