import { CfnOutput } from 'aws-cdk-lib';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { acknowledge } from '../acknowledge.ts';
import type { ApiAuthorizer } from './search-api.ts';
import { signInPool } from './sign-in-pool.ts';

/** The headers by which a caller says who it is. */
export const callerHeaders = ['authorization'];

/** Callers are people in a user pool; they send the ID token they got when they signed in. Nobody signs up by themselves. */
export const apiAuthorizer: ApiAuthorizer = (scope, stage) => {
  const prod = stage.name === 'prod';
  // in dev, a first search should not need an authenticator app
  const { pool, client } = signInPool(scope, 'Users', { stage, mfa: prod ? Mfa.REQUIRED : Mfa.OPTIONAL });
  if (!prod)
    acknowledge(pool, 'AwsSolutions-COG2', 'Multi-factor authentication is optional in dev and required in prod');
  new CfnOutput(scope, 'UserPoolId', { value: pool.userPoolId });
  new CfnOutput(scope, 'ClientId', { value: client.userPoolClientId });
  return new HttpUserPoolAuthorizer('Users', pool, { userPoolClients: [client] });
};
