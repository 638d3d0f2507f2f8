import { expect, it } from '@jest/globals';
import samples from '../../contract/derived/click-event-samples.json' with { type: 'json' };
import { clickEventHashed, clickEventLeftOut } from '../../contract/derived/click-event-personal.ts';
import { saidMembers } from '../../delivery/said-members.ts';
import { hashedUnder } from '../../processors/bridge/hashed-under.ts';
import { personalKey } from '../said.ts';

const said = (event: object, key = personalKey.text): Record<string, unknown> =>
  JSON.parse(hashedUnder(key)(JSON.stringify(event))) as Record<string, unknown>;

it('leaves out texts, hashes identifiers, and keeps the user and all else', () => {
  expect(clickEventHashed.length).toBeGreaterThan(0);
  const place = { outputs: { PersonalKeyArn: 'arn' }, find: () => personalKey };
  for (const event of samples) {
    const inStream = said(event);
    for (const [name, value] of Object.entries(event)) {
      if (clickEventLeftOut.includes(name)) expect(inStream).not.toHaveProperty(name);
      else if (clickEventHashed.includes(name)) expect(inStream[name]).toMatch(/^[A-Za-z0-9_-]{22}$/);
      else expect(inStream[name]).toEqual(value);
    }
    expect(inStream).toHaveProperty('user_id');
    expect(Object.fromEntries(saidMembers(place as never)(Object.entries(event)))).toEqual(inStream);
  }
});

it('gives the same identifier the same hash, and another one under another key', () => {
  const [name] = clickEventHashed;
  const [one, again, other] = ['d-1', 'd-1', 'd-2'].map((device) => said({ [name!]: device })[name!]);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(said({ [name!]: 'd-1' }, 'another key')[name!]).not.toBe(one);
});

it('is what openssl makes of the same text', () => {
  const [name] = clickEventHashed;
  // printf %s d-1 | openssl dgst -sha256 -hmac key -binary | base64 | tr '+/' '-_' | cut -c 1-22
  expect(said({ [name!]: 'd-1' }, 'key')[name!]).toBe('Na8u5B295_b46aCXJSoqp4');
});
