import { createHash } from 'node:crypto';
import type { Place } from '../contracts/template.ts';

/** IAM user guide, reference-arns: "Each AWS account is scoped to one partition"; the region tells which. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The ARN of a resource in a region of an account. */
export const regionalArn = (
  service: string,
  { region, account }: Pick<Place, 'region' | 'account'>,
  resource: string,
): string => `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;

/**
 * A random-looking identifier that is the same in every run: resources whose ids AWS draws get one from their logical id.
 * `digits` are those of base 36, or of base 16 for ids as EC2 and UUIDs have them.
 */
export function identifier(place: Omit<Place, 'endpoint'>, id: string, length: number, base: 16 | 36): string {
  const hash = createHash('sha512').update(`${place.account}/${place.region}/${place.stackName}/${id}`).digest('hex');
  return BigInt(`0x1${hash}`)
    .toString(base)
    .slice(1, length + 1);
}

/** CloudFormation guide, pseudo-parameter-reference; without AWS::NoValue, which is not a value. */
export function pseudoParameters(place: Place): ReadonlyMap<string, string | readonly string[]> {
  const { stackName, region, account } = place;
  const partition = partitionOf(region);
  return new Map<string, string | readonly string[]>([
    ['AWS::AccountId', account],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', partition],
    ['AWS::Region', region],
    ['AWS::StackId', regionalArn('cloudformation', place, `stack/${stackName}/${uuid(place, '')}`)],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'],
  ]);
}

export function uuid(place: Place, id: string): string {
  const digits = identifier(place, id, 32, 16);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
