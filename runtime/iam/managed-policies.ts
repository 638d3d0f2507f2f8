/**
 * AWS managed policies that functions of templates like these have, as far as a local run makes such calls. AWS managed policy
 * reference guide, one page per policy. All of them are granted on every resource.
 */
const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const policies: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': logs,
  'service-role/AWSLambdaDynamoDBExecutionRole': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    ...logs,
  ],
  'service-role/AWSLambdaKinesisExecutionRole': [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
    'kinesis:SubscribeToShard',
    ...logs,
  ],
  'service-role/AWSLambdaSQSQueueExecutionRole': [
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
    ...logs,
  ],
  'service-role/AWSLambdaVPCAccessExecutionRole': [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
    ...logs,
  ],
  AWSXRayDaemonWriteAccess: [
    'xray:GetSamplingRules',
    'xray:GetSamplingStatisticSummaries',
    'xray:GetSamplingTargets',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ],
};

/** The document of arn:aws:iam::aws:policy/…, or undefined when it is not modelled. */
export function awsManagedPolicy(arn: string): object | undefined {
  const [, name = ''] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  if (!Object.hasOwn(policies, name)) return undefined;
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: policies[name], Resource: '*' } };
}
