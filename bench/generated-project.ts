import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** A project as users make one, below build/, so that it finds its dependencies in the repository's node_modules. Returns its folder. */
export function generated(id: string, ...answers: readonly string[]): string {
  const folder = join(root, 'build', 'bench', id);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const cli = join(root, 'bin', 'stream-pipeline.js');
  execFileSync(process.execPath, [cli, 'new', 'shop', '--yes', '--no-install', '--no-git', ...answers], {
    cwd: folder,
    stdio: 'ignore',
  });
  return join(folder, 'shop');
}

/** Runs a script of this folder in the folder of a project, with the flags that `npm run local` has. Returns what it prints, read as JSON. */
export function runIn<Report>(project: string, script: string, ...args: readonly number[]): Report {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: { local: string } };
  const flags = /tsx ((?:--\S+ )*)tools\/local\.ts$/.exec(scripts.local);
  if (flags === null) throw new Error(`The script "local" of a project is not as expected: ${scripts.local}`);
  const argv = [
    ...flags[1]!.split(' ').filter(Boolean),
    '--import',
    'tsx',
    join(import.meta.dirname, script),
    ...args.map(String),
  ];
  // how far it is can be seen on stderr
  const report = execFileSync(process.execPath, argv, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(report) as Report;
}
