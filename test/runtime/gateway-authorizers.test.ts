import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import type { Caller } from '../../runtime/contracts/gateway.ts';
import { createTokenIssuer, LocalTokenIssuer } from '../../runtime/services/cognito/token-issuer.ts';
import { createApiWorld, identity, issuer, jwt, says, type Setup } from './gateway-api-world.ts';
import { Sha256 } from './gateway-signing.ts';

const credentials = { accessKeyId: 'AKIAME', secretAccessKey: 'local' };

let world: Awaited<ReturnType<typeof createApiWorld>>;
beforeAll(async () => {
  world = await createApiWorld();
});
afterEach(() => world.close());

describe('a JWT authorizer', () => {
  const send = async (token: string | undefined, more: Setup = {}) => {
    const { call } = await world.serve({ authorization: jwt, ...more });
    return call('/search', token === undefined ? {} : { headers: { authorization: token } });
  };

  it('lets through who has a token, and tells the function of its claims', async () => {
    expect((await send(`Bearer ${world.tokens.idToken(identity, { groups: ['a', 'b'] })}`)).status).toBe(200);
    expect(world.events[0]!['requestContext']).toMatchObject({
      authorizer: {
        jwt: {
          claims: { 'cognito:username': 'ann', aud: 'client', groups: '[a b]', exp: expect.any(String) },
          scopes: null,
        },
      },
    });
  });

  it('takes it with Bearer or without, and where the identity sources say', async () => {
    expect((await send(world.tokens.idToken(identity))).status).toBe(200);
    const { call } = await world.serve({ authorization: jwt });
    expect((await call(`/search?token=${world.tokens.idToken(identity)}`)).status).toBe(200);
  });

  const parts = () => world.tokens.idToken(identity).split('.');
  const unsigned = (header: object) =>
    [Buffer.from(JSON.stringify(header)).toString('base64url'), parts()[1], ''].join('.');
  // API Gateway guide, http-api-jwt-authorizer, "Authorizing API requests with a JWT authorizer"
  it.each<[string, () => string | undefined | Promise<string>]>([
    ['no token', () => undefined],
    ['something else', () => 'Bearer abc'],
    ['another issuer', () => world.tokens.idToken({ ...identity, issuer: `${issuer}2` })],
    ['another audience', () => world.tokens.idToken({ ...identity, clientId: 'other' })],
    [
      'an audience that hides behind client_id',
      () => world.tokens.idToken({ ...identity, clientId: 'other' }, { client_id: 'client' }),
    ],
    ['no expiry', () => world.tokens.idToken(identity, { exp: undefined })],
    ['an expiry that is over', () => world.tokens.idToken(identity, { exp: world.clock.now() / 1000 })],
    ['a validity that is to come', () => world.tokens.idToken(identity, { nbf: world.clock.now() / 1000 + 1 })],
    ['an issue that is to come', () => world.tokens.idToken(identity, { iat: world.clock.now() / 1000 + 1 })],
    ['the key of somebody else', async () => (await createTokenIssuer(world.clock)).idToken(identity)],
    ['no signature', () => unsigned({ alg: 'none' })],
    [
      'other claims than were signed',
      () =>
        [
          parts()[0],
          Buffer.from(JSON.stringify({ iss: issuer, aud: 'client', exp: 4e9 })).toString('base64url'),
          parts()[2],
        ].join('.'),
    ],
  ])('refuses %s', async (_, token) => {
    const answer = await send(await token());
    expect(answer).toMatchObject(says(401, 'Unauthorized'));
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(world.events).toEqual([]);
  });

  it('refuses a key id that it does not know, whatever the key', async () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [one, other] = [new LocalTokenIssuer(world.clock, keys), new LocalTokenIssuer(world.clock, keys)];
    expect((await send(one.idToken(identity), { tokens: () => one })).status).toBe(200);
    expect((await send(one.idToken(identity), { tokens: () => other })).status).toBe(401);
  });

  it('takes client_id where there is no audience, and a token until its last moment', async () => {
    const token = world.tokens.idToken(identity, {
      aud: undefined,
      client_id: 'client',
      exp: world.clock.now() / 1000 + 1,
      iat: world.clock.now() / 1000,
    });
    expect((await send(token)).status).toBe(200);
  });

  it('asks for one of the scopes of a route', async () => {
    const scoped = { authorization: { ...jwt, AuthorizationScopes: ['read', 'write'] } };
    expect(await send(world.tokens.idToken(identity, { scope: 'email readonly' }), scoped)).toMatchObject(
      says(403, 'Forbidden'),
    );
    expect((await send(world.tokens.idToken(identity, { scope: 'email read' }), scoped)).status).toBe(200);
  });
});

describe('an IAM authorizer', () => {
  const signed = async (url: string, service: string) => {
    const { hostname, port, pathname } = new URL(url);
    const signer = new SignatureV4({ service, region: 'eu-west-1', credentials, sha256: Sha256 });
    const request = {
      method: 'GET',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: pathname,
      headers: { host: `${hostname}:${port}` },
    };
    const { host: _, ...headers } = (await signer.sign(request)).headers;
    return headers;
  };
  const arn = 'arn:aws:sts::111122223333:assumed-role/app/app';

  it('lets through who may invoke the route', async () => {
    const calls: unknown[] = [];
    const allows = (call: unknown) => calls.push(call) > 0;
    const principal = ({ accessKeyId }: Caller) => (accessKeyId === 'AKIAME' ? { arn, allows } : undefined);
    const { call, url, id } = await world.serve({ authorization: { AuthorizationType: 'AWS_IAM' }, principal });
    const answer = await call('/search?q=x', { headers: await signed(`${url}/search`, 'execute-api') });
    expect(answer.status).toBe(200);
    const resource = `arn:aws:execute-api:eu-west-1:111122223333:${id}/$default/GET/search`;
    expect(calls).toEqual([{ action: 'execute-api:Invoke', resource }]);
    expect(world.events[0]!['requestContext']).toMatchObject({
      authorizer: { iam: { accessKey: 'AKIAME', userArn: arn, accountId: '111122223333' } },
    });
  });

  it.each([
    ['nobody', undefined, true],
    ['a signature for another service', 'es', true],
    ['who may not', 'execute-api', false],
  ])('refuses %s', async (_, service, allowed) => {
    const principal = () => ({ arn, allows: () => allowed });
    const { call, url } = await world.serve({ authorization: { AuthorizationType: 'AWS_IAM' }, principal });
    const headers = service ? await signed(`${url}/search`, service) : {};
    expect(await call('/search', { headers })).toMatchObject(says(403, 'Forbidden'));
    expect(world.events).toEqual([]);
  });

  it('refuses a key that nobody knows', async () => {
    const { call, url } = await world.serve({ authorization: { AuthorizationType: 'AWS_IAM' } });
    expect((await call('/search', { headers: await signed(`${url}/search`, 'execute-api') })).status).toBe(403);
  });
});
