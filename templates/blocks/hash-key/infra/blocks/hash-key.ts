import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

export interface HashKeyProps {
  stage: Stage;
  /** What hashes, and the only one who may read the key. */
  reader: ProcessorFunction;
  /** What is hashed, and the page that says how to change the key. */
  description: string;
  /** Why the key is not rotated by itself. */
  unrotated: string;
  /** Name of the output of the stack with the ARN of the key. */
  output: string;
}

/** Makes a key for a hash in Secrets Manager, and lets one function read it. */
export function giveHashKey(
  scope: Construct,
  id: string,
  { stage, reader, description, unrotated, output }: HashKeyProps,
): void {
  const key = new Secret(scope, id, {
    description,
    // 380 bits
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: stage.removalPolicy,
  });
  acknowledge(key, 'AwsSolutions-SMG4', unrotated);
  reader.allow(['secretsmanager:GetSecretValue'], [key.secretArn]);
  reader.function.addEnvironment('HASH_KEY_ARN', key.secretArn);
  new CfnOutput(Stack.of(scope), output, { value: key.secretArn });
}
