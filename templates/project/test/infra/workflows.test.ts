import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectFolder } from './synthesized.ts';
import { jobs, scripts, scriptsOf, signIn, texts, workflow, type Workflow } from './workflow-files.ts';

describe.each(texts)('the workflow %s', (_name, text) => {
  it('uses actions by their commit, with the version beside it', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action]) => action);
    for (const action of uses)
      expect(action).toMatch(/^(\.\/\.github\/workflows\/[a-z-]+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it('has no permission that a job did not ask for', () => {
    expect((parse(text) as Workflow).permissions).toEqual({});
  });
});

/** What each job may do, and which environment it works for: more than this is a decision, and is written down here. */
const allowed: Record<string, { permissions?: Record<string, string>; environment?: string }> = {
  'ci.yml verify': { permissions: { contents: 'read' } },
  'ci.yml diff': {
    permissions: { contents: 'read', 'id-token': 'write' },
    environment: '${{ matrix.stage }}-lookup',
  },
  'ci.yml comment': { permissions: { 'pull-requests': 'write' } },
  'verify.yml verify': { permissions: { contents: 'read' } },
  'deploy.yml verify': { permissions: { contents: 'read' } },
  'deploy.yml dev': { permissions: { contents: 'read', 'id-token': 'write' } },
  'deploy.yml prod': { permissions: { contents: 'read', 'id-token': 'write' } },
  'deploy.yml no-stage': {},
  'deploy-stage.yml deploy': {
    permissions: { contents: 'read', 'id-token': 'write' },
    environment: '${{ inputs.stage }}',
  },
  'destroy.yml destroy': {
    permissions: { contents: 'read', 'id-token': 'write' },
    environment: '${{ inputs.stage }}',
  },
  'drift.yml detect': {
    permissions: { contents: 'read', 'id-token': 'write' },
    environment: '${{ matrix.stage }}-lookup',
  },
  'drift.yml report': { permissions: { issues: 'write' } },
};

/** The roles that the jobs with AWS credentials assume, in this order. */
const roles: Record<string, string[]> = {
  'ci.yml diff': ['AWS_DIFF_ROLE_ARN'],
  'deploy-stage.yml deploy': ['AWS_DEPLOY_ROLE_ARN'],
  'destroy.yml destroy': ['AWS_DEPLOY_ROLE_ARN'],
  'drift.yml detect': ['AWS_DRIFT_ROLE_ARN', 'AWS_CDK_LOOKUP_ROLE_ARN'],
};

it('jobs have the permissions, the environments and the roles that are written down here', () => {
  const actual = jobs.map(({ id, job: { permissions, environment } }) => [
    id,
    { ...(permissions && { permissions }), ...(environment && { environment }) },
  ]);
  expect(Object.fromEntries(actual)).toEqual(allowed);
  const assumed = jobs.flatMap(({ id, steps }) => {
    const arns = steps.filter(({ uses }) => uses?.startsWith(signIn)).map((step) => step.with!['role-to-assume']);
    return arns.length > 0 ? [[id, arns.map((arn) => /^\$\{\{ vars\.(\w+) \}\}$/.exec(String(arn))?.[1])]] : [];
  });
  expect(Object.fromEntries(assumed)).toEqual(roles);
});

