import { choice, text } from '../../option.ts';

/** Stands for a network that is not known yet: ids that no account has. `npm run preflight` refuses them. */
const example = {
  vpc: 'vpc-0123456789abcdef0',
  subnets: 'subnet-0123456789abcdef0,subnet-0fedcba9876543210,subnet-00112233445566778',
};

/** Where the brokers are. Blocks: msk-network-new, msk-network-existing. */
export const network = choice({
  title: 'Network of the brokers',
  choices: {
    new: 'a VPC of its own, which nothing gets into from outside',
    existing: 'subnets of a VPC that you have, with its endpoints or its NAT gateway: nothing is added to its costs',
  },
  default: 'new',
});

export const vpcId = text({
  title: 'VPC of the brokers',
  description: 'In the region of the stage. infra/config.ts has one for each stage.',
  pattern: /^vpc-[0-9a-f]{8,17}$/,
  expected: `the id of a VPC, such as ${example.vpc}`,
  maxLength: 21,
  answer: { default: example.vpc },
  isExample: true,
  when: { network: 'existing' },
});

export const brokerSubnets = text({
  title: 'Subnets of the brokers, separated by commas',
  description:
    'Each in a zone of its own, without public addresses. Express brokers need three, all others two. Of a cluster that you have, two or three of its subnets.',
  pattern: /^subnet-[0-9a-f]{8,17}(?:,subnet-[0-9a-f]{8,17}){1,2}$/,
  expected: `two or three ids of subnets, such as ${example.subnets}`,
  maxLength: 80,
  answer: { default: example.subnets },
  isExample: true,
  when: { network: 'existing' },
});

/** How functions in the network of the brokers reach services of AWS. Blocks: msk-access-endpoints, msk-access-nat. */
export const access = choice({
  title: 'Way from the network of the brokers to services of AWS',
  choices: {
    endpoints: 'an endpoint for each service that is needed, about 15 USD a month each; no way to the internet',
    nat: 'a NAT gateway, about 37 USD a month and 0.045 USD a GB; functions reach the internet, too',
  },
  default: 'endpoints',
  when: { network: 'new' },
});
