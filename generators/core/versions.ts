/**
 * The version of every package that a generated project may get: one place for each. This repository installs exactly the same,
 * and checks generated code against them; test/core/versions.test.ts compares.
 */
const catalogue = {
  '@aws-lambda-powertools/logger': '2.35.0',
  '@aws-lambda-powertools/metrics': '2.35.0',
  '@aws-sdk/client-cloudformation': '3.1169.0',
  '@aws-sdk/client-dynamodb': '3.1164.0',
  '@aws-sdk/client-ec2': '3.1169.0',
  '@aws-sdk/client-firehose': '3.1164.0',
  '@aws-sdk/client-iam': '3.1169.0',
  '@aws-sdk/client-kafka': '3.1169.0',
  '@aws-sdk/client-kinesis': '3.1143.0',
  '@aws-sdk/client-kinesis-analytics-v2': '3.1112.0',
  '@aws-sdk/client-lambda': '3.1164.0',
  '@aws-sdk/client-opensearch': '3.1138.0',
  '@aws-sdk/client-redshift-data': '3.1164.0',
  '@aws-sdk/client-redshift-serverless': '3.1164.0',
  '@aws-sdk/client-secrets-manager': '3.1164.0',
  '@aws-sdk/client-s3': '3.1173.0',
  '@aws-sdk/client-sqs': '3.1164.0',
  '@aws-sdk/client-sns': '3.1164.0',
  '@aws-sdk/util-dynamodb': '3.996.9',
  '@duckdb/node-api': '1.5.6-r.1',
  '@jest/globals': '30.5.2',
  '@smithy/signature-v4': '5.7.5',
  '@swc/core': '1.16.22',
  '@swc/jest': '0.2.39',
  '@types/aws-lambda': '8.10.164',
  '@types/node': '22.19.1',
  'aws-cdk': '2.1148.1',
  'aws-cdk-lib': '2.276.0',
  'cdk-nag': '3.0.2',
  constructs: '10.8.1',
  esbuild: '0.28.2',
  jest: '30.5.2',
  oxlint: '1.94.0',
  prettier: '3.10.1',
  tsx: '4.23.15',
  typescript: '7.0.2',
  yaml: '2.9.1',
};

/** A package whose version is known. */
export type PackageName = keyof typeof catalogue;

export const packageNames = Object.keys(catalogue) as readonly PackageName[];

/** What the files of every project use: tests, checks, CDK, and the tools. */
export const packagesOfProject: readonly PackageName[] = [
  '@aws-sdk/client-cloudformation',
  '@jest/globals',
  '@swc/core',
  '@swc/jest',
  '@types/aws-lambda',
  '@types/node',
  'aws-cdk',
  'aws-cdk-lib',
  'cdk-nag',
  'constructs',
  'esbuild',
  'jest',
  'oxlint',
  'prettier',
  'tsx',
  'typescript',
  'yaml',
];

/** Package -> exact version, in the order of the names. */
export const versionsOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, versionOf(name)]));

function versionOf(name: string): string {
  if (!Object.hasOwn(catalogue, name)) throw new Error(`${name}: generators/core/versions.ts has no version of it`);
  return catalogue[name as PackageName];
}
