import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ScaledClock } from '../../contracts/clock.ts';
import type { InvocationContext, InvokedFunction } from '../../contracts/function.ts';
import type { Callers, FunctionCaller } from '../../contracts/service.ts';
import { currentInvocation, type Invocation } from '../../kernel/invocation.ts';
import { hostMain, type HostMessage, type HostRequest, type HostSettings } from './function-host.ts';

/** A function of the template, ready to run. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly component: string;
  /** The folder of the deployed bundle. */
  readonly folder: string;
  /** `index.handler`: file and export. */
  readonly handler: string;
  /** Read when a process starts. */
  readonly environment: Readonly<Record<string, string>>;
  /** MiB */
  readonly memory: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** ReservedConcurrentExecutions; without it the account's 1,000 are far away. */
  readonly concurrency: number;
  readonly clock: ScaledClock;
  /** A line that the function wrote to its log. */
  readonly log: (line: string) => void;
}

interface HostProcess {
  readonly child: ChildProcess;
  readonly accessKeyId: string;
  invocation: Invocation | undefined;
  pending: { readonly requestId: string; end(message: HostMessage): void } | undefined;
}

/**
 * Lambda's Init phase ends after 10 seconds (Lambda guide, lambda-runtime-environment). A machine that is busy gets more, and not for
 * ever: a bundle that never finishes loading would hold up a run without a word.
 */
const longestLoading = 30_000;

/** What differs from Lambda: TLS is left out on loopback, and there are no extensions and no layers. */
export class FunctionProcesses implements InvokedFunction {
  readonly settings: FunctionSettings;
  readonly #callers: Pick<Callers, 'add' | 'remove'>;
  readonly #loading: number;
  readonly #idle: HostProcess[] = [];
  #running = 0;
  /** Invocations whose process is being started. */
  #reserved = 0;
  readonly #all = new Set<HostProcess>();
  #started = 0;
  #closed = false;

  /** `loading`: real milliseconds in which a bundle has to be loaded. */
  constructor(settings: FunctionSettings, callers: Pick<Callers, 'add' | 'remove'>, loading = longestLoading) {
    this.settings = settings;
    this.#callers = callers;
    this.#loading = loading;
  }

  get arn(): string {
    return this.settings.arn;
  }

  get roleArn(): string {
    return this.settings.roleArn;
  }

  get timeout(): number {
    return this.settings.timeout;
  }

  /** Lambda guide, configuration-concurrency: beyond its reserved concurrency, a function is throttled. */
  available(): boolean {
    const { concurrency } = this.settings;
    return this.#running + this.#reserved < concurrency;
  }

  /** Starts a process where none is idle. Throws when the bundle cannot be loaded. */
  async warm(): Promise<void> {
    if (this.#idle.length === 0) this.#idle.push(await this.#start());
  }

  /** The same ahead of an invocation, which then shows what is wrong. From here on, the invocation takes its place. */
  ready(): Promise<void> {
    this.#reserved++;
    return this.warm().catch(() => undefined);
  }

  handler(event: unknown, context: InvocationContext): Promise<unknown> {
    const text = JSON.stringify(event);
    return this.#ended(this.#invoke(() => [text], context));
  }

  textHandler(event: () => readonly string[], context: InvocationContext): Promise<unknown> {
    return this.#ended(this.#invoke(event, context));
  }

  async #ended(invocation: Promise<unknown>): Promise<unknown> {
    this.#reserved = Math.max(0, this.#reserved - 1);
    this.#running++;
    try {
      return await invocation;
    } finally {
      this.#running--;
    }
  }

