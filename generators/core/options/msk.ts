import { choice } from '../option.ts';

/** How functions in the network of the brokers reach services of AWS. Blocks: msk-access-endpoints, msk-access-nat. */
export const access = choice({
  title: 'Way from the network of the brokers to services of AWS',
  choices: {
    endpoints: 'an endpoint for each service that is needed, about 15 USD a month each; no way to the internet',
    nat: 'a NAT gateway, about 37 USD a month and 0.045 USD a GB; functions reach the internet, too',
  },
  default: 'endpoints',
});
