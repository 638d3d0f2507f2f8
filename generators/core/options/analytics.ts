import { choice } from '../option.ts';
import { regionsWithout } from '../regions.ts';

/** What makes sessions and offers of click events. Blocks: click-analysis with analysis-lambda or analysis-flink. */
export const analytics = choice({
  title: 'What makes sessions and offers of click events',
  choices: {
    lambda:
      'Lambda functions, which npm builds: nothing where nobody clicks, about 80 USD for 100 million events a month',
    flink:
      'a Flink job in Java, in Managed Service for Apache Flink: about 165 USD a month in dev and 250 in prod with and without events, and hardly more for 100 million; Java 17 and Maven build it before a deployment',
  },
  default: 'lambda',
});

const without = regionsWithout['AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption'];
const because =
  'CloudFormation cannot give Managed Flink applications a log in that region; choose analytics "lambda" or another region';

/** What a use case refuses where its option `analytics` has the value `flink`. */
export const flinkRefusals = [
  { where: { analytics: 'flink', devRegion: without }, because },
  { where: { analytics: 'flink', prodRegion: without }, because },
] as const;
