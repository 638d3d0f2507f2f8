import { spawn } from 'node:child_process';

/** Runs a command that shares this terminal, and resolves with its exit code. Ctrl-C is the command's to handle. */
export async function run(cwd: string, command: string, args: readonly string[]): Promise<number> {
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
      child.on('error', reject);
      child.on('exit', (status, signal) => resolve(signal ? 130 : (status ?? 1)));
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}
