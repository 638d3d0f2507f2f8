import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble } from '../matrix/assemble.ts';
import { findPython } from '../python/find-python.ts';

const root = join(import.meta.dirname, '..', '..');
const made = join(root, 'build', 'engines', 'curation');
const useCase = 'msk-lakehouse';
const project = join(made, useCase);
const environment = join(root, 'build', 'spark-environment');
const inherit = { stdio: ['ignore', 'inherit', 'inherit'] as ('ignore' | 'inherit')[] };

/** What this machine lacks of a Python for Spark; undefined where it has one. */
export const missingPython = (): string | undefined => (findPython() ? undefined : 'no Python 3.11 or newer with venv');

/**
 * Tests the Spark job of the curation as a project has it, and has it make of dirty rows of many seeds what its stand-in makes. Prints what
 * pytest says. True where every test passes.
 */
export function testSparkJob(javaHome: string): boolean {
  const run = (command: string, args: readonly string[], cwd: string): boolean =>
    spawnSync(command, args, {
      cwd,
      ...inherit,
      env: { ...process.env, JAVA_HOME: javaHome, PYTHONDONTWRITEBYTECODE: '1' },
    }).status === 0;
  assemble(made, [{ id: useCase, answers: answersWith({ useCase }) }]);
  return (
    installed(run) &&
    run(process.execPath, ['test/curation-seeds.ts', 'build/curation-seeds'], project) &&
    run(pythonOfSpark, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'curation/tests'], project)
  );
}

const pythonOfSpark = join(environment, 'bin', 'python');

/** Spark is installed once, and again when the requirements change: hundreds of megabytes, from a package without wheels. */
function installed(run: (command: string, args: readonly string[], cwd: string) => boolean): boolean {
  const requirements = join(project, 'curation', 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const done = join(environment, `installed-${digest}`);
  if (existsSync(done)) return true;
  rmSync(environment, { recursive: true, force: true });
  const isThere =
    run(findPython()!, ['-m', 'venv', environment], root) &&
    run(
      pythonOfSpark,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements],
      root,
    );
  if (isThere) writeFileSync(done, '');
  return isThere;
}
