import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalStack } from '../runtime/door.ts';
import type { LocalStack } from '../runtime/contracts/local-stack.ts';
import { noFaults } from '../runtime/door.ts';

/** As long as batches come from a stream of the size that a generated project has. */
const shards = 4;
const batchSize = 500;
const stackName = 'bench';
const bundle = `export const handler = async ({ Records }) => {
  if (!(Records.length > 0)) throw new Error('no records');
  return { batchItemFailures: [] };
};
`;

const allow = (Action: string | readonly string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const template = {
  Resources: {
    Stream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: { Name: 'records', ShardCount: shards, RetentionPeriodHours: 24 },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
        Policies: [
          {
            PolicyName: 'reads',
            PolicyDocument: { Version: '2012-10-17', Statement: [allow('kinesis:*', arnOf('Stream'))] },
          },
        ],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Key: 'function.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        MemorySize: 512,
        Timeout: 60,
        Role: arnOf('Role'),
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf('Stream'),
        FunctionName: { Ref: 'Function' },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Collection: { Type: 'AWS::OpenSearchServerless::Collection', Properties: { Name: 'unused' } },
  },
};

/** Writes the function, and a stack that calls it with the records of a stream. Returns the bundle's folder. */
export function writeAssembly(folder: string): string {
  const asset = join(folder, 'asset.function');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.mjs'), bundle);
  writeFileSync(join(folder, `${stackName}.template.json`), JSON.stringify(template));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: {} }));
  writeFileSync(
    join(folder, `${stackName}.assets.json`),
    JSON.stringify({ files: { function: { source: { path: 'asset.function' } } } }),
  );
  return asset;
}

export const startRecordsStack = (folder: string): Promise<LocalStack> =>
  startLocalStack({
    assembly: folder,
    stackName,
    existingTables: () => [],
    failureStores: () => [],
    sinks: () => [],
    seed: 1,
    rules: noFaults,
    outages: () => [],
    // the first poll is not what is measured
    speed: 50,
    journal: join(folder, '.local', 'journal'),
    resume: false,
    settings: {},
    refused: ({ action, resource }) => {
      throw new Error(`${action} on ${resource} is refused`);
    },
    measures: { dropped: [], lag: [] },
  });
