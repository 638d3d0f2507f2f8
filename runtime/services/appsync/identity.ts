import type { Claims } from '../../contracts/tokens.ts';
import type { EventCaller } from './types.ts';

const sourceIp = ['127.0.0.1'];

/** AppSync guide, resolver-context-reference-js, AppSyncCognitoIdentity. */
export const cognitoCaller = (claims: Claims): EventCaller => ({
  mode: 'AMAZON_COGNITO_USER_POOLS',
  identity: {
    sub: claims['sub'],
    issuer: claims['iss'],
    username: claims['cognito:username'] ?? claims['username'] ?? claims['sub'],
    groups: claims['cognito:groups'] ?? null,
    claims,
    sourceIp,
    defaultAuthStrategy: 'ALLOW',
  },
});

/** The same page, AppSyncIAMIdentity. */
export const iamCaller = (arn: string, username: string): EventCaller => ({
  mode: 'AWS_IAM',
  identity: {
    accountId: arn.split(':')[4],
    userArn: arn,
    username,
    sourceIp,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  },
});

/** AppSync Events guide, configure-event-api-auth: the authorizer's `handlerContext` is what a handler knows of its caller. */
export const lambdaCaller = (handlerContext: unknown): EventCaller => ({
  mode: 'AWS_LAMBDA',
  identity: { handlerContext: handlerContext ?? {} },
});

/** What a caller goes by in the list of receivers. */
export const nameOf = ({ identity, mode }: EventCaller): string =>
  String(identity['sub'] ?? identity['username'] ?? identity['userArn'] ?? mode);
