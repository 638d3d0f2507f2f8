import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { ApiAuthorizer } from './search-api.ts';

/** The headers by which a caller says who it is (IAM user guide, "Elements of an AWS API request signature"). */
export const callerHeaders = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

/** Callers are AWS principals whose own policies allow execute-api:Invoke on the API; they sign their requests. */
export const apiAuthorizer: ApiAuthorizer = () => new HttpIamAuthorizer();
