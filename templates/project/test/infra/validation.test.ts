import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../../infra/config.ts';
import { GithubOidcProviderStack } from '../../infra/github-oidc-provider-stack.ts';
import { GithubOidcStack } from '../../infra/github-oidc-stack.ts';
import { githubSubject } from '../../infra/github-subject.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { project } from '../../infra/project.ts';
import { addValidation } from '../../infra/validation.ts';
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
