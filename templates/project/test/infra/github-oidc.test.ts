import { context } from './synthesized.ts';
import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { GithubOidcProviderStack } from '../../infra/github-oidc-provider-stack.ts';
import { GithubOidcStack } from '../../infra/github-oidc-stack.ts';
import { githubSubject } from '../../infra/github-subject.ts';
import { project } from '../../infra/project.ts';
import { preflight } from '../../delivery/preflight.ts';

it.each([
  'shop',
  'acme/',
  '/shop',
  'acme/shop/',
  'github.com/acme/shop',
  'https://github.com/acme/shop',
  'acme/*',
  'a b/shop',
])('a repository is OWNER/NAME and nothing else: not %j', (repository) => {
  expect(() => githubSubject(repository, `repo:${repository}`)).toThrow(
    `repository: "${repository}" is not OWNER/NAME, such as acme/product-search`,
  );
});

describe.each(['dev', 'prod'] as const)('the roles of the workflows in stage %s', (stage) => {
  const github = githubSubject('acme/shop', 'repo:acme@12/shop@345');
  const template = Template.fromStack(new GithubOidcStack(new App({ context }), `github-${stage}`, { stage, github }));
  const [deploy, diff, drift] = ['Deploy', 'Diff', 'Drift'].map((name) => roleOf(template, name));

  it('deploy for its environment, from the main branch, whichever form the subject has', () => {
    expect(deploy!.trust).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': [
        `repo:acme/shop:environment:${stage}`,
        `repo:acme@12/shop@345:environment:${stage}`,
      ],
      'token.actions.githubusercontent.com:ref': 'refs/heads/main',
    });
  });

  it('deploy by the roles of the bootstrap, and look at what a deployment would fail at', () => {
    expect(deploy!.bootstrapRoles).toEqual(['deploy', 'file-publishing', 'lookup']);
    const asked = preflight.flatMap(({ permissions }) => permissions).flatMap(({ actions }) => actions);
    expect(deploy!.actions.toSorted()).toEqual(
      ['sts:AssumeRole', 'cloudformation:DescribeChangeSet', 'cloudformation:DescribeStacks', ...asked].toSorted(),
    );
    expect(asked.filter((action) => !/^[a-z0-9]+:(Describe|Get|List)[A-Za-z]+\d?$/.test(action))).toEqual([]);
    expect(deploy!.text).toContain(`:stack/${project.name}-${stage}/*`);
  });

  it.each<[string, ReturnType<typeof roleOf>, object]>([
    ['compare a pull request from any branch', diff!, {}],
    ['look for drift from the main branch', drift!, { 'token.actions.githubusercontent.com:ref': 'refs/heads/main' }],
  ])('%s, for another environment', (_what, role, onlyFrom) => {
    expect(role.trust).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': [
        `repo:acme/shop:environment:${stage}-lookup`,
        `repo:acme@12/shop@345:environment:${stage}-lookup`,
      ],
      ...onlyFrom,
    });
  });

  it('compare by reading the template of the stack, and nothing else', () => {
    expect(diff!.actions).toEqual([
      'cloudformation:DescribeStacks',
      'cloudformation:GetTemplate',
      'cloudformation:ListStackResources',
    ]);
    const stacks = [...diff!.text.matchAll(/:stack\/([^"]*)"/g)].map(([, stack]) => stack);
    expect(new Set(stacks)).toEqual(new Set([`${project.name}-${stage}/*`, `${project.name}-${stage}-*/*`]));
  });

  it('look for drift by the lookup role of the bootstrap only', () => {
    expect(drift!.bootstrapRoles).toEqual(['lookup']);
    expect(drift!.actions).toEqual(['sts:AssumeRole']);
  });

  it('are bounded and tagged as everything in the stage', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    const bounded = roles.filter(({ Properties }) => Properties.PermissionsBoundary);
    expect(bounded).toHaveLength(project.permissionsBoundary ? roles.length : 0);
    for (const { Properties } of roles) {
      const tags = Properties.Tags as { Key: string; Value: string }[];
      expect(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))).toMatchObject(
        project.tags?.[stage] ?? { project: project.name },
      );
    }
  });

  it('are told to GitHub by commands that are printed', () => {
    expect(JSON.stringify(template.findOutputs('*'))).toMatch(
      new RegExp(`gh variable set AWS_DEPLOY_ROLE_ARN --repo acme/shop --env ${stage} --body `),
    );
  });
});

/** Whom a role trusts, and what its policy allows. */
function roleOf(template: Template, name: string) {
  const resources = Object.entries(template.toJSON().Resources as Record<string, { Type: string; Properties: any }>);
  const [role, policy] = ['AWS::IAM::Role', 'AWS::IAM::Policy'].map(
    (type) => resources.find(([id, { Type }]) => id.startsWith(name) && Type === type)![1].Properties,
  );
  const statements: { Action: string | string[] }[] = policy.PolicyDocument.Statement;
  const text = JSON.stringify(statements);
  return {
    trust: role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals,
    actions: statements.flatMap(({ Action }) => Action),
    bootstrapRoles: [...text.matchAll(/role\/cdk-hnb659fds-([a-z-]+)-role-/g)].map(([, which]) => which),
    text,
  };
}

describe('the provider of an account', () => {
  const template = Template.fromStack(new GithubOidcProviderStack(new App({ context }), 'github-oidc-provider'));

  it('makes it trust the tokens that are meant for AWS', () => {
    template.hasResourceProperties('AWS::IAM::OIDCProvider', {
      Url: 'https://token.actions.githubusercontent.com',
      ClientIdList: ['sts.amazonaws.com'],
    });
  });

  it('has the tags that the organisation wants in both stages, and none of one stage', () => {
    const [provider] = Object.values(template.findResources('AWS::IAM::OIDCProvider'));
    const tags = (provider!['Properties'].Tags ?? []) as { Key: string; Value: string }[];
    const inBoth = Object.entries(project.tags?.dev ?? {}).filter(([key, value]) => project.tags?.prod[key] === value);
    expect(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))).toEqual(Object.fromEntries(inBoth));
  });
});

describe('the subject of a repository', () => {
  it('begins as GitHub says, or with the names alone', () => {
    expect(githubSubject('acme/shop', 'repo:acme@12/shop@345').prefixes).toEqual([
      'repo:acme/shop',
      'repo:acme@12/shop@345',
    ]);
    expect(githubSubject('acme/shop', 'repo:acme/shop').prefixes).toEqual(['repo:acme/shop']);
  });

  it.each<[unknown, unknown, RegExp]>([
    [undefined, 'repo:acme/shop', /Pass -c repository=OWNER\/NAME/],
    ['acme', 'repo:acme/shop', /"acme" is not OWNER\/NAME/],
    ['acme/*', 'repo:acme/*', /"acme\/\*" is not OWNER\/NAME/],
    ['acme/shop', undefined, /gh api repos\/acme\/shop\/actions\/oidc\/customization\/sub/],
    ['acme/shop', 'null', /"null" is neither/],
    ['acme/shop', 'repo:acme/other', /is neither repo:acme\/shop nor/],
    ['acme/shop', 'repo:acme@12/other@345', /is neither/],
    ['acme/shop', 'repo:acme@12/shop', /is neither/],
    ['acme/shop', 'repo:acme/shop:*', /is neither/],
    ['acme/shop', 'repo:acme@*/shop@*', /is neither/],
  ])('is not known from repository %s and prefix %s', (repository, prefix, problem) => {
    expect(() => githubSubject(repository, prefix)).toThrow(problem);
  });
});
