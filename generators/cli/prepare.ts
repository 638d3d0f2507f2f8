import { renderProject, type Answers, type ProjectFile } from '../core/api.ts';
import { projectOptions } from '../core/options/project.ts';
import type { CommandLine } from '../entrance/flags/flags.ts';
import type { GivenAnswers } from '../entrance/answers/given-answers.ts';
import { mayHoldFiles } from '../entrance/questions/place.ts';
import { settle, type Unanswered } from '../entrance/answers/settle.ts';
import { BadInput, problemAt, type PlacedProblem } from '../entrance/problems.ts';
import type { PlannedFile, Project } from '../entrance/afterwards/project.ts';
import { stateOf } from '../entrance/writing/compare.ts';
import { clearAround, lookAt, movesInto, notEmpty, type Looked, type Target } from '../entrance/writing/target.ts';

/** From what was given to what will be written, and where. Throws `BadInput` with all problems of flags, answers and target. */
export async function prepare(
  { values, problems }: CommandLine,
  given: GivenAnswers,
  open: Unanswered,
  cwd: string,
  signal: AbortSignal,
): Promise<Project> {
  const out = values['out'] ?? given.answers['name'];
  const contrary =
    values['force'] && values['only-new'] ? [problemAt('--only-new', 'cannot be combined with --force')] : [];
  const looked = isPath(out, values) ? look(out, cwd, values) : undefined;
  const { answers, defaults, locked, warnings } = settle(given, open, [
    ...problems,
    ...contrary,
    ...(looked && 'problem' in looked ? [problemAt(atOut(values), looked.problem)] : []),
  ]);
  const { target } = looked as { target: Target };
  const files = renderProject(answers).map((file) => planned(file, target, values));
  const into = movesInto(
    target,
    files.filter(({ written }) => written).map(({ path }) => path),
  );
  if (into.problems.length > 0) throw new BadInput(into.problems.map((problem) => problemAt(atOut(values), problem)));
  const notes = values['check-account'] ? await accountNotes(answers, signal) : [];
  const policy = given.policy?.path;
  return { answers, defaults, locked, policy, warnings: [...warnings, ...notes], files, target, moves: into.moves };
}

const atOut = (values: CommandLine['values']) => (values['out'] === undefined ? '' : '--out');

/** A folder is only looked for where --out or a sound name says so; a hostile name is not followed. */
const isPath = (out: unknown, values: CommandLine['values']): out is string =>
  typeof out === 'string' && (values['out'] !== undefined || projectOptions.name.pattern.test(out));

function look(out: string, cwd: string, values: CommandLine['values']): Looked {
  if (!values['dry-run']) clearAround(out, cwd);
  const looked = lookAt(out, cwd);
  if ('problem' in looked || looked.holds.length === 0) return looked;
  return mayHoldFiles({ values })
    ? looked
    : { problem: `${notEmpty(looked.target.folder, looked.holds)}. ${otherWays}` };
}

const otherWays =
  'Choose another folder with --out, write only the files that are not there yet with --only-new, or replace the ' +
  'generated files in it with --force; --dry-run shows which';

function planned(file: ProjectFile, target: Target, values: CommandLine['values']): PlannedFile {
  const state = stateOf(file, target);
  return { ...file, state, written: state === 'new' || (state === 'changed' && !values['only-new']) };
}

async function accountNotes(answers: Answers, signal: AbortSignal): Promise<PlacedProblem[]> {
  const { accountOf, fiveSeconds, mismatch, otherAccountRemedy } = await import('./machine/aws-account.ts');
  const found = await accountOf(answers.devRegion, fiveSeconds(signal));
  const problem = mismatch(found, answers.devAccount);
  if (problem)
    throw new BadInput([{ option: 'devAccount', at: '--dev-account', message: `${problem}. ${otherAccountRemedy}` }]);
  if ('unknown' in found) return [problemAt('--check-account', `${found.unknown}. ${found.remedy}`)];
  if (answers.devAccount) return [];
  return [
    problemAt('--check-account', `the AWS credentials are those of ${found.account}; no --dev-account to compare`),
  ];
}
