import { Stack } from 'aws-cdk-lib';
import { OidcProviderNative } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { githubIssuer, stsAudience } from './github-subject.ts';
import { tagForAllStages } from './house-rules.ts';

/**
 * Makes an account accept tokens of GitHub Actions; what they allow is up to the roles that trust them. An account has at most
 * one of these for all its projects: not needed where it is there already.
 */
export class GithubOidcProviderStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Makes this account accept tokens of GitHub Actions',
      // other projects of the account may rely on it
      terminationProtection: true,
    });
    tagForAllStages(this);
    new OidcProviderNative(this, 'Github', { url: `https://${githubIssuer}`, clientIds: [stsAudience] });
  }
}
