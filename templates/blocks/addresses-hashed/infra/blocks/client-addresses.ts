import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** Makes the key that ingest hashes addresses of clients under, and lets ingest alone read it. */
export function sayAddresses(scope: Construct, ingest: ProcessorFunction, stage: Stage): void {
  const key = new Secret(scope, 'AddressKey', {
    description: 'Addresses of clients are hashed under this key (docs/client-addresses.md)',
    // 380 bits
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: stage.removalPolicy,
  });
  acknowledge(
    key,
    'AwsSolutions-SMG4',
    'Under another key, each client has another hash: people decide when (docs/client-addresses.md)',
  );
  ingest.allow(['secretsmanager:GetSecretValue'], [key.secretArn]);
  ingest.function.addEnvironment('ADDRESS_KEY_ARN', key.secretArn);
  new CfnOutput(Stack.of(scope), 'AddressKeyArn', { value: key.secretArn });
}
