import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Journal } from './journal.ts';

/** Keeps a journal for one process: two would write into each other's run. It names its process, and goes with it. */
export class JournalLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Throws while another process that runs has it. */
  static take(journal: string): JournalLock {
    const path = `${journal}.lock`;
    mkdirSync(dirname(path), { recursive: true });
    while (!written(path)) {
      const holder = holderOf(path);
      if (holder !== undefined && isRunning(holder))
        throw new Error(
          `Another run of this project is in progress (process ${holder}). Stop it with Ctrl-C first. ` +
            `If that process is not a run of this project, remove ${path}.`,
        );
      rmSync(path, { force: true });
    }
    return new JournalLock(path);
  }

  release(): void {
    Journal.discard(this.#path);
  }
}

function written(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    // released meanwhile
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
