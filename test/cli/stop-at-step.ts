// Loaded into a run of the command with --import: counts what it does to the file system, and lets a signal arrive just
// before one of these steps. A moment is a step, not a time, so that every run meets the moment it is meant to.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { STOP_SIGNAL, STOP_AT, STEPS_FILE } = process.env;
const steps: string[] = [];
const { writeFileSync } = fs;

for (const name of ['mkdirSync', 'writeFileSync', 'chmodSync', 'renameSync', 'rmSync'] as const) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]) => {
    if (String(steps.length) === STOP_AT) process.kill(process.pid, STOP_SIGNAL);
    steps.push(name);
    return real(...args);
  };
}
syncBuiltinESMExports();
if (STEPS_FILE) process.on('exit', () => writeFileSync(STEPS_FILE, JSON.stringify(steps)));
