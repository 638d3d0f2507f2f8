import { describe, expect, it } from '@jest/globals';
import { referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

const sendsSql = [
  'redshift-data:DescribeStatement',
  'redshift-data:ExecuteStatement',
  'redshift-data:GetStatementResult',
  'redshift-serverless:GetNamespace',
  'secretsmanager:GetSecretValue',
];

/**
 * What each function may do beside its own log and its requests to the engine; a function that is not here, nothing. A new action
 * belongs here too: whoever reviews it sees what the function may do from then on.
 */
const actionsOf: Record<string, string[]> = {
  canary: ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
  'change-capture': [
    'dynamodb:DescribeKinesisStreamingDestination',
    'dynamodb:DisableKinesisStreamingDestination',
    'dynamodb:EnableKinesisStreamingDestination',
    'dynamodb:UpdateKinesisStreamingDestination',
    'iam:CreateServiceLinkedRole',
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:ListStreams',
    'kinesis:PutRecord',
    'kinesis:PutRecords',
  ],
  'history-writer': [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamConsumer',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
    'kinesis:SubscribeToShard',
    's3:ListBucket',
    's3:PutObject',
  ],
  indexer: [
    'dynamodb:GetItem',
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamConsumer',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
    'kinesis:SubscribeToShard',
    's3:ListBucket',
    's3:PutObject',
  ],
  'warehouse-limit': [
    'redshift-serverless:CreateUsageLimit',
    'redshift-serverless:DeleteUsageLimit',
    'redshift-serverless:ListUsageLimits',
    'redshift-serverless:UpdateUsageLimit',
  ],
  'warehouse-migrations': sendsSql,
  'warehouse-refresh': sendsSql,
};
/** The engine's own tests have what may be done with it; Lambda asks for the network interfaces of a function in a network. */
const elsewhere = /^(aoss|ec2|es|logs):/;

describe.each(stageNames)('the functions of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const functions = idsOf(resources, 'AWS::Lambda::Function').map((id) => {
    const { Environment, Role } = resources[id]!.Properties as {
      Environment: { Variables: Record<string, string> };
      Role: unknown;
    };
    return [Environment.Variables['POWERTOOLS_SERVICE_NAME']!, referencesIn(Role)[0]!] as const;
  });

  it.each(functions)('%s may do what it has to, and nothing else', (processor, role) => {
    const allowed = statementsOf(resources).filter(({ effect, roles }) => effect === 'Allow' && roles.includes(role));
    const actions = allowed.flatMap((statement) => statement.actions).filter((action) => !elsewhere.test(action));
    expect([...new Set(actions)].toSorted()).toEqual(actionsOf[processor] ?? []);
  });
});
