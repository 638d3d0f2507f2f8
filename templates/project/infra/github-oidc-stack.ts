import { CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { githubIssuer, stsAudience, type GithubSubject } from './github-subject.ts';
import { project } from './project.ts';

/** A role of `cdk bootstrap`, which the CDK command line takes on for one kind of work. */
type BootstrapRole = 'deploy' | 'file-publishing' | 'lookup';

/**
 * The two roles that the workflows of a repository take on for a stage, each for one GitHub environment: STAGE deploys,
 * STAGE-lookup only looks. Belongs into the account and the region of the stage.
 */
export class GithubOidcStack extends Stack {
  readonly #repository: string;

  constructor(scope: Construct, id: string, { stage, github }: { stage: 'dev' | 'prod'; github: GithubSubject }) {
    super(scope, id, {
      env: project.stages[stage],
      description: `Roles of the GitHub workflows of ${project.name}, stage ${stage}`,
    });
    this.#repository = github.repository;
    const trusts = (environment: string, also: Record<string, string> = {}) =>
      new WebIdentityPrincipal(this.#arn('iam', 'oidc-provider', githubIssuer, ''), {
        StringEquals: {
          [`${githubIssuer}:aud`]: stsAudience,
          [`${githubIssuer}:sub`]: github.prefixes.map((prefix) => `${prefix}:environment:${environment}`),
          ...also,
        },
      });

    // GitHub's rules for the environment say the same; not every GitHub plan has them
    const onlyMain = { [`${githubIssuer}:ref`]: 'refs/heads/main' };
    const deploy = new Role(this, 'Deploy', { assumedBy: trusts(stage, onlyMain) });
    this.#mayAssume(deploy, ['deploy', 'file-publishing', 'lookup']);
    this.#mayLookAt(deploy, `${project.name}-${stage}`);

    const lookup = new Role(this, 'Lookup', { assumedBy: trusts(`${stage}-lookup`) });
    this.#mayAssume(lookup, ['lookup']);

    this.#output('Deploy', stage, 'AWS_DEPLOY_ROLE_ARN', deploy);
    this.#output('Lookup', `${stage}-lookup`, 'AWS_LOOKUP_ROLE_ARN', lookup);
  }

  #mayAssume(role: Role, bootstrapRoles: readonly BootstrapRole[]): void {
    const qualifier = this.synthesizer.bootstrapQualifier!;
    const resources = bootstrapRoles.map((name) =>
      this.#arn('iam', 'role', `cdk-${qualifier}-${name}-role-${this.account}-${this.region}`, ''),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
  }

  /** For what the workflows ask without the CDK: tools/change-set-guard, and whether a stack is protected from deletion. */
  #mayLookAt(role: Role, stackName: string): void {
    const resource = this.#arn('cloudformation', 'stack', `${stackName}/*`, this.region);
  }
}
