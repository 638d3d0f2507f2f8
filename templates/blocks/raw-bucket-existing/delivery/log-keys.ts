import type { ExistingBucket } from '../infra/blocks/existing-bucket.ts';
import { buckets } from './log-bucket.ts';

/** A number from 0 to 1, without 1. */
type Random = () => number;

/** Of examples: nobody has it. */
const account = '000000000000';
const day = 'eu-west-1/2026/03/05';
const days = 'aws-region=eu-west-1/year=2026/month=03/day=05';
const balancer = `${account}_elasticloadbalancing_eu-west-1`;
const at = '20260305T0005Z';

/** Keys as services write them, with what people have before AWSLogs. */
const paths: Readonly<Record<string, readonly string[]>> = {
  alb: [
    `AWSLogs/${account}/elasticloadbalancing/${day}/${balancer}_app.edge.50dc6c495c0c9188_${at}_192.0.2.1_`,
    `team one/shop/AWSLogs/${account}/elasticloadbalancing/${day}/${balancer}_app.a-b.50dc6c495c0c9188_${at}_192.0.2.1_`,
  ],
  'vpc-flow': [
    `AWSLogs/${account}/vpcflowlogs/${day}/${account}_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_${at}_`,
    `flow/AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/${days}/${account}_vpcflowlogs_eu-west-1_fl-0_${at}_`,
    `AWSLogs/o-exampleorgid/${account}/vpcflowlogs/${day}/${account}_vpcflowlogs_eu-west-1_fl-0_${at}_`,
  ],
  cloudfront: [
    `AWSLogs/${account}/CloudFront/E2EXAMPLE123.2026-03-05-00.`,
    `AWSLogs/aws-account-id=${account}/CloudFront/DistributionId=E2EXAMPLE123/year=2026/month=03/day=05/hour=00/E2EXAMPLE123.2026-03-05-00.`,
  ],
};

/** Objects that are in such buckets and are none of the logs. */
const foreign: readonly string[] = [
  `AWSLogs/${account}/CloudTrail/${day}/${account}_CloudTrail_eu-west-1_${at}_`,
  `AWSLogs/${account}/elasticloadbalancing/${day}/conn_log.${balancer}_app.edge.50dc6c495c0c9188_${at}_`,
  `AWSLogs/${account}/elasticloadbalancing/${day}/${balancer}_net.inner.50dc6c495c0c9188_${at}_`,
  'firehose-errors/processing-failed/2026/03/05/00/',
  '2026-03-05-00-05-00-',
  'reports/',
];

/** The key that a log of a source would have in a bucket. */
export function keyOf({ folders, prefixes }: ExistingBucket, source: string, file: string, random: Random): string {
  const [prefix] = prefixes[source] ?? [];
  if (prefix !== undefined) return `${prefix}2026/03/05/00/${file}`;
  const known = paths[source] ?? [];
  return `${folders[0]}${known[Math.floor(random() * known.length)]}${file}`;
}

/** The key of an object that is no log of any source. */
export const foreignKey = ({ folders }: ExistingBucket, file: string, random: Random): string =>
  `${folders[0]}${foreign[Math.floor(random() * foreign.length)]}${file}`;

/** How the account tells the source of a key. It shares no code with the processors. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/\/\d{12}_elasticloadbalancing_[^/]*_app\.[^/]+$/, 'alb'],
  [/\/(aws-service=)?vpcflowlogs\/.*[^/]$/, 'vpc-flow'],
  [/\/CloudFront\/.*[^/]$/, 'cloudfront'],
];

/** The source of an object; undefined for what is left out. */
export function sourceIn(key: string): string | undefined {
  const prefixes = buckets.flatMap((bucket) => Object.entries(bucket.prefixes));
  const [named] = prefixes.find(([, list]) => list.some((prefix) => key.startsWith(prefix))) ?? [];
  return named ?? signs.find(([sign]) => sign.test(key))?.[1];
}
