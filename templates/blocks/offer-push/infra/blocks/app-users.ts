import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Mfa, type UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import { signInPool } from './sign-in-pool.ts';

/**
 * Users who get offers. The `sub` of a user in the pool is their `user_id` in click events: who has signed in gets what was made of the
 * clicks with their id, and nothing else. Users are created by the people who run the shop, or come from there by federation.
 */
export class AppUsers extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    ({ pool: this.pool, client: this.client } = signInPool(this, 'Pool', { stage, mfa: Mfa.OPTIONAL }));
    acknowledge(this.pool, 'AwsSolutions-COG2', 'Shoppers choose whether they have a second factor');
    new CfnOutput(Stack.of(this), 'UserPoolId', { value: this.pool.userPoolId });
    new CfnOutput(Stack.of(this), 'ClientId', { value: this.client.userPoolClientId });
  }
}
