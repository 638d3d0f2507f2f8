import { choice } from '../option.ts';

/** Who may call an HTTP API. Blocks: api-auth-cognito, api-auth-iam. */
export const apiAuth = choice({
  title: 'Callers of the search API',
  choices: {
    cognito: 'users who sign in through an Amazon Cognito user pool that the stack creates (JSON Web Tokens)',
    iam: 'IAM principals that you grant permission to (requests signed with Signature Version 4)',
  },
  default: 'cognito',
});
