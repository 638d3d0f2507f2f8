import { choice, several, text } from '../option.ts';

/** What writes logs. */
export const sources = several({
  title: 'Sources of logs',
  choices: {
    cloudfront: 'CloudFront standard logging v2, as w3c, plain or JSON',
    'vpc-flow': 'VPC flow logs, versions 2 to 11, fields in any order',
    alb: 'access logs of an Application Load Balancer',
    'api-gateway': 'API Gateway access logs as JSON, of REST and HTTP APIs',
    application: 'logs of applications, a JSON object a line',
  },
  atLeast: 1,
  default: ['cloudfront', 'vpc-flow', 'alb', 'api-gateway', 'application'],
});

/** The bucket that the logs are in. Blocks: raw-bucket-new, raw-bucket-existing. */
export const logBucket = choice({
  title: 'Bucket of the logs',
  choices: {
    new: 'the stack creates it, with a policy for the services that deliver logs',
    existing: 'one that you have, in this account or another: only objects of your sources are read',
  },
  default: 'new',
});

export const logBucketName = text({
  title: 'Name of the existing log bucket',
  description:
    'The same name in both stages; infra/config.ts has one for each stage, with the account that owns it, its KMS key and prefixes.',
  pattern: /^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/,
  expected: 'the name of an S3 bucket: lower-case letters, digits, hyphens and dots, 3 to 63 characters',
  maxLength: 63,
  answer: 'required',
  when: { logBucket: 'existing' },
});

/** Whose logs arrive first. Blocks: example-sources and example-SOURCE. */
export const producers = choice({
  title: 'What logs into the bucket',
  description:
    'The examples are stacks of their own for stage dev, deployed and deleted by one command each. A load balancer is charged by the hour, about 17 USD a month; a distribution listens on the internet; and a search collection does not sleep while logs arrive. So existing is the default.',
  choices: {
    existing: 'resources that you have: a page for each source has the commands that point them here',
    example: 'something small in stage dev for each source as well, so that real logs arrive at once',
  },
  default: 'existing',
  when: { logBucket: 'new' },
});

/** Addresses are personal data: what of them leaves the raw bucket. */
export const clientAddresses = choice({
  title: 'Addresses of clients',
  choices: {
    plain: 'as they are in the logs',
    masked: 'the network only: 24 bits of an IPv4 address, 48 of an IPv6 address',
    hashed: 'a hash under a key of the stack: clients can be told apart and counted, and not named',
  },
  default: 'plain',
});

/** A budget of AWS Budgets for each stage. */
export const monthlyBudget = text({
  title: 'Budget of a stage, USD a month',
  description:
    'The alarm topic is told when a stage has cost four fifths of it, and when it is going to cost more. Leave it empty for no budget; infra/config.ts has one for each stage.',
  pattern: /^[1-9]\d{0,6}$/,
  expected: 'a whole number of USD from 1 to 9999999',
  maxLength: 7,
  answer: 'optional',
});
