import { choice, text } from '../option.ts';

/**
 * Stands for a cluster that is not known yet, so that a project can be tried before anybody asks for it: names that are reserved
 * for examples. `npm run preflight` refuses them.
 */
const example = {
  brokers: 'kafka-1.example.com:9094,kafka-2.example.com:9094',
  secret: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka-AbCdEf',
  subnets: 'subnet-0123456789abcdef0,subnet-0fedcba9876543210',
  securityGroups: 'sg-0123456789abcdef0',
};

/** Where the brokers are. */
export const kafkaNetwork = choice({
  title: 'Way to the Kafka brokers',
  choices: {
    vpc: 'through a VPC that you have, such as one with a VPN or Direct Connect to your own network',
    public: 'over the internet: the brokers have public addresses',
  },
  default: 'vpc',
  when: { ingest: 'kafka' },
});

/** How Lambda signs in. */
export const kafkaSignIn = choice({
  title: 'How Lambda signs in at the brokers, over TLS',
  choices: {
    'scram-512': 'SASL/SCRAM-SHA-512: a user name and a password',
    mtls: 'mutual TLS: a certificate and its private key',
  },
  default: 'scram-512',
  when: { ingest: 'kafka' },
});

export const kafkaBrokers = text({
  title: 'Kafka brokers, host:port, separated by commas',
  description: 'Some of them: Lambda finds the others. infra/config.ts has them for each stage.',
  pattern: /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?:\d{1,5}(?:,[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?:\d{1,5}){0,9}$/,
  expected: `one to ten host:port in lower case, such as ${example.brokers}`,
  maxLength: 1000,
  answer: { default: example.brokers },
  isExample: true,
  when: { ingest: 'kafka' },
});

export const kafkaTopic = text({
  title: 'Topic of the click events',
  pattern: /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/,
  expected: 'the name of a Kafka topic: letters, digits, dots, underscores and hyphens, at most 249',
  maxLength: 249,
  answer: { default: 'clicks' },
  when: { ingest: 'kafka' },
});

export const kafkaSecret = text({
  title: 'ARN of the secret that Lambda signs in with',
  description: 'In AWS Secrets Manager, in the region of the stage. infra/config.ts has one for each stage.',
  pattern: /^arn:aws(?:-cn|-us-gov)?:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}$/,
  expected: `the ARN of a secret, such as ${example.secret}`,
  maxLength: 600,
  answer: { default: example.secret },
  isExample: true,
  when: { ingest: 'kafka' },
});

export const kafkaSubnets = text({
  title: 'Subnets that reach the brokers, separated by commas',
  pattern: /^subnet-[0-9a-f]{8,17}(?:,subnet-[0-9a-f]{8,17}){0,15}$/,
  expected: `one to 16 ids of subnets, such as ${example.subnets}`,
  maxLength: 500,
  answer: { default: example.subnets },
  isExample: true,
  when: { kafkaNetwork: 'vpc' },
});

export const kafkaSecurityGroups = text({
  title: 'Security groups that the brokers let in, separated by commas',
  pattern: /^sg-[0-9a-f]{8,17}(?:,sg-[0-9a-f]{8,17}){0,4}$/,
  expected: `one to five ids of security groups, such as ${example.securityGroups}`,
  maxLength: 120,
  answer: { default: example.securityGroups },
  isExample: true,
  when: { kafkaNetwork: 'vpc' },
});
