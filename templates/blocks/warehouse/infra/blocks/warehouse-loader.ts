import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** The user that Firehose comes as. A password of Redshift has no quotes, slashes or @ (Redshift database guide, r_CREATE_USER). */
export function loaderOf(scope: Construct): Secret {
  const secret = new Secret(scope, 'Loader', {
    description: 'The user of the warehouse that Firehose loads a table as',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username: 'loader' }),
      generateStringKey: 'password',
      passwordLength: 32,
      excludePunctuation: true,
      requireEachIncludedType: true,
    },
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'Firehose and the database would have to change at once: replace the secret, and deploy, to change the password',
  );
  return secret;
}
