import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { preflight } from '../delivery/preflight.ts';
import { acknowledge } from './acknowledge.ts';
import { githubIssuer, stsAudience, type GithubSubject } from './github-subject.ts';
import { applyHouseRules } from './house-rules.ts';
import { project } from './project.ts';

/** The roles of `cdk bootstrap` that the CDK command line takes on; what a deployment may do is up to them. */
type BootstrapRole = 'deploy' | 'file-publishing' | 'lookup';

/**
 * The two roles that the workflows of a repository take on for a stage, one for each of its GitHub environments: STAGE
 * deploys, STAGE-lookup only looks. Belongs into the account and the region of the stage.
 */
export class GithubOidcStack extends Stack {
  constructor(scope: Construct, id: string, { stage, github }: { stage: 'dev' | 'prod'; github: GithubSubject }) {
    super(scope, id, {
      env: project.stages[stage],
      description: `Roles of the GitHub workflows of ${project.name} for stage ${stage}`,
    });
    applyHouseRules(this, stage);
    const role = (name: string, environment: string, onlyFrom: Record<string, string>) =>
      new Role(this, name, {
        assumedBy: new WebIdentityPrincipal(this.#iamArn('oidc-provider', githubIssuer), {
          StringEquals: {
            [`${githubIssuer}:aud`]: stsAudience,
            [`${githubIssuer}:sub`]: github.prefixes.map((prefix) => `${prefix}:environment:${environment}`),
            ...onlyFrom,
          },
        }),
      });
    // The rules of the environment should say the same, but not every plan of GitHub has them.
    const deploy = role('Deploy', stage, { [`${githubIssuer}:ref`]: 'refs/heads/main' });
    this.#letAssume(deploy, ['deploy', 'file-publishing', 'lookup']);
    this.#letDescribe(deploy, `${project.name}-${stage}`);
    this.#letLookAhead(deploy);
    const lookup = role('Lookup', `${stage}-lookup`, {});
    this.#letAssume(lookup, ['lookup']);

    const place = { AWS_ACCOUNT_ID: this.account, AWS_REGION: this.region };
    this.#printVariables('DeployVariables', github.repository, stage, {
      AWS_DEPLOY_ROLE_ARN: deploy.roleArn,
      ...place,
    });
    this.#printVariables('LookupVariables', github.repository, `${stage}-lookup`, {
      AWS_LOOKUP_ROLE_ARN: lookup.roleArn,
      AWS_CDK_LOOKUP_ROLE_ARN: this.#bootstrapRole('lookup'),
      ...place,
    });
  }

  #letAssume(role: Role, names: readonly BootstrapRole[]): void {
    const resources = names.map((name) => this.#bootstrapRole(name));
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
  }

  /**
   * What the workflows ask CloudFormation without the CDK command line: about the change set of the stack and those of its
   * nested stacks (tools/change-set-guard), and whether the stack is protected.
   */
  #letDescribe(role: Role, stackName: string): void {
    const stacks = (partition: string, region: string, account: string) =>
      [stackName, `${stackName}-*`].map(
        (name) => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`,
      );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudformation:DescribeChangeSet', 'cloudformation:DescribeStacks'],
        resources: stacks(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID),
      }),
    );
    for (const arn of stacks('<AWS::Partition>', '<AWS::Region>', '<AWS::AccountId>'))
      acknowledge(role, `AwsSolutions-IAM5[Resource::${arn}]`, 'CloudFormation makes up these parts of the ARN');
  }

  /** What `npm run preflight` asks for before a change set is made. */
  #letLookAhead(role: Role): void {
    for (const { actions, resources } of preflight.flatMap(({ permissions }) => permissions)) {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
      for (const resource of resources.filter((each) => each.includes('*')))
        acknowledge(
          role,
          `AwsSolutions-IAM5[Resource::${resource}]`,
          'These actions only look, and cannot be limited to more than this',
        );
    }
  }

  #printVariables(id: string, repository: string, environment: string, values: Record<string, string>): void {
    const commands = Object.entries(values).map(
      ([name, value]) => `gh variable set ${name} --repo ${repository} --env ${environment} --body ${value}`,
    );
    new CfnOutput(this, id, { value: commands.join(' && ') });
  }

  #bootstrapRole(name: BootstrapRole): string {
    const { bootstrapQualifier } = this.synthesizer;
    return this.#iamArn('role', `cdk-${bootstrapQualifier}-${name}-role-${this.account}-${this.region}`);
  }

  #iamArn(resource: string, resourceName: string): string {
    return this.formatArn({ service: 'iam', region: '', resource, resourceName });
  }
}