describe.each(jobs)('the job $id', ({ file, job, steps }) => {
  it('signs in to AWS only with a token of its own, in the account of the stage', () => {
    const signIns = steps.filter(({ uses }) => uses?.startsWith(signIn));
    if (signIns.length > 0) expect(job.permissions).toMatchObject({ 'id-token': 'write' });
    else if (!job.uses) expect(job.permissions ?? {}).not.toHaveProperty('id-token');
    for (const { with: given } of signIns)
      expect(given).toMatchObject({
        'aws-region': '${{ vars.AWS_REGION }}',
        'allowed-account-ids': '${{ vars.AWS_ACCOUNT_ID }}',
      });
  });

  it('leaves no token in the working copy', () => {
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
  });

  it('ends, and fails when a step of it fails', () => {
    if (!job.uses) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const each of [job, ...steps]) expect(each['continue-on-error']).toBeUndefined();
    for (const { if: condition } of steps) expect(condition ?? '').not.toMatch(/always\(\)/);
  });

  it('runs a pipe with a shell that fails where any part of it does', () => {
    const shell = workflow(file).defaults?.run?.shell;
    for (const { run, shell: own } of steps)
      // GitHub runs bash with pipefail only where the shell is named (workflow syntax, jobs.<id>.steps[*].shell)
      if (/[^|]\|[^|]/.test(run ?? '')) expect(own ?? shell).toBe('bash');
  });

  it('gives no expression to the shell: what others wrote would be run as a command', () => {
    for (const script of scriptsOf(steps)) expect(script).not.toContain('${{');
  });

  it('runs scripts that are there, and installs what the lock file says', () => {
    for (const script of scriptsOf(steps)) {
      for (const [, name] of script.matchAll(/npm (?:run(?: --silent)? )?(?!ci\b|run\b)([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(name);
      if (script.includes('npm ci')) expect(script).toBe('npm ci --ignore-scripts');
    }
  });
});

it('verifies before anything is deployed: tests, stacks, and two checks of which one has other faults every time', () => {
  const scripts = scriptsOf(workflow('verify.yml').jobs['verify']!.steps!).filter((script) =>
    script.startsWith('npm '),
  );
  expect(scripts.slice(1)).toEqual([
    'npm test',
    'npm run synth',
    'npm run local -- --check --events 1000',
    'npm run local -- --check --events 1000 --seed "$GITHUB_RUN_NUMBER"',
  ]);
});

it('takes the CDK command line that has AWS credentials from the base branch, and the stacks from the job before', () => {
  const { needs, if: condition, steps } = workflow('ci.yml').jobs['diff']!;
  expect(needs).toBe('verify');
  expect(condition).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  const checkout = steps!.find(({ uses }) => uses?.startsWith('actions/checkout@'))!;
  expect(checkout.with).toMatchObject({ ref: '${{ github.event.pull_request.base.sha }}' });
  expect(scriptsOf(steps!).join('\n')).toMatch(/npx cdk diff "\*-\$STAGE" --app cdk\.out --method template /);
});

it('deploys to prod only after dev, where that is a stage, and to each only what was verified', () => {
  const { verify, dev, prod } = workflow('deploy.yml').jobs;
  expect(verify).toMatchObject({ uses: './.github/workflows/verify.yml', concurrency: 'deploy' });
  expect(dev).toMatchObject({ needs: 'verify', with: { stage: 'dev' } });
  expect(dev!.if).toBe("contains(fromJSON(vars.DEPLOY_STAGES || '[]'), 'dev')");
  expect(prod).toMatchObject({ needs: ['verify', 'dev'], with: { stage: 'prod' } });
  for (const needed of [
    '!cancelled()',
    "needs.verify.result == 'success'",
    "(needs.dev.result == 'success' || needs.dev.result == 'skipped')",
    "contains(fromJSON(vars.DEPLOY_STAGES || '[]'), 'prod')",
  ])
    expect(prod!.if).toContain(needed);
  expect(prod!.if).not.toContain('||\n');
  for (const job of [dev, prod]) expect(job!.uses).toBe('./.github/workflows/deploy-stage.yml');
});

it('deploys and deletes a stage one at a time', () => {
  for (const file of ['deploy-stage.yml', 'destroy.yml'])
    for (const { concurrency } of Object.values(workflow(file).jobs))
      expect(concurrency).toBe('stage-${{ inputs.stage }}');
});

it('executes the change set that it prepared, and only when the guard said so', () => {
  const { steps } = workflow('deploy-stage.yml').jobs['deploy']!;
  const at = (text: string) => steps!.findIndex(({ run }) => run?.includes(text));
  const [prepare, guard, execute] = [at('prepare-change-set'), at('change-set-guard --'), at('execute-change-set')];
  expect([prepare, guard, execute]).toEqual([prepare, prepare + 1, prepare + 2]);
  // with the credentials of the stage, and before CloudFormation has anything to do
  expect(at('preflight --')).toBe(prepare - 1);
  expect(steps![prepare - 1]!.run).toBe(
    'npm run --silent preflight -- --stage "$STAGE" | tee -a "$GITHUB_STEP_SUMMARY"',
  );
  expect(steps![prepare - 1]).not.toHaveProperty('if');
  expect(steps![prepare - 2]!.uses).toContain('configure-aws-credentials');
  for (const step of [prepare, guard, execute]) expect(steps![step]!.run).toContain('"$CHANGE_SET"');
  expect(steps![guard]!.id).toBe('guard');
  expect(steps![execute]!.if).toBe("steps.guard.outputs.execute == 'true'");
});

it('deletes a stack only by its name, and only where it is not protected', () => {
  const scripted = scriptsOf(workflow('destroy.yml').jobs['destroy']!.steps!);
  const order = ['"$TYPED" != "$STACK"', '"$protected" = True', 'cdk destroy "$STACK"'].map((text) =>
    scripted.findIndex((script) => script.includes(text)),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(-1);
  for (const at of order.slice(0, 2)) expect(scripted[at]).toContain('exit 1');
});

it('reports drift, which is a failure of its job', () => {
  expect(scriptsOf(workflow('drift.yml').jobs['detect']!.steps!).at(-1)).toMatch(/cdk drift "\*-\$STAGE" .*--fail /);
  expect(workflow('drift.yml').jobs['report']).toMatchObject({ needs: 'detect', if: 'failure()' });
});

it('has environments that take the main branch and no other, as the roles do: docs/first-deployment.md', () => {
  const page = readFileSync(join(projectFolder, 'docs', 'first-deployment.md'), 'utf8');
  const made = [
    ...page.matchAll(/--method PUT "repos\/\$REPOSITORY\/environments\/([^"]+)" --input - <<'?JSON'?\n([^]*?)\nJSON/g),
  ];
  expect(made.map(([, environment]) => environment)).toEqual(['$STAGE', 'prod']);
  for (const [, , body] of made)
    expect(JSON.parse(body!.replace(/\$\([^)]*\)/, '1'))).toMatchObject({
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
  const branches = [...page.matchAll(/environments\/([^"/]+)\/deployment-branch-policies" -f name=(.*)/g)];
  expect(branches.map(([, environment, branch]) => [environment, branch])).toEqual([['$STAGE', 'main']]);
});
