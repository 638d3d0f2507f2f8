import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A shell that remembers its folder from one block of commands to the next. */
export class Shell {
  folder: string;
  /** What the last commands have printed; of a live run, what it printed before other commands and after its interruption. */
  said = '';
  #heard: ChildProcess | undefined;
  readonly #state: string;
  readonly #atHand: readonly (readonly [string, string])[];
  readonly #env: NodeJS.ProcessEnv;
  #live: { child: ChildProcess; ended: Promise<unknown> } | undefined;

  /** `atHand` has what runs in place of what a reader types. */
  constructor(folder: string, env: NodeJS.ProcessEnv, atHand: readonly (readonly [string, string])[]) {
    this.folder = folder;
    this.#state = join(folder, '.folder');
    this.#atHand = atHand;
    this.#env = { ...env, NO_COLOR: '1' };
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
    this.said = '';
    this.#heard = live.child;
    process.kill(-live.child.pid!, 'SIGINT');
    await live.ended;
  }

  kill(): void {
    if (this.#live) process.kill(-this.#live.child.pid!, 'SIGKILL');
  }

  #start(commands: string) {
    let script = commands;
    for (const [written, run] of this.#atHand) script = script.replaceAll(written, run);
    this.said = '';
    const child = spawn('bash', ['-e', '-c', script], {
      cwd: this.folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#heard = child;
    const hear = (chunk: Buffer) => {
      if (this.#heard === child) this.said += chunk.toString();
    };
    for (const output of [child.stdout, child.stderr]) output.on('data', hear);
    return { child, ended: new Promise((resolve) => child.on('close', resolve)) };
  }
}
