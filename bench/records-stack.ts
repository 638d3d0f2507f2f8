import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arnOf, recordsStream, roleFor, writeAssembly } from './stack.ts';

const batchSize = 500;
const asset = 'asset.function';
const bundle = `export const handler = async ({ Records }) => {
  if (!(Records.length > 0)) throw new Error('no records');
  return { batchItemFailures: [] };
};
`;

const resources = {
  Stream: recordsStream,
  Role: roleFor('lambda.amazonaws.com', { Action: 'kinesis:*', Resource: arnOf('Stream') }),
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
};

/** Writes a stack that calls a function with the records of a stream. Returns the folder of the function's bundle. */
export function writeRecordsStack(folder: string): string {
  writeAssembly(folder, resources, { function: asset });
  mkdirSync(join(folder, asset));
  writeFileSync(join(folder, asset, 'index.mjs'), bundle);
  return join(folder, asset);
}
