import type { Call, RolePermissions } from '../../contracts/permissions.ts';

export interface Access {
  readonly roleArn: string;
  readonly needed: readonly Call[];
}

/** Firehose guide, controlling-access, "Grant Firehose access to an Amazon S3 destination". */
export const toBucket = (bucketArn: string, prefixes: readonly string[]): readonly Call[] => [
  ...['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'].map((action) => ({
    action,
    resource: bucketArn,
  })),
  ...prefixes.flatMap((prefix) =>
    ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'].map((action) => ({
      action,
      resource: `${bucketArn}/${prefix}object`,
    })),
  ),
];

/** Firehose guide, controlling-access: the statement on a Kinesis data stream as source. */
export const toStream = (streamArn: string): readonly Call[] =>
  ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'].map((action) => ({
    action,
    resource: streamArn,
  }));

/**
 * Firehose guide, controlling-access, "Allow Firehose to assume an IAM role": the statements on a cluster of Amazon MSK, on the topic, and
 * on its consumer groups, whose names Firehose draws.
 */
export const toTopic = (clusterArn: string, topic: string): readonly Call[] => [
  ...['kafka:GetBootstrapBrokers', 'kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka-cluster:Connect'].map(
    (action) => ({ action, resource: clusterArn }),
  ),
  ...['kafka-cluster:DescribeTopic', 'kafka-cluster:DescribeTopicDynamicConfiguration', 'kafka-cluster:ReadData'].map(
    (action) => ({ action, resource: `${clusterArn.replace(':cluster/', ':topic/')}/${topic}` }),
  ),
  { action: 'kafka-cluster:DescribeGroup', resource: `${clusterArn.replace(':cluster/', ':group/')}/*` },
];

/** Firehose guide, controlling-access: the statement on a transform function. */
export const toFunction = (functionArn: string): readonly Call[] =>
  ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'].map((action) => ({ action, resource: functionArn }));

/** Firehose guide, controlling-access, "Grant Firehose access to Glue for data format conversion"; the ARNs are the catalog's own. */
export const toTable = (catalogArn: string, database: string, table: string): readonly Call[] =>
  [
    catalogArn,
    catalogArn.replace(/catalog$/, `database/${database}`),
    catalogArn.replace(/catalog$/, `table/${database}/${table}`),
  ].flatMap((resource) =>
    ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'].map((action) => ({ action, resource })),
  );

/** Firehose guide, controlling-access: the statement on the log stream of errors. */
export const toLog = (logStreamArn: string): readonly Call[] => [
  { action: 'logs:PutLogEvents', resource: logStreamArn },
];

/** Firehose guide, controlling-access, "Grant Firehose access to a public OpenSearch Service destination". */
export const toDomain = (domainArn: string, indexName: string): readonly Call[] => [
  ...['es:DescribeDomain', 'es:DescribeDomains', 'es:DescribeDomainConfig'].map((action) => ({
    action,
    resource: domainArn,
  })),
  ...['es:ESHttpPost', 'es:ESHttpPut'].map((action) => ({ action, resource: `${domainArn}/_bulk` })),
  ...[
    '_all/_settings',
    '_cluster/stats',
    `${indexName}/_mapping`,
    '_nodes',
    '_nodes/stats',
    '_stats',
    `${indexName}/_stats`,
  ].map((path) => ({ action: 'es:ESHttpGet', resource: `${domainArn}/${path}` })),
];

/** Firehose guide, secrets-manager-role: the statement on the secret with user and password. */
export const toSecret = (secretArn: string): readonly Call[] => [
  { action: 'secretsmanager:GetSecretValue', resource: secretArn },
];

/** Firehose API reference, VpcConfiguration, RoleARN: the network interfaces of Firehose in a VPC. */
export const toVpc = (): readonly Call[] =>
  [
    'ec2:DescribeVpcs',
    'ec2:DescribeVpcAttribute',
    'ec2:DescribeSubnets',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNetworkInterfaces',
    'ec2:CreateNetworkInterface',
    'ec2:CreateNetworkInterfacePermission',
    'ec2:DeleteNetworkInterface',
  ].map((action) => ({ action, resource: '*' }));

/** Checks that the roles of a delivery stream may do what the guide asks for. Throws with all that is missing. */
export function requireAccess(permissions: RolePermissions, deliveryStream: string, access: readonly Access[]): void {
  const missing = access.flatMap(({ roleArn, needed }) =>
    needed
      .filter((call) => !permissions.allows(roleArn, call))
      .map(({ action, resource }) => `${roleArn} does not allow ${action} on ${resource}`),
  );
  if (missing.length > 0) throw new Error(`Firehose could not run ${deliveryStream}: ${missing.join(', ')}.`);
}
