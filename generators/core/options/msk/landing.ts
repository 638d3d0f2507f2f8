import { choice } from '../../option.ts';

/** What reads the topic. Blocks: landing, landing-firehose. */
export const landing = choice({
  title: 'What reads the topic into the lake',
  choices: {
    lambda:
      'a function, through pollers of Lambda: seconds from the topic to Firehose; one poller always runs, about 13 USD a month',
    firehose:
      'Firehose itself, which has a function make the rows: a minute later, and nothing is paid while nothing comes; the brokers need multi-VPC private connectivity',
  },
  default: 'lambda',
});

const switchedOn =
  'the brokers need multi-VPC private connectivity for Firehose, which Amazon MSK switches on by an update of a cluster that is there, and refuses when it makes one';

/** What a use case refuses where its option `landing` has the value `firehose`. */
export const firehoseRefusals = [
  {
    where: { landing: 'firehose', kafka: 'provisioned' },
    because: `kafka.t3.small brokers have no multi-VPC private connectivity, through which Firehose reads a topic; choose kafka "serverless", or "existing" with larger brokers that have it`,
  },
  {
    where: { landing: 'firehose', kafka: 'express' },
    because: `${switchedOn}; choose kafka "serverless", or make the cluster first, switch it on, and choose kafka "existing"`,
  },
] as const;
