import { Aws, Stack, Token } from 'aws-cdk-lib';
import type { Conditions } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { formats } from '../../processors/lib/access-event/formats.ts';
import type { LogPlaces } from '../../processors/lib/log-places.ts';
import { acknowledge, partitionInFindings } from '../acknowledge.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** A bucket with logs that the stack does not make. docs/existing-bucket.md says what its owner adds to its policy. */
export interface ExistingBucket {
  name: string;
  /** The account that owns it, where that is another one than the account of the stage. */
  owner: string | undefined;
  /** The ARN of the customer managed KMS key that its objects are encrypted with; undefined for SSE-S3 and the key `aws/s3`. */
  key: string | undefined;
  /** S3 tells of objects below these prefixes, and ingest may read there; '' is the whole bucket. None begins another one. */
  folders: readonly string[];
  /**
   * Prefixes of the logs of a source, below `folders`. A source that is not named is known by the path of its service:
   * AWSLogs/ACCOUNT/elasticloadbalancing/, …/vpcflowlogs/ or …/CloudFront/, anywhere in the bucket.
   */
  prefixes: LogPlaces;
}

/** Sources whose objects have a path that names the service. */
const withPath: readonly string[] = ['alb', 'cloudfront', 'vpc-flow'];

/** The bucket. Throws where infra/config.ts says what cannot be. */
export function existingBucket(scope: Construct, bucket: ExistingBucket): IBucket {
  const [problem] = problemsOf(bucket, Stack.of(scope).account);
  if (problem !== undefined) throw new Error(`infra/config.ts: logBucket: ${problem}`);
  return Bucket.fromBucketName(scope, 'Bucket', bucket.name);
}

/** S3 sends for this bucket of its owner only: the ARN of a bucket names no account. */
export const sentBy = ({ bucketArn }: IBucket, { owner }: ExistingBucket): Conditions => ({
  ArnEquals: { 'aws:SourceArn': bucketArn },
  StringEquals: { 'aws:SourceAccount': owner ?? Aws.ACCOUNT_ID },
});

/** Every source of this project, with its prefixes. */
export const placesOf = ({ prefixes }: ExistingBucket): LogPlaces => ({
  ...Object.fromEntries(Object.keys(formats).map((source) => [source, []])),
  ...prefixes,
});

/** Lets a processor read the logs. A bucket without versions, or with objects from before it had them, takes s3:GetObject. */
export function letRead(processor: ProcessorFunction, bucket: IBucket, { folders, key, name }: ExistingBucket): void {
  const objects = folders.map((folder) => bucket.arnForObjects(`${folder}*`));
  processor.allow(['s3:GetObject', 's3:GetObjectVersion'], objects);
  for (const folder of folders)
    acknowledge(
      processor.role,
      `AwsSolutions-IAM5[Resource::arn:${partitionInFindings(processor)}:s3:::${name}/${folder}*]`,
      'The names of objects are known when they arrive',
    );
  if (key !== undefined) processor.allow(['kms:Decrypt'], [key]);
}

/** What is wrong with a description, a sentence each. */
export function problemsOf({ name, owner, key, folders, prefixes }: ExistingBucket, account: string): string[] {
  const all = Object.entries(prefixes).flatMap(([source, list]) => list.map((prefix) => ({ source, prefix })));
  return [
    ...(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ? [] : [`"${name}" is no name of an S3 bucket.`]),
    ...(owner === undefined || /^\d{12}$/.test(owner) ? [] : [`owner "${owner}" is no account: it has 12 digits.`]),
    ...(owner !== undefined && !Token.isUnresolved(account) && owner === account
      ? [`owner ${owner} is the account of the stage: leave it undefined.`]
      : []),
    ...(key === undefined || /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(key)
      ? []
      : [`key "${key}" is no ARN of a KMS key, such as arn:aws:kms:eu-west-1:111122223333:key/ID; an alias is none.`]),
    ...(folders.length > 0 ? [] : ["folders is empty: name a prefix, or '' for the whole bucket."]),
    ...folders.filter(isOdd).map((folder) => `folders: "${folder}" ${odd}`),
    ...folders
      .filter((folder, at) => folders.some((other, place) => place !== at && folder.startsWith(other)))
      .map((folder) => `folders: another one begins "${folder}" already, and S3 takes an event for one of them only.`),
    ...Object.keys(prefixes)
      .filter((source) => !Object.hasOwn(formats, source))
      .map((source) => `prefixes: "${source}" is no source of this project: ${Object.keys(formats).join(', ')}.`),
    ...Object.keys(formats)
      .filter((source) => !withPath.includes(source) && (prefixes[source] ?? []).length === 0)
      .map((source) => `prefixes: name the prefix of ${source}: the keys of its objects do not say what they are.`),
    ...all.filter(({ prefix }) => prefix === '' || isOdd(prefix)).map(({ prefix }) => `prefixes: "${prefix}" ${odd}`),
    ...all
      .filter(({ prefix }) => !folders.some((folder) => prefix.startsWith(folder)))
      .map(({ source, prefix }) => `prefixes: "${prefix}" of ${source} is below none of folders.`),
    ...all
      .filter(({ prefix }, at) => all.some((other, place) => place < at && other.prefix === prefix))
      .map(({ source, prefix }) => `prefixes: "${prefix}" of ${source} is there twice.`),
  ];
}

const odd = 'is no prefix: keys have no / at their beginning, and a prefix has no wildcards and ends with /.';
const isOdd = (prefix: string): boolean => prefix !== '' && (/^\/|[*?]/.test(prefix) || !prefix.endsWith('/'));
