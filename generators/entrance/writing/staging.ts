import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import type { ProjectFile } from '../../core/api.ts';
import { move } from './move.ts';

/** The name tells whose a staging folder is: .stream-pipeline-staging-PID-HOST-RANDOM */
const prefix = '.stream-pipeline-staging-';
const named = /^\.stream-pipeline-staging-(\d+)-([0-9a-f]{8})-[0-9a-f]{8}$/;
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Staging folders of this process that are in use. */
const mine = new Set<string>();

/** Beside the staged files, once they are complete and more than one rename is left: what those renames are. */
const ready = 'ready.json';

/** A folder in which files are made complete before the first of them is where the user will find it. */
export class Staging {
  /** Here the files lie as they will in `parent`. */
  readonly files: string;
  readonly #folder: string;
  readonly #made = new Set<string>();

  /** Makes the folder in `parent`: on the same file system as what is renamed out of it. */
  constructor(parent: string) {
    const name = `${prefix}${process.pid}-${host}-${randomBytes(4).toString('hex')}`;
    this.#folder = join(parent, name);
    this.files = join(this.#folder, 'files');
    mine.add(name);
    // one by one: where a file system has no room for folders (/proc), a recursive mkdir of Node.js never ends
    mkdirSync(this.#folder);
    mkdirSync(this.files);
  }

  /** Modes are exact, whatever the umask. `path` has forward slashes, which every platform takes. */
  add(path: string, contents: Buffer, mode: ProjectFile['mode']): void {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      this.#addFolder(`${this.files}/${path.slice(0, slash)}`);
    const at = `${this.files}/${path}`;
    writeFileSync(at, contents, { mode });
    chmodSync(at, mode);
  }

  #addFolder(folder: string): void {
    if (this.#made.has(folder)) return;
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    this.#made.add(folder);
  }

  /** From here on a run that is killed is completed by the next one, as far as it would not overwrite anything. */
  declareReady(moves: readonly string[]): void {
    const at = join(this.#folder, ready);
    writeFileSync(`${at}.part`, JSON.stringify(moves));
    renameSync(`${at}.part`, at);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    mine.delete(basename(this.#folder));
  }
}

/**
 * What runs that were killed have left in a folder goes; what they had only begun to put in its place is completed. A
 * left-over that this user may not touch stays.
 */
export function clearAbandoned(parent: string): void {
  for (const name of namesIn(parent).filter((each) => isAbandoned(parent, each))) {
    const folder = join(parent, name);
    try {
      if (existsSync(join(folder, ready))) complete(folder, parent);
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => named.test(name));
  } catch (error) {
    if (isRefused(error)) return [];
    throw error;
  }
}

const isRefused = (error: unknown) =>
  ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');

function complete(folder: string, parent: string): void {
  for (const path of JSON.parse(readFileSync(join(folder, ready), 'utf8')) as string[]) {
    const [from, to] = [join(folder, 'files', path), join(parent, path)];
    if (existsSync(from) && !existsSync(to)) move(from, to);
  }
}

/** Whether a name is that of a staging folder whose run is no longer alive. */
export function isAbandoned(parent: string, name: string): boolean {
  const [, pid, of] = named.exec(name) ?? [];
  if (!pid || mine.has(name)) return false;
  if (of === host) return Number(pid) === process.pid || !isAlive(Number(pid));
  // A container or another machine on a volume in common: staging takes a second, so after an hour nobody is at it.
  const stat = statSync(join(parent, name), { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > 3_600_000;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
