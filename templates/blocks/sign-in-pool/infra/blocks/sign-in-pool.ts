import { Duration } from 'aws-cdk-lib';
import { FeaturePlan, UserPool, type Mfa, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';

/** People sign in with their e-mail address and a password, and a second factor as `mfa` says. Nobody signs up by themselves. */
export function signInPool(
  scope: Construct,
  id: string,
  { stage, mfa }: { stage: Stage; mfa: Mfa },
): { pool: UserPool; client: UserPoolClient } {
  const prod = stage.name === 'prod';
  const pool = new UserPool(scope, id, {
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
    mfa,
    mfaSecondFactor: { otp: true, sms: false },
    deletionProtection: prod,
    removalPolicy: stage.removalPolicy,
  });
  const client = pool.addClient('Client', {
    // Secure Remote Password: the password does not leave the device. In dev, a command line may send it, for a first try.
    authFlows: { userSrp: true, userPassword: !prod },
    // Without this, the client would have the implicit flow and a callback to example.com, whose owner is somebody else.
    disableOAuth: true,
    idTokenValidity: Duration.hours(1),
    preventUserExistenceErrors: true,
  });
  acknowledge(
    pool,
    'AwsSolutions-COG8',
    'The Plus plan is charged per user; a pool without self sign-up gains little from its threat protection',
  );
  return { pool, client };
}
