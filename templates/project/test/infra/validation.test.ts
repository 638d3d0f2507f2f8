import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../../infra/config.ts';
import { GithubOidcProviderStack } from '../../infra/github-oidc-provider-stack.ts';
import { GithubOidcStack } from '../../infra/github-oidc-stack.ts';
import { githubSubject } from '../../infra/github-subject.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { project } from '../../infra/project.ts';
import { addValidation, guardRules } from '../../infra/validation.ts';
import { context } from './synthesized.ts';

jest.setTimeout(60_000);

interface Report {
  pluginReports: {
    violations: { ruleName: string; description: string; violatingConstructs: { constructPath?: string }[] }[];
  }[];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'validation-'));
  delete process.env['CDK_VALIDATION'];
  // findings are read from the report; on the console they would only be noise
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finds nothing in the stacks that no reason is given for', () => {
  const app = new App({ context, outdir: join(folder, 'stacks') });
  for (const stage of stages) new PipelineStack(app, `${project.name}-${stage.name}`, { stage });
  expect(findings(app)).toEqual([]);
});

it('finds nothing in the stacks of the GitHub roles', () => {
  const app = new App({ context, outdir: join(folder, 'github') });
  new GithubOidcProviderStack(app, 'github-oidc-provider');
  const github = githubSubject('acme/example', 'repo:acme@1/example@2');
  for (const { name } of stages) new GithubOidcStack(app, `${project.name}-github-${name}`, { stage: name, github });
  expect(findings(app)).toEqual([]);
});

it('would find a bucket that anybody may read in clear text', () => {
  const app = new App({ context, outdir: join(folder, 'canary') });
  new Bucket(new Stack(app, 'Canary'), 'Open');
  expect(findings(app).join('\n')).toMatch(/AwsSolutions-S10/);
});

describe('the rules of policies/', () => {
  const mutants = readdirSync(join(import.meta.dirname, 'policy-mutants')).flatMap(
    (file) => JSON.parse(readFileSync(join(import.meta.dirname, 'policy-mutants', file), 'utf8')) as Mutant[],
  );

  it.each(mutants.map((mutant) => [mutant.rule, mutant.type, mutant] as const))(
    '%s sees a wrong %s',
    (rule, _type, mutant) => {
      const app = new App({ context, outdir: join(folder, 'mutant') });
      mutate(new PipelineStack(app, 'mutant', { stage: stages[0]! }), mutant);
      expect(findings(app).join('\n')).toContain(rule);
    },
  );

  it('each have a mutant', () => {
    const rules = guardRules().flatMap(({ content }) => [...content.matchAll(/^rule (\w+)/gm)].map(([, name]) => name));
    expect([...new Set(mutants.map(({ rule }) => rule))].toSorted()).toEqual(rules.toSorted());
  });
});

/** Synthesizes with all validation and gives what it found. */
function findings(app: App): string[] {
  addValidation(app);
  try {
    app.synth();
  } catch {
    // errors end a synthesis; the report tells more
  }
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.map(
      ({ ruleName, description, violatingConstructs: [first] }) =>
        `${ruleName} ${first?.constructPath}: ${description}`,
    ),
  );
}

/** A resource type, and what is done to a property of every resource of it. */
interface Mutant {
  rule: string;
  type: string;
  path?: string;
  value?: unknown;
  remove?: string;
}

function mutate(stack: Stack, { type, path, value, remove }: Mutant): void {
  const resources = stack.node
    .findAll()
    .filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct))
    .filter(({ cfnResourceType }) => cfnResourceType === type);
  if (resources.length === 0) throw new Error(`the stack has no ${type}`);
  for (const resource of resources)
    if (remove) resource.addPropertyDeletionOverride(remove);
    else resource.addPropertyOverride(path!, value);
}
