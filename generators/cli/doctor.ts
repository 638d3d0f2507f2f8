import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredRange } from '../../bin/node-version.js';
import { parseAnswers } from '../core/api.ts';
import { projectOptions } from '../core/options/project.ts';
import { useCases } from '../core/use-cases.ts';
import { exitCode } from './exit-code.ts';
import { optionFlags, spell, type CommandLine } from './input/flags.ts';
import { Interruption } from './interruption.ts';
import { findAccount } from './machine/account-findings.ts';
import type { Finding } from './machine/finding.ts';
import { findPrograms } from './machine/programs.ts';
import { BadInput, type PlacedProblem } from './problems.ts';
import { print, styled, type Terminal } from './terminal.ts';
import { readVerb } from './verb.ts';
import { wrap } from './wrap.ts';

const { devAccount, devRegion } = projectOptions;

const usage = {
  call: 'doctor',
  says:
    'Looks for what a project needs: programs, the CDK CLI of the project in this folder, the AWS account of your ' +
    'credentials and its CDK bootstrap. Only another account than --dev-account is an error.',
  flags: { ...optionFlags({ devAccount, devRegion }), json: { says: 'as JSON' } },
  words: 0,
};

export async function doctor(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = await readVerb(argv, usage, terminal);
  if (!line) return exitCode.done;
  const wanted = wantedOf(line);
  const interruption = new Interruption();
  try {
    const { signal } = interruption;
    const [programs, aws] = await Promise.all([
      findPrograms(terminal.cwd, signal),
      findAccount({ account: wanted['devAccount'], region: wanted['devRegion'] }, signal),
    ]);
    const findings = [node(), ...programs, cdk(terminal.cwd), ...aws];
    if (line.values['json']) print(terminal.output, JSON.stringify(findings, null, 2));
    else for (const finding of findings) show(finding, terminal);
    return findings.some(({ state }) => state === 'wrong') ? exitCode.badInput : exitCode.done;
  } finally {
    interruption.stop();
  }
}

/** Account and region, held to the schema that they have as answers. */
function wantedOf({ values }: CommandLine): Record<string, string | undefined> {
  const given = { devAccount: values['dev-account'], devRegion: values['dev-region'] };
  const parsed = parseAnswers({ useCase: useCases[0].id, name: 'doctor', ...given }, undefined, spell);
  const problems: PlacedProblem[] = (parsed.ok ? [] : parsed.problems)
    .filter(({ option }) => option in given)
    .map((problem) => ({ ...problem, at: spell(problem.option) }));
  if (problems.length > 0) throw new BadInput(problems);
  return given as Record<string, string | undefined>;
}

/** bin/stream-pipeline.js lets no other pass. */
const node = (): Finding => ({
  what: 'Node.js',
  state: 'ok',
  found: process.versions.node,
  neededFor: `stream-pipeline (${requiredRange()}) and its projects (22 or newer)`,
});

/** The CDK CLI of the project that the command is called in. One for the whole machine is of no use: versions must fit. */
function cdk(cwd: string): Finding {
  const about = { what: 'CDK CLI', neededFor: 'synthesizing and deploying the project in this folder' };
  const wanted = versionIn(join(cwd, 'package.json'), ({ devDependencies }) => devDependencies?.['aws-cdk']);
  if (!wanted)
    return { ...about, state: 'not checked', found: 'no CDK project here', remedy: 'Run doctor in a project' };
  const found = versionIn(join(cwd, 'node_modules', 'aws-cdk', 'package.json'), ({ version }) => version);
  if (!found) return { ...about, state: 'missing', found: `${wanted} is not installed`, remedy: 'npm ci' };
  if (/^\d/.test(wanted) && wanted !== found)
    return { ...about, state: 'unsuitable', found: `${found}, the project asks for ${wanted}`, remedy: 'npm ci' };
  return { ...about, state: 'ok', found };
}

interface Manifest {
  version?: string;
  devDependencies?: Record<string, string>;
}

function versionIn(manifest: string, pick: (manifest: Manifest) => string | undefined): string | undefined {
  try {
    return pick(JSON.parse(readFileSync(manifest, 'utf8')) as Manifest);
  } catch {
    return undefined; // no such file, or nothing that npm could use either
  }
}

function show({ what, state, found, neededFor, remedy }: Finding, { output, width }: Terminal): void {
  const indent = ' '.repeat(13);
  print(
    output,
    `${styled(output, state === 'wrong' ? 'red' : 'bold', state.padEnd(12))} ${wrap(`${what}: ${found}`, width - 13, indent)}`,
  );
  print(output, styled(output, 'dim', indent + wrap(`for ${neededFor}`, width - 13, indent)));
  if (remedy) print(output, indent + wrap(`-> ${remedy}`, width - 13, indent));
}
