import { expect, it } from '@jest/globals';
import { deliveredBy } from './raw-policy.ts';

it('lets load balancers of this account write their logs, and nothing else', () => {
  expect(deliveredBy('logdelivery.elasticloadbalancing.amazonaws.com', 'raw/alb/')).toEqual([
    { action: 's3:PutObject', on: '<bucket>/raw/alb/AWSLogs/<AccountId>/*', condition: undefined },
  ]);
});
