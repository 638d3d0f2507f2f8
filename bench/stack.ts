import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalStack } from '../runtime/contracts/local-stack.ts';
import { noFaults, startLocalStack } from '../runtime/door.ts';

const stackName = 'bench';

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** A stream of the size that a generated project has. */
export const recordsStream = {
  Type: 'AWS::Kinesis::Stream',
  Properties: { Name: 'records', ShardCount: 4, RetentionPeriodHours: 24 },
};

/** A role that a service assumes, with one statement. */
export const roleFor = (Service: string, statement: { Action: string | readonly string[]; Resource: unknown }) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }],
    },
    Policies: [
      {
        PolicyName: 'work',
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] },
      },
    ],
  },
});

/** Writes a synthesized stack. `assets` are folders in it, by the name of their archive without its suffix. */
export function writeAssembly(folder: string, Resources: object, assets: Readonly<Record<string, string>> = {}): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(Object.entries(assets).map(([name, path]) => [name, { source: { path } }]));
  writeFileSync(join(folder, `${stackName}.template.json`), JSON.stringify({ Resources }));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: {} }));
  writeFileSync(join(folder, `${stackName}.assets.json`), JSON.stringify({ files }));
}

/** Starts the stack of a folder, without faults. */
export const startStack = (folder: string): Promise<LocalStack> =>
  startLocalStack({
    assembly: folder,
    stackName,
    existingTables: () => [],
    failureStores: () => [],
    sinks: () => [],
    seed: 1,
    rules: noFaults,
    outages: () => [],
    // neither the first poll nor the last buffers are what is measured
    speed: 50,
    journal: join(folder, '.local', 'journal'),
    resume: false,
    settings: {},
    refused: ({ action, resource }) => {
      throw new Error(`${action} on ${resource} is refused`);
    },
    measures: { dropped: [], lag: [] },
  });
