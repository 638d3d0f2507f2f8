import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { firstCommit, git, refuseLoss } from './changes.ts';
import { commandLines } from './commands.ts';
import { findUseCase } from '../../generators/core/use-cases.ts';
import { run } from '../run.ts';
import type { DemoProject } from './project.ts';

const root = join(import.meta.dirname, '..', '..');
const choicesOf = ({ name, useCase }: DemoProject) => [name, '--use-case', useCase, '--yes'];

/** Generates the demo, runs it under faults, and resolves with the exit code. Throws if the folder has something to lose. */
export async function makeDemo(folder: string, project: DemoProject, replace: boolean): Promise<number> {
  refuseLoss(folder, replace);
  const begun = Date.now();
  const npm = (title: string, ...args: string[]) => ({
    title: `${title}: npm ${args.join(' ')}`,
    take: () => run(folder, 'npm', args),
  });
  const steps = [
    {
      title: `Generate a project: stream-pipeline ${choicesOf(project).join(' ')}`,
      take: async () => generated(folder, project),
    },
    npm('Install its dependencies', 'ci', '--prefer-offline', '--no-audit', '--no-fund'),
    npm('Synthesize both stages and check every rule', 'run', 'synth'),
    npm('Run what was synthesized, under faults', 'run', 'local', '--', '--check', '--events', '1000'),
  ];
  for (const [at, { title, take }] of steps.entries()) {
    console.log(`\n== Step ${at + 1} of ${steps.length}. ${title}`);
    const stepBegun = Date.now();
    const code = await take();
    if (code !== 0) return code;
    console.log(`-- ${secondsSince(stepBegun)} s`);
  }
  console.log(summary(folder, project, secondsSince(begun)));
  return 0;
}

const secondsSince = (begun: number): number => Math.round((Date.now() - begun) / 1000);

/**
 * Takes the place of the old demo when it is complete, with its first commit: an interruption leaves a folder that the next run
 * knows.
 */
function generated(folder: string, project: DemoProject): number {
  const made = join(root, 'build', 'demo');
  rmSync(made, { recursive: true, force: true });
  const flags = ['--no-install', '--no-git', '--json', '--out', made];
  const generator = [join(root, 'bin', 'stream-pipeline.js'), ...choicesOf(project), ...flags];
  execFileSync(process.execPath, generator, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  git(made, 'init', '--quiet');
  git(made, 'add', '--all');
  git(made, 'commit', '--quiet', '--message', firstCommit);
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
  return 0;
}

function summary(folder: string, { useCase, name, reading }: DemoProject, seconds: number): string {
  const files = git(folder, 'ls-files').trimEnd().split('\n').length;
  const { Resources } = JSON.parse(readFileSync(join(folder, 'cdk.out', `${name}-dev.template.json`), 'utf8')) as {
    Resources: object;
  };
  const widest = Math.max(...reading.map(([file]) => file.length));
  return `
Done in ${seconds} s. ./demo is a project that you could deploy: ${files} files, ${Object.keys(Resources).length} AWS resources in each stage.
  ${findUseCase(useCase)!.flow}
  The ledger above accounts for every event, under faults, in the code and template that would be deployed.

Next, here in the clone:
${commandLines().join('\n')}

Read:
${reading.map(([file, why]) => `  demo/${file.padEnd(widest)}   ${why}`).join('\n')}`;
}
