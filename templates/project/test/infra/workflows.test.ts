import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
const folder = join(project, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

describe.each(workflows)('the workflow %s', (_name, text) => {
  it('uses actions by their commit, with the version beside it', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action]) => action);
    for (const action of uses)
      expect(action).toMatch(/^(\.\/\.github\/workflows\/[a-z-]+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it('has no permission that a job did not ask for', () => {
    expect(text).toMatch(/^permissions: \{\}$/m);
  });

  it('leaves no token in the working copy', () => {
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
  });

  it('lets no job run for ever', () => {
    expect(text.match(/^ {4}timeout-minutes: \d+/gm)?.length).toBe(text.match(/^ {4}runs-on:/gm)?.length);
  });

  it('gives no expression to the shell: what others wrote would be run as a command', () => {
    for (const script of scriptsOf(text)) expect(script).not.toContain('${{');
  });

  it('runs scripts that are there', () => {
    for (const script of scriptsOf(text))
      for (const [, name] of script.matchAll(/npm (?:run(?: --silent)? )?(?!ci\b|run\b)([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(name);
  });
});

/** What each step of a workflow gives to the shell. */
function scriptsOf(workflow: string): string[] {
  const lines = workflow.split('\n');
  return lines.flatMap((line, at) => {
    const [, indent, rest] = /^(\s*(?:- )?)run: ?(.*)$/.exec(line) ?? [];
    if (indent === undefined) return [];
    if (!/^[|>]/.test(rest!)) return [rest!];
    const end = lines.findIndex(
      (later, index) => index > at && later !== '' && !later.startsWith(`${' '.repeat(indent.length)} `),
    );
    return [lines.slice(at + 1, end === -1 ? undefined : end).join('\n')];
  });
}

it('deploys to prod only after dev, where that is a stage, and to each only what was verified', () => {
  const deploy = workflows.find(([name]) => name === 'deploy.yml')![1];
  expect(deploy).toMatch(/\n {2}dev:\n {4}needs: verify\n/);
  expect(deploy).toMatch(/\n {2}prod:\n {4}needs: \[verify, dev\]\n/);
  const [, condition] = /\n {2}prod:\n[^]*?\n {4}if: >-\n([^]*?)\n {4}uses:/.exec(deploy)!;
  for (const needed of [
    "needs.verify.result == 'success'",
    "(needs.dev.result == 'success' || needs.dev.result == 'skipped')",
    '!cancelled()',
  ])
    expect(condition).toContain(needed);
});

it('executes the change set that it prepared, and only when the guard said so', () => {
  const stage = workflows.find(([name]) => name === 'deploy-stage.yml')![1];
  const steps = stage.split(/\n {6}- /);
  const at = (text: string) => steps.findIndex((step) => step.includes(text));
  const [prepare, guard, execute] = [at('prepare-change-set'), at('change-set-guard --'), at('execute-change-set')];
  expect([prepare, guard, execute]).toEqual([prepare, prepare + 1, prepare + 2]);
  // with the credentials of the stage, and before CloudFormation has anything to do
  expect(at('preflight --')).toBe(prepare - 1);
  expect(steps[prepare - 1]).toMatch(
    /\n {8}run: npm run --silent preflight -- --stage "\$STAGE" \| tee -a "\$GITHUB_STEP_SUMMARY"$/,
  );
  expect(steps[prepare - 1]).not.toMatch(/\n {8}if:/);
  expect(steps[prepare - 2]).toContain('configure-aws-credentials');
  for (const step of [prepare, guard, execute]) expect(steps[step]).toContain('"$CHANGE_SET"');
  expect(steps[guard]).toContain('id: guard');
  expect(steps[execute]).toContain("if: steps.guard.outputs.execute == 'true'");
  expect(stage).not.toMatch(/continue-on-error|always\(\)/);
});
