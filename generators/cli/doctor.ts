import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredRange } from '../../bin/node-version.js';
import { parseAnswers } from '../core/api.ts';
import { projectOptions } from '../core/options/project.ts';
import { findUseCase } from '../core/use-cases.ts';
import { exitCode } from '../entrance/exit-code.ts';
import type { CommandLine } from '../entrance/flags/flags.ts';
import { optionFlags, spell } from '../entrance/flags/option-flags.ts';
import { newRegionsOf } from '../entrance/answers/given-answers.ts';
import { Interruption } from '../entrance/interruption.ts';
import { findAccount } from './machine/account-findings.ts';
import type { Finding } from './machine/finding.ts';
import { isReady, reportFindings } from './machine/findings-report.ts';
import { findPrograms } from './machine/programs.ts';
import { BadInput, type PlacedProblem } from '../entrance/problems.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';
import { readVerb, useCaseNamed } from './verb.ts';

const { devAccount, devRegion } = projectOptions;

const usage = {
  call: 'doctor [USE-CASE]',
  says:
    'Checks whether this machine is ready to generate, test, run and deploy projects: programs, the CDK CLI of the ' +
    'project in this folder, your AWS account and its CDK bootstrap. In a generated project, the use case is that of ' +
    'the project. Exits with 2 if the AWS credentials belong to another account than --dev-account.',
  flags: { ...optionFlags({ devAccount, devRegion }), json: { says: 'as JSON' } },
  words: 1,
};

export async function doctor(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const [named] = line.positionals;
  const useCase = named === undefined ? useCaseHere(terminal.cwd) : useCaseNamed(named).id;
  const wanted = wantedOf(line);
  const interruption = new Interruption();
  try {
    const { signal } = interruption;
    const [programs, aws] = await Promise.all([
      findPrograms(useCase, terminal.cwd, signal),
      findAccount({ account: wanted['devAccount'], region: wanted['devRegion'] }, signal),
    ]);
    const findings = [node(), ...programs, ...cdk(terminal.cwd), ...aws];
    if (line.values['json'])
      print(terminal.output, JSON.stringify({ ok: isReady(findings), useCase: useCase ?? null, findings }, null, 2));
    else reportFindings(findings, terminal);
    return findings.some(({ state }) => state === 'wrong') ? exitCode.badInput : exitCode.done;
  } finally {
    interruption.stop();
  }
}

/** Account and Region, checked like the answers of the same names. */
function wantedOf({ values }: CommandLine): Record<string, string | undefined> {
  const given = { devAccount: values['dev-account'], devRegion: values['dev-region'] };
  // without a use case, parsing checks what every project has
  const parsed = parseAnswers(given, undefined, spell, newRegionsOf(true));
  const problems: PlacedProblem[] = (parsed.ok ? [] : parsed.problems)
    .filter(({ option }) => option in given)
    .map((problem) => ({ ...problem, at: spell(problem.option) }));
  if (problems.length > 0) throw new BadInput(problems);
  return given as Record<string, string | undefined>;
}

/** The use case of the project in a folder, if there is one. */
function useCaseHere(cwd: string): string | undefined {
  const recorded = readJson(join(cwd, '.stream-pipeline', 'answers.json')) as
    { answers?: { useCase?: string } } | undefined;
  return findUseCase(recorded?.answers?.useCase)?.id;
}

/** bin/stream-pipeline.js stops on any other version. */
const node = (): Finding => ({
  what: 'Node.js',
  state: 'ok',
  found: process.versions.node,
  neededFor: `stream-pipeline (${requiredRange()}) and generated projects (22 or later)`,
  neededTo: 'generate',
});

/** The CDK CLI of the project in this folder. A global one does not count: its version must fit that of the project. */
function cdk(cwd: string): Finding[] {
  const about = {
    what: 'CDK CLI',
    neededFor: 'synthesizing and deploying this project',
    neededTo: 'generate',
  } as const;
  const wanted = manifest(cwd)?.devDependencies?.['aws-cdk'];
  if (!wanted) return [];
  const remedy = 'npm ci';
  const found = manifest(join(cwd, 'node_modules', 'aws-cdk'))?.version;
  if (!found) return [{ ...about, state: 'missing', found: `${wanted} is not installed`, remedy }];
  if (/^\d/.test(wanted) && wanted !== found)
    return [{ ...about, state: 'unsuitable', found: `${found}; the project requires ${wanted}`, remedy }];
  return [{ ...about, state: 'ok', found }];
}

interface Manifest {
  version?: string;
  devDependencies?: Record<string, string>;
}

const manifest = (folder: string) => readJson(join(folder, 'package.json')) as Manifest | undefined;

/** undefined if there is no such file, or if it is not JSON. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
