import { choice, text } from '../../option.ts';

/** Stands for a cluster that is not known yet: an account and an id that stand in documentation only. `npm run preflight` refuses them. */
const example = {
  cluster: 'arn:aws:kafka:eu-west-1:111122223333:cluster/shared/1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b-2',
  securityGroup: 'sg-0123456789abcdef0',
};

/** The brokers that the topic is on. Blocks: msk-cluster-provisioned, msk-cluster-serverless, msk-cluster-express, msk-cluster-existing. */
export const kafka = choice({
  title: 'Brokers of Amazon MSK',
  choices: {
    provisioned:
      'two small brokers (kafka.t3.small), about 77 USD a month; each takes four new connections a second that sign in with IAM',
    serverless:
      'no brokers to choose: WARNING, about 550 USD a month while nobody writes; each partition takes 5 MB a second, and clients connect 100 times a second',
    express:
      'three Express brokers (express.m7g.large), about 900 USD a month; each takes 100 new connections a second and 15 MB a second',
    existing:
      'a cluster that you have, of any kind, where clients sign in with IAM: nothing is added to its costs; the stack makes its topic there, and lets its functions in',
  },
  default: 'provisioned',
});

export const kafkaCluster = text({
  title: 'ARN of the cluster of Amazon MSK',
  description: 'In account and region of the stage. infra/config.ts has one for each stage.',
  pattern: /^arn:aws(?:-cn|-us-gov)?:kafka:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/,
  expected: `the ARN of a cluster, such as ${example.cluster}`,
  maxLength: 250,
  answer: { default: example.cluster },
  isExample: true,
  when: { kafka: 'existing' },
});

export const clusterSecurityGroup = text({
  title: 'Security group of the cluster that is to let the functions in',
  description:
    'The stack adds one rule to it, for port 9098 and its own functions, and takes the rule out when it is deleted.',
  pattern: /^sg-[0-9a-f]{8,17}$/,
  expected: `the id of a security group, such as ${example.securityGroup}`,
  maxLength: 20,
  answer: { default: example.securityGroup },
  isExample: true,
  when: { kafka: 'existing' },
});

/** What a use case refuses where its option `kafka` has the value `existing`. */
export const existingRefusals = [
  {
    where: { kafka: 'existing', network: 'new' },
    because:
      'functions have to be in the VPC of your cluster to reach it; choose network "existing" with VPC and subnets of the cluster',
  },
] as const;
