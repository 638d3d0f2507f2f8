import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a reader's commands are here. */
const atHand: readonly (readonly [string, string])[] = [
  ['npx generator-stream-pipeline', `node ${join(root, 'bin', 'stream-pipeline.js')}`],
  // inside a repository, the generator makes none
  ['cd product-search', 'cd product-search\ngit -c init.defaultBranch=main init --quiet'],
  // projects below build/ find the packages of this repository
  ['npm ci', 'true'],
  // test/installed runs all of it in the same project
  ['npm test', 'npm run check'],
];

/** A shell that remembers its folder from one block of commands to the next. */
export class Shell {
  folder: string;
  /** What the last commands have printed. */
  said = '';
  readonly #state: string;
  readonly #env: NodeJS.ProcessEnv;
  #live: { child: ChildProcess; ended: Promise<unknown> } | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.#state = join(folder, '.folder');
    this.#env = {
      ...process.env,
      NODE_OPTIONS: '',
      NO_COLOR: '1',
      GIT_AUTHOR_NAME: 'Reader',
      GIT_AUTHOR_EMAIL: 'reader@example.com',
      GIT_COMMITTER_NAME: 'Reader',
      GIT_COMMITTER_EMAIL: 'reader@example.com',
    };
    delete this.#env['FORCE_COLOR'];
  }

  /** Runs commands to their end, or to the first that fails. Gives the exit code. */
  async run(commands: string): Promise<number | null> {
    const { child, ended } = this.#start(`${commands}\npwd > '${this.#state}'`);
    await ended;
    if (child.exitCode === 0) this.folder = readFileSync(this.#state, 'utf8').trim();
    return child.exitCode;
  }

  /** Starts commands that do not end by themselves, and resolves with the first match in what they print. */
  async startLive(commands: string, pattern: RegExp): Promise<RegExpExecArray> {
    this.#live = this.#start(commands);
    const { child, ended } = this.#live;
    return await new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.said);
        if (match) resolve(match);
      };
      child.stdout!.on('data', look);
      void ended.then(() => reject(new Error(`ended without ${pattern}`)));
    });
  }

  /** Ctrl-C: every process in the foreground hears of it. */
  async interrupt(): Promise<void> {
    const live = this.#live;
    this.#live = undefined;
    if (!live) return;
    process.kill(-live.child.pid!, 'SIGINT');
    await live.ended;
  }

  kill(): void {
    if (this.#live) process.kill(-this.#live.child.pid!, 'SIGKILL');
  }

  #start(commands: string) {
    let script = commands;
    for (const [written, run] of atHand) script = script.replaceAll(written, run);
    this.said = '';
    const child = spawn('bash', ['-e', '-c', script], {
      cwd: this.folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    return { child, ended: new Promise((resolve) => child.on('close', resolve)) };
  }
}
