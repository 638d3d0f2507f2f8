import { spawn } from 'node:child_process';

export interface Ran {
  /** 0 when it went well; undefined when it could not be started, or was stopped. */
  status: number | undefined;
  /** Standard output and standard error, in the order in which they came. */
  text: string;
  /** Why there is no status. */
  problem?: 'missing' | 'stopped';
}

/** Runs a program to its end, and keeps what it says. On Windows npm and cdk are scripts, which need a shell. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, signal, env }: { cwd: string; signal: AbortSignal; env: NodeJS.ProcessEnv },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let text = '';
    const add = (chunk: Buffer) => (text += chunk.toString());
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: undefined, text, problem: error.name === 'AbortError' ? 'stopped' : 'missing' }),
    );
    child.on('close', (status) =>
      resolve(status === null ? { status: undefined, text, problem: 'stopped' } : { status, text }),
    );
  });
}
