import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { jobs, project, scriptsOf, signIn, workflow, workflows, type Step, type Workflow } from './workflow-files.ts';

const inputs = {
  'allow-replacement': { description: expect.any(String), type: 'string', default: '' },
  stage: { description: 'Stage', type: 'choice', options: ['dev', 'prod'], default: 'dev' },
  stack: { description: expect.any(String), type: 'string', required: true },
};

/** What starts each workflow, and what its runs do to each other. */
const starts: Record<string, Pick<Workflow, 'on' | 'concurrency'>> = {
  'ci.yml': {
    on: { pull_request: null },
    concurrency: { group: 'ci-${{ github.ref }}', 'cancel-in-progress': true },
  },
  'deploy.yml': {
    on: {
      push: { branches: ['main'] },
      workflow_dispatch: { inputs: { 'allow-replacement': inputs['allow-replacement'] } },
    },
  },
  'deploy-stage.yml': {
    on: {
      workflow_call: {
        inputs: { stage: { type: 'string', required: true }, 'allow-replacement': { type: 'string', default: '' } },
      },
    },
  },
  'destroy.yml': { on: { workflow_dispatch: { inputs: { stage: inputs.stage, stack: inputs.stack } } } },
  'drift.yml': { on: { schedule: [{ cron: '17 5 * * 1' }], workflow_dispatch: null } },
  'verify.yml': { on: { workflow_call: null } },
};

it('start where they should, and only there; no run that may be in AWS is ended by a later one', () => {
  const actual = [...workflows].map(([name, { on, concurrency }]) => [
    name,
    { on, ...(concurrency && { concurrency }) },
  ]);
  expect(Object.fromEntries(actual)).toEqual(starts);
});

/** Every condition, with the step that it is about. */
const conditions: Record<string, Record<string, string>> = {
  'ci.yml diff': {
    '': "vars.DEPLOY_STAGES && vars.DEPLOY_STAGES != '[]' && github.event.pull_request.head.repo.full_name == github.repository",
  },
  'deploy.yml dev': { '': "contains(fromJSON(vars.DEPLOY_STAGES || '[]'), 'dev')" },
  'deploy.yml prod': { '': expect.stringContaining('!cancelled()') as unknown as string },
  'deploy.yml no-stage': { '': "${{ !vars.DEPLOY_STAGES || vars.DEPLOY_STAGES == '[]' }}" },
  'deploy-stage.yml deploy': { 'Execute the change set': "steps.guard.outputs.execute == 'true'" },
  'drift.yml detect': {
    '': "vars.DEPLOY_STAGES && vars.DEPLOY_STAGES != '[]'",
    'actions/upload-artifact': 'failure()',
  },
  'drift.yml report': { '': 'failure()' },
};

it('run jobs and steps on the conditions that are written down here, and on no other', () => {
  const named = ({ name, uses, run }: Step) => name ?? uses?.split('@')[0] ?? run!;
  const actual = jobs.flatMap(({ id, job, steps }) => {
    const stated = [
      ...(job.if ? [['', job.if] as const] : []),
      ...steps.flatMap((step) => (step.if ? [[named(step), step.if] as const] : [])),
    ];
    return stated.length > 0 ? [[id, Object.fromEntries(stated)] as const] : [];
  });
  expect(Object.fromEntries(actual)).toEqual(conditions);
});

it('look at every stage that is deployed, also where another one fails', () => {
  for (const [file, name] of [
    ['ci.yml', 'diff'],
    ['drift.yml', 'detect'],
  ] as const)
    expect(workflow(file).jobs[name]!.strategy).toEqual({
      'fail-fast': false,
      matrix: { stage: "${{ fromJSON(vars.DEPLOY_STAGES || '[]') }}" },
    });
});

it('give each script the stage, the names and the token that it is about', () => {
  const variables = jobs.flatMap(({ id, job, steps }) => {
    const all = Object.assign({}, job.env, ...steps.map(({ env }) => env)) as Record<string, string>;
    return Object.keys(all).length > 0 ? [[id, all] as const] : [];
  });
  const github = { GH_TOKEN: '${{ github.token }}', GH_REPO: '${{ github.repository }}' };
  expect(Object.fromEntries(variables)).toEqual({
    'ci.yml diff': { STAGE: '${{ matrix.stage }}' },
    'ci.yml comment': { ...github, PULL_REQUEST: '${{ github.event.pull_request.number }}' },
    'deploy-stage.yml deploy': {
      STAGE: '${{ inputs.stage }}',
      CHANGE_SET: 'run-${{ github.run_id }}-${{ github.run_attempt }}',
      ALLOW_REPLACEMENT: '${{ inputs.allow-replacement }}',
    },
    'destroy.yml destroy': { STAGE: '${{ inputs.stage }}', TYPED: '${{ inputs.stack }}' },
    'drift.yml detect': { STAGE: '${{ matrix.stage }}' },
    'drift.yml report': {
      ...github,
      RUN_URL: '${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}',
    },
  });
  for (const job of ['dev', 'prod'])
    expect(workflow('deploy.yml').jobs[job]!.with).toEqual({
      stage: job,
      'allow-replacement': '${{ inputs.allow-replacement }}',
    });
});

