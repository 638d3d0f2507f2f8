import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { channelOf } from '../../processors/push/channel.ts';
import { ada, bob } from '../offer-records.ts';

const code = readFileSync(join(import.meta.dirname, '..', '..', 'infra', 'offer-push', 'on-subscribe.js'), 'utf8');

/** Whether AppSync lets this identity subscribe to a channel: the handler as it is deployed, with the module that AppSync gives it. */
function mayGet(identity: object | null, path: string): boolean {
  const unauthorized = (): never => {
    throw new Error('Unauthorized');
  };
  const script = code
    .replace("import { util } from '@aws-appsync/utils';", '')
    .replace('export function onSubscribe', 'function onSubscribe');
  const context = { util: { unauthorized }, ctx: { identity, info: { channel: { path } } } };
  try {
    runInNewContext(`${script}; onSubscribe(ctx);`, context);
    return true;
  } catch {
    return false;
  }
}

it('lets a user get what the push publishes for them', () => {
  expect(mayGet({ sub: ada, username: 'ada' }, channelOf(ada)!)).toBe(true);
});

it.each([
  ['the channel of another user', `/offers/${bob}`],
  ['every channel', '/offers/*'],
  ['every namespace', '/*'],
  ['a part of theirs', `/offers/${ada.slice(0, -1)}`],
  ['more than theirs', `/offers/${ada}/*`],
  ['what begins like theirs', `/offers/${ada}-2`],
  ['no user', '/offers'],
  ['no user with a slash', '/offers/'],
  ['another namespace', `/others/${ada}`],
  ['nobody', '/offers/undefined'],
])('lets no user get %s', (_, path) => {
  expect(mayGet({ sub: ada, username: bob, claims: { email: bob } }, path)).toBe(false);
});

it.each([[null], [{ userArn: 'arn:aws:iam::111122223333:role/other' }]])(
  'lets nobody get anything without a user: %j',
  (identity) => {
    for (const path of [`/offers/${ada}`, '/offers/null', '/offers/undefined', '/offers/*'])
      expect(mayGet(identity, path)).toBe(false);
  },
);
