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
 * The roles that the workflows of a repository assume for a stage. The environment STAGE deploys. In STAGE-lookup, a pull
 * request reads the template that is deployed, and `main` looks for drift. Deploy it into the account and the region of the stage.
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
    const onMain = { [`${githubIssuer}:ref`]: 'refs/heads/main' };
    const deploy = role('Deploy', stage, onMain);
    this.#letAssume(deploy, ['deploy', 'file-publishing', 'lookup']);
    // npm run change-set-guard, and whether the stack is protected
    this.#letRead(deploy, `${project.name}-${stage}`, ['DescribeChangeSet', 'DescribeStacks']);
    this.#letLookAhead(deploy);
    const diff = role('Diff', `${stage}-lookup`, {});
    // cdk diff --method template, nested stacks included
    this.#letRead(diff, `${project.name}-${stage}`, ['DescribeStacks', 'GetTemplate', 'ListStackResources']);
    // CloudFormation reads resources with the permissions of whoever detects drift: only what is on main may do that
    const drift = role('Drift', `${stage}-lookup`, onMain);
    this.#letAssume(drift, ['lookup']);

    const place = { AWS_ACCOUNT_ID: this.account, AWS_REGION: this.region };
    this.#printVariables('DeployVariables', github.repository, stage, {
      AWS_DEPLOY_ROLE_ARN: deploy.roleArn,
      ...place,
    });
    this.#printVariables('LookupVariables', github.repository, `${stage}-lookup`, {
      AWS_DIFF_ROLE_ARN: diff.roleArn,
      AWS_DRIFT_ROLE_ARN: drift.roleArn,
      AWS_CDK_LOOKUP_ROLE_ARN: this.#bootstrapRole('lookup'),
      ...place,
    });
  }

  #letAssume(role: Role, names: readonly BootstrapRole[]): void {
    const resources = names.map((name) => this.#bootstrapRole(name));
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
  }

  /** Lets a role ask CloudFormation about a stack and its nested stacks, and about no other stack. */
  #letRead(role: Role, stackName: string, operations: readonly string[]): void {
    const stacks = (partition: string, region: string, account: string) =>
      [stackName, `${stackName}-*`].map(
        (name) => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`,
      );
    role.addToPolicy(
      new PolicyStatement({
        actions: operations.map((operation) => `cloudformation:${operation}`),
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
