import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { FeaturePlan, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';

/**
 * Users who get offers. The `sub` of a user in the pool is their `user_id` in click events: who has signed in gets what was made of the
 * clicks with their id, and nothing else. Users are created by whoever runs the shop, or come from there by federation.
 */
export class AppUsers extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const prod = stage.name === 'prod';
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      // Jane@example.com is jane@example.com, and cannot be a second person
      signInCaseSensitive: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      // shoppers choose for themselves
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: prod,
      removalPolicy: stage.removalPolicy,
    });
    this.client = this.pool.addClient('Client', {
      // Secure Remote Password: the password does not leave the device. In dev, a command line may send it, for a first try.
      authFlows: { userSrp: true, userPassword: !prod },
      // Without this, the client would have the implicit flow and a callback to example.com, whose owner is somebody else.
      disableOAuth: true,
      idTokenValidity: Duration.hours(1),
      preventUserExistenceErrors: true,
    });
    acknowledge(
      this.pool,
      'AwsSolutions-COG8',
      'The Plus plan is charged per user; a pool without self sign-up gains little from its threat protection',
    );
    acknowledge(this.pool, 'AwsSolutions-COG2', 'Shoppers choose whether they have a second factor');
    new CfnOutput(Stack.of(this), 'UserPoolId', { value: this.pool.userPoolId });
    new CfnOutput(Stack.of(this), 'ClientId', { value: this.client.userPoolClientId });
  }
}
