import { expect, it } from '@jest/globals';
import { accessProblem } from '../../toolkit/stack/access-problem.ts';

const failed = (name: string, message: string): Error => Object.assign(new Error(message), { name });

it.each([
  ['Error', 'Region is missing', /^No AWS region is set\. Set AWS_REGION, .* \(Region is missing\)$/],
  ['CredentialsProviderError', 'Could not load credentials from any providers', /^No AWS credentials found\. Sign in/],
  ['ExpiredTokenException', 'The security token is expired', /^Your AWS credentials have expired\. Sign in/],
  ['UnrecognizedClientException', 'The security token is invalid', /^AWS rejected your credentials\. Sign in/],
  ['Error', 'getaddrinfo ENOTFOUND cloudformation.eu-west-1', /^This machine cannot reach AWS\. \(getaddrinfo/],
])('says what to do about %s: %s', (name, message, advice) => {
  expect(accessProblem(failed(name, message))).toMatch(advice);
});

it('leaves other errors as they are', () => {
  expect(accessProblem(failed('AccessDenied', 'not authorized to perform: cloudformation:DescribeStacks'))).toBe(
    undefined,
  );
});
