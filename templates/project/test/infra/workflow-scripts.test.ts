import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';

// the scripts are for a runner of GitHub, which has a bash
const onRunner = process.platform === 'win32' ? describe.skip : describe;
const workflows = join(import.meta.dirname, '..', '..', '.github', 'workflows');

interface Step {
  name?: string;
  run?: string;
}

function scriptOf(file: string, job: string, name: string): string {
  const { jobs } = parse(readFileSync(join(workflows, file), 'utf8')) as { jobs: Record<string, { steps: Step[] }> };
  return jobs[job]!.steps.find((step) => step.name === name)!.run!;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workflow-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string): string => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');

/** Runs a script as a runner does; `commands` say what each command prints: every call of one stands in the file "calls". */
function run(script: string, env: Record<string, string>, commands: Record<string, string>) {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  // not every head knows --bytes, which those of the runners do
  for (const [name, body] of Object.entries({ head: 'cat "${@: -1}"', ...commands }))
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\necho "${name} $*" >> "${folder}/calls"\n${body}\n`, {
      mode: 0o755,
    });
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${bin}${delimiter}${process.env['PATH']}`,
      GITHUB_ENV: join(folder, 'env'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    },
  });
  return { status, stdout, calls: read('calls').split('\n').filter(Boolean), env: read('env') };
}

onRunner('the scripts of the workflows', () => {
  it('find the stack of the stage', () => {
    const { status, env, calls } = run(
      scriptOf('deploy-stage.yml', 'deploy', 'Find the stack'),
      { STAGE: 'dev' },
      { npx: 'echo example-dev' },
    );
    expect({ status, env }).toEqual({ status: 0, env: 'STACK=example-dev\n' });
    expect(calls).toEqual(['npx cdk list *-dev --app cdk.out --no-notices']);
  });

  it.each([
    ['example-prod', 0, 'STACK=example-prod\n'],
    ['example-dev', 1, ''],
    ['', 1, ''],
  ])('delete nothing where "%s" was typed, unless that is the stack', (TYPED, status, env) => {
    const result = run(
      scriptOf('destroy.yml', 'destroy', 'Check the name'),
      { STAGE: 'prod', TYPED },
      { npx: 'echo example-prod' },
    );
    expect(result).toMatchObject({ status, env });
    expect(/::error title=Nothing was deleted::/.test(result.stdout)).toBe(status === 1);
  });

  it.each([
    ['True', 1],
    ['False', 0],
  ])('delete nothing that is protected: %s', (answer, status) => {
    const result = run(
      scriptOf('destroy.yml', 'destroy', 'Check that the stack is not protected'),
      { STACK: 'example-prod' },
      { aws: `echo ${answer}` },
    );
    expect(result.status).toBe(status);
    expect(result.calls).toEqual([
      'aws cloudformation describe-stacks --stack-name example-prod --query Stacks[0].EnableTerminationProtection --output text',
    ]);
  });

  it('delete nothing where CloudFormation does not say whether it is protected', () => {
    const script = scriptOf('destroy.yml', 'destroy', 'Check that the stack is not protected');
    expect(run(script, { STACK: 'example-prod' }, { aws: 'exit 254' }).status).not.toBe(0);
  });

  it('show what a pull request changes', () => {
    const script = scriptOf('ci.yml', 'diff', 'Compare with what is deployed');
    expect(run(script, { STAGE: 'dev' }, { npx: 'echo "[+] a table"' }).status).toBe(0);
    expect(read('diff-dev.md')).toBe('### Stage dev\n\n````diff\n[+] a table\n````\n');
    expect(run(script, { STAGE: 'dev' }, { npx: 'exit 1' }).status).not.toBe(0);
  });

  it('comment on a pull request once, however often it changes', () => {
    writeFileSync(join(folder, 'diff-dev.md'), 'of dev\n');
    writeFileSync(join(folder, 'diff-prod.md'), 'of prod\n');
    const name = 'Write it below the pull request, in place of what was there';
    const script = scriptOf('ci.yml', 'comment', name);
    const { status, calls } = run(script, { PULL_REQUEST: '7' }, { gh: `cat > "${folder}/comment"` });
    expect(status).toBe(0);
    expect(calls).toEqual(['gh pr comment 7 --body-file - --edit-last --create-if-none']);
    expect(read('comment')).toBe('of dev\nof prod\n');
  });

  it('fail where there is drift', () => {
    const script = scriptOf('drift.yml', 'detect', 'Look for drift');
    expect(run(script, { STAGE: 'dev' }, { npx: 'echo drifted; exit 1' }).status).not.toBe(0);
    expect(read('drift-dev.txt')).toBe('drifted\n');
    expect(run(script, { STAGE: 'dev' }, { npx: 'echo nothing' }).status).toBe(0);
  });

  describe('keep one issue for each stage that has drifted', () => {
    const report = (open: string) => {
      const gh = `case "$*" in *"issue list"*) ${open} ;; *) cp issue.md "${folder}/body" ;; esac`;
      const script = scriptOf('drift.yml', 'report', 'Open or renew the issue of each stage');
      return run(script, { RUN_URL: 'https://example.com/run' }, { gh });
    };
    const list =
      'gh issue list --state open --search in:title "Drift check of stage prod failed" --json number --jq .[0].number // empty';

    it('which is opened', () => {
      writeFileSync(join(folder, 'drift-prod.txt'), 'a role\n');
      expect(report('true')).toMatchObject({
        status: 0,
        calls: [
          expect.stringContaining('head --bytes'),
          list,
          'gh issue create --title Drift check of stage prod failed --body-file issue.md',
        ],
      });
      expect(read('body')).toMatch(/^Found by https:\/\/example\.com\/run\..*\n\n````\na role\n````\n$/);
    });

    it('or renewed', () => {
      writeFileSync(join(folder, 'drift-prod.txt'), 'a role\n');
      expect(report('echo 12').calls.slice(1)).toEqual([list, 'gh issue edit 12 --body-file issue.md']);
    });

    it('and none where the check failed before it looked', () => {
      expect(report('true')).toMatchObject({ status: 0, calls: [] });
    });
  });
});
