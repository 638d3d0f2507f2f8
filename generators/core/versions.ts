/**
 * The versions that generated projects get, by use case. This repository installs exactly the same, and checks generated
 * code against them; test/unit/versions.test.ts compares.
 */
const everyProject = {
  '@aws-lambda-powertools/logger': '2.35.0',
  '@aws-lambda-powertools/metrics': '2.35.0',
  '@aws-sdk/client-cloudformation': '3.1169.0',
  '@aws-sdk/client-s3': '3.1173.0',
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
};

const byUseCase: Record<string, Record<string, string>> = {
  'dynamodb-search': {
    '@aws-sdk/client-dynamodb': '3.1164.0',
    '@aws-sdk/client-kinesis': '3.1143.0',
    '@aws-sdk/client-lambda': '3.1164.0',
    '@aws-sdk/util-dynamodb': '3.996.9',
  },
};

/** Package -> exact version, in the order of the names. */
export const versionsFor = (useCase: string): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...everyProject, ...byUseCase[useCase] }).sort(([a], [b]) => (a < b ? -1 : 1)));
