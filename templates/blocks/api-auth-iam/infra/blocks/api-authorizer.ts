import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { ApiAuthorizer } from './search-api.ts';

/** Callers are AWS principals whose own policies allow execute-api:Invoke on the API; they sign their requests. */
export const apiAuthorizer: ApiAuthorizer = () => new HttpIamAuthorizer();