  /** One invocation in a process of its own for as long as it takes; the process is killed when Lambda stops waiting. */
  async #invoke(event: () => readonly string[], context: InvocationContext): Promise<unknown> {
    const host = this.#idle.pop() ?? (await this.#start());
    const invocation = currentInvocation.getStore();
    host.invocation = invocation;
    const { clock } = this.settings;
    const requestId = context.awsRequestId;
    const deadline = clock.now() + context.getRemainingTimeInMillis();
    const answer = await new Promise<HostMessage>((resolve) => {
      host.pending = { requestId, end: resolve };
      // an invocation may outlive its work here: the process may have another by then
      invocation?.whenOver(() => host.invocation === invocation && this.#kill(host));
      const request: HostRequest = { requestId, event: event(), deadline };
      host.child.send(request, (error) => error && resolve({ type: 'broken', message: error.message }));
    });
    host.pending = undefined;
    host.invocation = undefined;
    if (answer.type === 'returned' || answer.type === 'failed') this.#idle.push(host);
    if (answer.type === 'returned') return answer.response;
    throw new Error(answer.type === 'ready' ? 'out of turn' : answer.message);
  }

  /** The process ids that run now: for tests that kill one. */
  get processIds(): readonly number[] {
    return [...this.#all].flatMap(({ child }) => child.pid ?? []);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#all];
    for (const host of all) this.#kill(host);
    await Promise.all(all.map(({ child }) => exited(child)));
  }

  #start(): Promise<HostProcess> {
    if (this.#closed) return Promise.reject(new Error('The run has ended.'));
    const { name, memory, log } = this.settings;
    // it tells the gateway who calls
    const accessKeyId = `LOCAL${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}${++this.#started}`;
    const { clock } = this.settings;
    const credentials = {
      secretAccessKey: `secret-${randomUUID()}`,
      sessionToken: `token-${randomUUID()}`,
      now: () => clock.now(),
      factor: clock.scale.factor,
    };
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memory}`, '--no-warnings', '-e', `(${hostMain.toString()})()`],
      {
        env: this.#environment(accessKeyId, credentials),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // a text crosses as its bytes, not as a text in a text
        serialization: 'advanced',
      },
    );
    const host: HostProcess = { child, accessKeyId, invocation: undefined, pending: undefined };
    this.#all.add(host);
    this.#callers.add(accessKeyId, credentials, () => this.#callerIn(host));
    for (const output of [child.stdout!, child.stderr!]) createInterface({ input: output }).on('line', log);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`${name} cannot be loaded: it was not done after ${this.#loading / 1000} seconds`));
      }, this.#loading);
      child.on('message', (message: HostMessage) => {
        clearTimeout(late);
        if (message.type === 'ready') resolve(host);
        else if (message.type === 'broken') {
          child.kill('SIGKILL');
          reject(new Error(`${name} cannot be loaded: ${message.message}`));
        } else if (message.requestId === host.pending?.requestId) host.pending.end(message);
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        clearTimeout(late);
        this.#forget(host);
        const message = `Runtime exited with error: ${signal ? `signal: ${signal}` : `exit status ${code}`}`;
        host.pending?.end({ type: 'broken', message });
        reject(new Error(`${name}: ${message}`));
      });
    });
  }

  #callerIn({ invocation }: HostProcess): FunctionCaller {
    const { component, roleArn } = this.settings;
    return { component, roleArn, within: (call) => (invocation ? currentInvocation.run(invocation, call) : call()) };
  }

  #kill(host: HostProcess): void {
    if (!host.pending && !this.#closed) return;
    this.#forget(host);
    host.child.kill('SIGKILL');
  }

  #forget(host: HostProcess): void {
    this.#all.delete(host);
    this.#callers.remove(host.accessKeyId);
    const at = this.#idle.indexOf(host);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  /** Lambda guide, configuration-envvars: "Defined runtime environment variables", as far as Node.js code reads them. */
  #environment(
    accessKeyId: string,
    { secretAccessKey, sessionToken }: { secretAccessKey: string; sessionToken: string },
  ): NodeJS.ProcessEnv {
    const { name, arn, folder, handler, memory, environment, clock } = this.settings;
    const [file, exported] = handler.split('.') as [string, string];
    const settings: HostSettings = {
      file: join(folder, `${file}.mjs`),
      handler: exported,
      name,
      arn,
      memory,
      scale: clock.scale,
    };
    return {
      ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}),
      TZ: 'UTC',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: handler,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      // what the developer has set up for AWS stays out of reach
      AWS_CONFIG_FILE: join(folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
      LOCAL_FUNCTION: JSON.stringify(settings),
    };
  }
}

const exited = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));
