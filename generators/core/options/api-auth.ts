import { choice } from '../option.ts';

/** Who may call an HTTP API. Blocks: api-auth-cognito, api-auth-iam. */
export const apiAuth = choice({
  title: 'Callers of the search API',
  choices: {
    cognito: 'people who sign in to an Amazon Cognito user pool of the stack (JSON Web Tokens)',
    iam: 'AWS principals with a permission of their own (requests signed with Signature Version 4)',
  },
  default: 'cognito',
});
