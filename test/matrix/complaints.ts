import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
/** A little less than a test may take, which a machine that is slow or busy needs: what runs does not go on after it. */
const timeout = 590_000;

/** What a program prints; nothing when it is content. */
export async function complaintsOf(program: string, args: string[], cwd: string): Promise<string> {
  try {
    await promisify(execFile)(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd,
      maxBuffer: 1e8,
      timeout,
    });
    return '';
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout: string; stderr: string };
    return `${stdout}${stderr}` || message;
  }
}
