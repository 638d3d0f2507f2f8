import { spawnSync } from 'node:child_process';

export interface Command {
  argv: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Who runs it, where not the one who runs the benchmark. */
  uid: number | undefined;
}

/** CPU seconds, user and system, of a command and of all its children. Throws when it fails. */
export function cpuOf({ argv, cwd, env, uid }: Command): number {
  // The shell's own accounting: Node.js tells what it has used itself, and not what its children have.
  const timed = ['-c', 'TIMEFORMAT="%U %S"; time "$@" > /dev/null', 'bash', ...argv];
  const { status, stderr, error } = spawnSync('bash', timed, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const [, user, system] = /(\d+\.\d+) (\d+\.\d+)\n$/.exec(stderr ?? '') ?? [];
  if (error || status !== 0 || !user) throw new Error(`${argv.join(' ')}: ${error?.message ?? stderr}`);
  return Number(user) + Number(system);
}

/** CPU microseconds of each of `count` things that a script does, `node SCRIPT WAY COUNT`, without what starting costs. */
export function costOfEach(script: string, way: string, count: number): number {
  const cpu = (things: number) =>
    cpuOf({ argv: [process.execPath, script, way, String(things)], cwd: process.cwd(), env: {}, uid: undefined });
  return ((cpu(count) - cpu(0)) / count) * 1e6;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
