import { afterEach, expect, it } from '@jest/globals';
import { resource, StackWorld } from './stack-world.ts';

const world = new StackWorld();
afterEach(() => world.close());

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;

it('gives any user of a pool the token that its client would get', async () => {
  const stack = await world.start(
    {
      Pool: resource('Users', 'AWS::Cognito::UserPool'),
      Client: resource('Users', 'AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'Pool' } }),
    },
    'export const handler = () => undefined;',
    {},
    { PoolId: { Value: { Ref: 'Pool' } }, ClientId: { Value: { Ref: 'Client' } } },
  );
  const { PoolId, ClientId } = stack.outputs;
  const pool = stack.find('userPool', PoolId);
  expect(pool.name).toBe(PoolId);
  expect(claimsOf(pool.idToken('ada'))).toMatchObject({
    sub: 'ada',
    aud: ClientId,
    iss: expect.stringMatching(new RegExp(`^https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com/${PoolId}$`)),
    token_use: 'id',
  });
});

it('gives no token where nobody can sign in', async () => {
  const stack = await world.start(
    { Pool: resource('Users', 'AWS::Cognito::UserPool') },
    'export const handler = () => undefined;',
  );
  expect(() => stack.find('userPool').idToken('ada')).toThrow('has no client, and nobody can sign in');
});
