import { runProgram } from '../program.ts';
import { withProgress } from '../terminal/progress.ts';
import { print, type Terminal } from '../terminal/terminal.ts';

/** Installs the dependencies of a project. Never fails: when it cannot, it says why, and what to do. */
export async function installDependencies(folder: string, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  const { status, text, problem } = await withProgress('Installing the dependencies (npm ci)', terminal, () =>
    runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, signal, env: process.env }),
  );
  if (status === 0) return true;
  if (problem === 'stopped') print(terminal.errors, 'The installation was interrupted; the project is complete.');
  else if (problem === 'missing') print(terminal.errors, 'npm was not found; the project is complete.');
  else print(terminal.errors, `${lastLines(text)}\nnpm ci failed, see above; the project is complete.`);
  print(terminal.errors, 'Run npm ci in its folder.');
  return false;
}

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-20).join('\n');
