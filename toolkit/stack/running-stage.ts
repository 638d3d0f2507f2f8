import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import type { ClientSettings } from './stage.ts';

/** Where a local run of a project says that it runs. Not part of its journal: a run that is killed leaves it behind. */
const announced = (root: string): string => join(root, '.local', 'running.json');

interface Announcement {
  pid: number;
  /** What points AWS SDKs to the run. */
  environment: Readonly<Record<string, string>>;
  /** The address of its page. */
  page: string;
}

export const notRunning =
  'npm run local is not running in this folder; start it in another terminal, and wait until it prints its address';

/** Lets other commands of the project find the run as the stage "local", until the function that this gives is called. */
export function announce({ environment }: Pick<LocalStack, 'environment'>, page: string, root: string): () => void {
  const file = announced(root);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, environment, page } satisfies Announcement), { mode: 0o600 });
  return () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** The settings of AWS SDK clients that reach the local run of the project, and nothing else. Throws when none runs. */
export function runningStage(root: string): Required<ClientSettings> {
  const { pid, environment } = read(announced(root)) ?? {};
  if (pid === undefined || environment === undefined || !isAlive(pid)) throw new Error(notRunning);
  return {
    endpoint: environment['AWS_ENDPOINT_URL']!,
    region: environment['AWS_REGION']!,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
    },
  };
}

/** PEM: whom clients of the run trust that speak TLS; undefined where it has no server that does. */
export function runningAuthorities(root: string): string | undefined {
  const file = read(announced(root))?.environment['NODE_EXTRA_CA_CERTS'];
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

/** The address of the page of the local run of the project. Throws when none runs. */
export function runningPage(root: string): string {
  const { pid, page } = read(announced(root)) ?? {};
  if (pid === undefined || page === undefined || !isAlive(pid)) throw new Error(notRunning);
  return page;
}

function read(file: string): Announcement | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Announcement;
  } catch {
    // there is none, or it is being written
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
