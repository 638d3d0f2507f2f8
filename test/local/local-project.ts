import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A generated project below build/, where it finds its dependencies, with its commands as processes of their own. */
export class LocalProject {
  readonly folder: string;
  readonly #running = new Set<ChildProcess>();

  constructor(folder: string) {
    this.folder = folder;
  }

  static with(id: string, answers: object): LocalProject {
    const parent = join(buildFolder, 'local');
    mkdirSync(parent, { recursive: true });
    assemble(join(parent, id), [{ id: 'project', answers: answersWith(answers as Record<string, unknown>) }]);
    return new LocalProject(join(parent, id, 'project'));
  }

  /** Starts `npm run NAME -- ARGS` without npm in between, so that signals reach it. */
  start(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, ['--import', 'tsx', join('tools', `${tool}.ts`), ...args], {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    let out = '';
    let err = '';
    const listeners: (() => void)[] = [];
    const heard = () => listeners.forEach((listen) => listen());
    child.stdout.on('data', (chunk: Buffer) => ((out += chunk.toString()), heard()));
    child.stderr.on('data', (chunk: Buffer) => ((err += chunk.toString()), heard()));
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code, signal) => {
        this.#running.delete(child);
        heard();
        resolve({ code, signal, out, err });
      });
    });
    /** Resolves with the match as soon as the output has one; rejects when the command ends before. */
    const says = (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(out);
          if (match) resolve(match);
          else if (child.exitCode !== null) reject(new Error(`ended without ${pattern}:\n${out}\n${err}`));
        };
        listeners.push(look);
        look();
      });
    return { child, ended, says };
  }

  run(tool: string, ...args: string[]): Promise<Ended> {
    return this.start(tool, args).ended;
  }

  file(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  /** Changes a source file, for good. */
  change(path: string, before: string, after: string): void {
    const text = this.file(path);
    if (!text.includes(before)) throw new Error(`${path} does not have what is to be changed`);
    writeFileSync(
      join(this.folder, path),
      text.replace(before, () => after),
    );
  }

  /** Where it is synthesized to. */
  get outFolder(): string {
    return join(this.folder, 'cdk.out');
  }

  /** Changes a file of the synthesized stack for the time of some work. */
  withChanged<T>(path: string, change: (text: string) => string, work: () => Promise<T>): Promise<T> {
    return whileChanged(join(this.outFolder, path), change, work);
  }

  /** Changes a source file for the time of some work. */
  withSource<T>(path: string, before: string, after: string, work: () => Promise<T>): Promise<T> {
    return whileChanged(join(this.folder, path), (text) => text.replace(before, after), work);
  }

  /** The path in the synthesized stack of the bundle that has this in its text. */
  bundleOf(marker: string): string {
    const assets = readdirSync(this.outFolder).filter((name) => name.startsWith('asset.'));
    const bundles = assets.map((asset) => `${asset}/index.mjs`);
    return bundles.find((bundle) => readFileSync(join(this.outFolder, bundle), 'utf8').includes(marker))!;
  }

  /** Removes all files of a folder but these. */
  keepOnly(folder: string, ...files: string[]): void {
    const all = readdirSync(join(this.folder, folder));
    for (const file of files) if (!all.includes(file)) throw new Error(`${folder} has no ${file}`);
    for (const name of all) if (!files.includes(name)) rmSync(join(this.folder, folder, name));
  }

  killAll(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}

async function whileChanged<T>(file: string, change: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} does not have what is to be changed`);
  writeFileSync(file, after);
  try {
    return await work();
  } finally {
    writeFileSync(file, before);
  }
}
