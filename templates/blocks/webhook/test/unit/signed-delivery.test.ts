import { expect, it } from '@jest/globals';
import { signedHeaders } from '../../delivery/signed-delivery.ts';
import { schemeNames } from '../../processors/webhook/signature-schemes.ts';
import { verify } from '../../processors/webhook/verify.ts';

const at = Date.parse('2026-11-30T08:00:00.750Z');
const secret = Buffer.from('a secret of the sender').toString('base64');
const body = JSON.stringify({ id: 'd-1', event_id: 'd-1', entityId: 'invoice-1' });

it.each(schemeNames)('is signed so that the webhook takes it, with the scheme %s', (scheme) => {
  const headers = signedHeaders(scheme, secret, { id: 'd-1', at, body });
  const verified = (known: string, received = body) => verify(scheme, headers, Buffer.from(received), [known], at);
  expect(verified(secret)).toMatchObject({ isValid: true });
  expect(verified(Buffer.from('another').toString('base64'))).toMatchObject({ isValid: false });
  expect(verified(secret, `${body} `)).toMatchObject({ isValid: false });
});

it('takes a secret of Standard Webhooks with its prefix or without', () => {
  const [one, other] = [secret, `whsec_${secret}`].map((each) =>
    signedHeaders('standard', each, { id: 'd-1', at, body }),
  );
  expect(other).toEqual(one);
});
