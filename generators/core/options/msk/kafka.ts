import { choice } from '../../option.ts';

/** The brokers that the topic is on. Blocks: msk-cluster-provisioned, msk-cluster-serverless, msk-cluster-express. */
export const kafka = choice({
  title: 'Brokers of Amazon MSK',
  choices: {
    provisioned:
      'two small brokers (kafka.t3.small), about 77 USD a month; each takes four new connections a second that sign in with IAM',
    serverless:
      'no brokers to choose: WARNING, about 550 USD a month while nobody writes; each partition takes 5 MB a second, and clients connect 100 times a second',
    express:
      'three Express brokers (express.m7g.large), about 900 USD a month; each takes 100 new connections a second and 15 MB a second',
  },
  default: 'provisioned',
});
