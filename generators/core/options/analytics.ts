import { choice } from '../option.ts';

/** What makes sessions and offers of click events. Blocks: click-analysis with analysis-lambda or analysis-flink. */
export const analytics = choice({
  title: 'What makes sessions and offers of click events',
  choices: {
    lambda:
      'Lambda functions: npm builds and deploys them, and each user of a batch costs two requests to DynamoDB: about 80 USD for 100 million events a month',
    flink:
      'a Flink job in Java, as an application of Managed Service for Apache Flink: two KPUs at least, about 160 USD a month with and without events, and hardly more for 100 million; Java 17 and Maven build it before a deployment, tests and local runs need npm alone',
  },
  default: 'lambda',
});
