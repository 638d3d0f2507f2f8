import type { StageSettings } from '../project.ts';
import { accessProblem } from '../stack/access-problem.ts';
import type { Findings, StagePlace, PreflightCheck } from './check.ts';

/** What became of one check. */
export interface Result {
  title: string;
  /** In Markdown. */
  report: string;
  passed: boolean;
}

/** Asks everything, whatever else was found: one run tells all that is to do. A question without an answer has not passed. */
export async function preflightOf<Settings extends StageSettings>(
  checks: readonly PreflightCheck<Settings>[],
  place: StagePlace<Settings>,
): Promise<Result[]> {
  return await Promise.all(
    checks.map(async ({ title, permissions, ask }) => {
      try {
        const findings = await ask(place);
        return { title, report: reportOf(findings), passed: findings.problems.length === 0 };
      } catch (error) {
        const needed = permissions.flatMap(({ actions }) => actions).join(', ');
        return { title, report: unanswered(error as Error, needed), passed: false };
      }
    }),
  );
}

const reportOf = ({ problems, fine }: Findings): string =>
  problems.length === 0
    ? fine
    : problems.map(({ seen, needed, remedy }) => `Seen: ${seen} Needed: ${needed} What to do: ${remedy}`).join('\n  ');

const unanswered = (error: Error, needed: string): string =>
  `Not known: ${accessProblem(error) ?? `${error.name}: ${error.message}`} It takes ${needed}. In GitHub, repeat step 3 of docs/first-deployment.md: it gives the role what is missing.`;

export const printed = (results: readonly Result[]): string =>
  results.map(({ title, report, passed }) => `- ${passed ? 'ok' : '**NOT OK**'} ${title}. ${report}`).join('\n');