it('hand on what a job before has made, under the same name, and take nothing of an earlier attempt', () => {
  const withAction = (action: string) =>
    jobs.flatMap(({ id, steps }) =>
      steps.filter(({ uses }) => uses?.startsWith(`actions/${action}@`)).map((step) => [id, step.with] as const),
    );
  const uploads = {
    'ci.yml diff': { name: 'diff-${{ matrix.stage }}', path: 'diff-${{ matrix.stage }}.md', 'retention-days': 5 },
    'drift.yml detect': {
      name: 'drift-${{ matrix.stage }}',
      path: 'drift-${{ matrix.stage }}.txt',
      'retention-days': 5,
    },
    'verify.yml verify': { name: 'cdk-out', path: 'cdk.out', 'if-no-files-found': 'error', 'retention-days': 30 },
  };
  expect(Object.fromEntries(withAction('upload-artifact'))).toEqual(
    Object.fromEntries(Object.entries(uploads).map(([id, given]) => [id, { ...given, overwrite: true }])),
  );
  expect(Object.fromEntries(withAction('download-artifact'))).toEqual({
    'ci.yml diff': { name: 'cdk-out', path: 'cdk.out' },
    'ci.yml comment': { pattern: 'diff-*', 'merge-multiple': true },
    'deploy-stage.yml deploy': { name: 'cdk-out', path: 'cdk.out' },
    'drift.yml report': { pattern: 'drift-*', 'merge-multiple': true },
  });
});

it('become the role that looks for drift through the one of the workflow', () => {
  const [, lookup] = workflow('drift.yml').jobs['detect']!.steps!.filter(({ uses }) => uses?.startsWith(signIn));
  expect(lookup!.with).toMatchObject({ 'role-chaining': true, 'role-skip-session-tagging': true });
});

it('deploy, look for drift and delete with the options that are written down here', () => {
  const commands = jobs.flatMap(({ steps }) => scriptsOf(steps)).flatMap((script) => script.split('\n'));
  expect(commands.map((line) => line.trim()).filter((line) => /cdk (?!list)|npm run deploy/.test(line))).toEqual([
    'npx cdk diff "*-$STAGE" --app cdk.out --method template --no-notices --no-color 2>&1 | tee diff.txt',
    'npm run deploy -- "$STACK" --app cdk.out --method prepare-change-set --change-set-name "$CHANGE_SET" --require-approval never',
    'npm run deploy -- "$STACK" --app cdk.out --method execute-change-set --change-set-name "$CHANGE_SET" --require-approval never --progress events',
    'npx cdk destroy "$STACK" --app cdk.out --force --no-notices',
    'npx cdk drift "*-$STAGE" --app cdk.out --fail --no-notices --no-color 2>&1 | tee "drift-$STAGE.txt"',
  ]);
  expect(scriptsOf(workflow('deploy-stage.yml').jobs['deploy']!.steps!)).toContain(
    'npm run --silent change-set-guard -- --stack "$STACK" --change-set "$CHANGE_SET" --allow "$ALLOW_REPLACEMENT" | tee -a "$GITHUB_STEP_SUMMARY"',
  );
});

it('have the time that they need, and no more: a domain takes half an hour to be made or deleted', () => {
  const minutes = jobs.flatMap(({ id, job }) => (job.uses ? [] : [[id, job['timeout-minutes']] as const]));
  expect(Object.fromEntries(minutes)).toEqual({
    'ci.yml diff': 15,
    'ci.yml comment': 5,
    'deploy.yml no-stage': 5,
    'deploy-stage.yml deploy': 60,
    'destroy.yml destroy': 60,
    'drift.yml detect': 30,
    'drift.yml report': 5,
    'verify.yml verify': 20,
  });
});

it('are updated together with the packages, once releases are a week old', () => {
  const { updates } = parse(readFileSync(join(project, '.github', 'dependabot.yml'), 'utf8')) as {
    updates: Record<string, unknown>[];
  };
  const weekly = { directory: '/', schedule: { interval: 'weekly' }, cooldown: { 'default-days': 7 } };
  const cdk = ['aws-cdk', 'aws-cdk-lib', 'cdk-nag', 'constructs'];
  const sdk = ['@aws-sdk/*', '@smithy/*', '@aws-lambda-powertools/*'];
  expect(updates).toEqual([
    {
      'package-ecosystem': 'npm',
      ...weekly,
      groups: {
        cdk: { patterns: cdk },
        'aws-sdk': { patterns: sdk },
        tools: { patterns: ['*'], 'exclude-patterns': [...cdk, ...sdk] },
      },
      ignore: [
        { 'dependency-name': 'aws-cdk', versions: ['3.0.0'] },
        { 'dependency-name': '@types/node', 'update-types': ['version-update:semver-major'] },
      ],
    },
    { 'package-ecosystem': 'github-actions', ...weekly, groups: { actions: { patterns: ['*'] } } },
  ]);
});
