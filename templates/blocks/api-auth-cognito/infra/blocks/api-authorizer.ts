import { CfnOutput, Duration } from 'aws-cdk-lib';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { acknowledge } from '../acknowledge.ts';
import type { ApiAuthorizer } from './search-api.ts';

/** The headers by which a caller says who it is. */
export const callerHeaders = ['authorization'];

/** Callers are people in a user pool; they send the ID token they got when they signed in. Nobody signs up by themselves. */
export const apiAuthorizer: ApiAuthorizer = (scope, stage) => {
  const prod = stage.name === 'prod';
  const users = new UserPool(scope, 'Users', {
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
    // in dev, a first search should not need an authenticator app
    mfa: prod ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    deletionProtection: prod,
    removalPolicy: stage.removalPolicy,
  });
  const client = users.addClient('Client', {
    // Secure Remote Password: the password does not leave the device. In dev, a command line may send it, for a first search.
    authFlows: { userSrp: true, userPassword: !prod },
    // Without this, the client would have the implicit flow and a callback to example.com, whose owner is somebody else.
    disableOAuth: true,
    idTokenValidity: Duration.hours(1),
    preventUserExistenceErrors: true,
  });
  acknowledge(
    users,
    'AwsSolutions-COG8',
    'The Plus plan is charged per user; a pool without self sign-up gains little from its threat protection',
  );
  if (!prod)
    acknowledge(users, 'AwsSolutions-COG2', 'Multi-factor authentication is optional in dev and required in prod');
  new CfnOutput(scope, 'UserPoolId', { value: users.userPoolId });
  new CfnOutput(scope, 'ClientId', { value: client.userPoolClientId });
  return new HttpUserPoolAuthorizer('Users', users, { userPoolClients: [client] });
};
