import { expect, it } from '@jest/globals';
import { signedHeaders } from '../../processors/example-visitor/signed-headers.ts';
import { visitAll } from '../../processors/example-visitor/visit-all.ts';
import { systemClock } from '../../processors/lib/clock.ts';

const answering = (respond: (url: string, headers: Record<string, string>) => Response): typeof fetch =>
  ((url: URL, { headers }: { headers: Record<string, string> }) =>
    new Promise((resolve) => resolve(respond(url.href, headers)))) as unknown as typeof fetch;

it('asks for each address, and counts the answers by their status', async () => {
  const asked: string[] = [];
  const answers = await visitAll(['http://a.example/', 'http://a.example/missing', 'http://b.example/'], {
    headersFor: () => ({ 'x-signed': 'yes' }),
    fetch: answering((url, headers) => {
      asked.push(`${url} ${headers['user-agent']} ${headers['x-signed']}`);
      if (url.includes('b.example')) throw new TypeError('nothing answers');
      return new Response('an answer', { status: url.endsWith('missing') ? 404 : 200 });
    }),
    clock: systemClock,
  });
  expect(answers).toEqual({ '200': 1, '404': 1, none: 1 });
  expect(asked).toEqual([
    'http://a.example/ example-visitor/1 yes',
    'http://a.example/missing example-visitor/1 yes',
    'http://b.example/ example-visitor/1 yes',
  ]);
});

const keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  at: new Date('2015-08-30T12:36:00Z'),
};

it('signs a request as the test suite of Signature Version 4 does (get-vanilla)', () => {
  const url = new URL('https://example.amazonaws.com/');
  expect(signedHeaders(url, { ...keys, service: 'service', sessionToken: undefined })).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
      'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  });
});

it('signs the token of credentials that expire', () => {
  const url = new URL('https://example.amazonaws.com/v1/items');
  const headers = signedHeaders(url, { ...keys, service: 'execute-api', sessionToken: 'token' });
  expect(headers['x-amz-security-token']).toBe('token');
  expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
});
