import { hash } from 'node:crypto';
import type { ScriptStandIn } from '../../contracts/script.ts';
import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { ServiceError } from '../../gateway/service-error.ts';
import { runScript } from './script-process.ts';
import type { Job, JobRun, JobRunState } from './types.ts';

interface Properties {
  readonly Role: string;
  readonly Command: { readonly ScriptLocation?: string };
  readonly DefaultArguments?: Readonly<Record<string, string>>;
  readonly ExecutionProperty?: { readonly MaxConcurrentRuns?: number };
  readonly MaxRetries?: number;
  /** Minutes. */
  readonly Timeout?: number;
}

const minute = 60_000;
/** Glue API reference, aws-glue-api-jobs-job: "The default value is 480 minutes" for Glue 5.0 and later. */
const usualTimeout = 480;
/** How long Glue takes to start a run: less here than the minute that it may take. */
const startMs = 5_000;
/** How many runs are remembered. */
const most = 1_000;

type Run = { -readonly [Key in keyof JobRun]: JobRun[Key] };

/** A job of a run: what was started of it, and what stands for its script. */
export class GlueJob implements Job {
  readonly name: string;
  readonly arn: string;
  readonly component: string;
  readonly #host: Host;
  readonly #properties: Properties;
  readonly #standIn: ScriptStandIn | undefined;
  readonly #runs: Run[] = [];
  readonly #running = new Set<Promise<JobRun>>();
  #started = 0;
  #closed = false;

  constructor(resource: Resource, host: Host) {
    this.name = resource.name;
    this.arn = resource.arn;
    this.component = resource.component ?? resource.id;
    this.#properties = resource.properties as unknown as Properties;
    this.#host = host;
    this.#standIn = host.scripts[this.component];
  }

  runs(): readonly JobRun[] {
    return this.#runs.map((run) => ({ ...run }));
  }

  start(given: JobRun['arguments'], now?: number): { readonly runId: string; readonly ended: Promise<JobRun> } {
    const allowed = this.#properties.ExecutionProperty?.MaxConcurrentRuns ?? 1;
    if (this.#running.size >= allowed)
      throw new ServiceError('ConcurrentRunsExceededException', 400, `Concurrent runs exceeded for ${this.name}`);
    // AWS draws it; the same in every run here
    const runId = `jr_${hash('sha256', `${this.name}|${this.#started++}|${this.#host.clock.now()}`)}`;
    const ended = this.#attempts(runId, given, now);
    this.#running.add(ended);
    void ended.finally(() => this.#running.delete(ended));
    return { runId, ended };
  }

  async atRest(): Promise<void> {
    await Promise.all(this.#running);
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** Glue API reference, MaxRetries: "The maximum number of times to retry this job after a JobRun fails". */
  async #attempts(runId: string, given: JobRun['arguments'], now: number | undefined): Promise<JobRun> {
    const { MaxRetries = 0, DefaultArguments = {} } = this.#properties;
    for (let attempt = 0; ; attempt++) {
      const run: Run = {
        id: attempt === 0 ? runId : `${runId}_attempt_${attempt}`,
        attempt,
        state: 'STARTING',
        arguments: { ...DefaultArguments, ...given },
        startedOn: this.#host.clock.now(),
        completedOn: undefined,
        message: undefined,
      };
      this.#runs.unshift(run);
      if (this.#runs.length > most) this.#runs.pop();
      await this.#run(run, runId, now);
      if (this.#closed || run.state === 'SUCCEEDED' || attempt >= MaxRetries) return { ...run };
    }
  }

  async #run(run: Run, identity: string, now: number | undefined): Promise<void> {
    const { clock } = this.#host;
    await clock.sleep(startMs);
    run.state = 'RUNNING';
    try {
      await this.#script(run, identity, now);
      this.#end(run, 'SUCCEEDED', undefined);
    } catch (error) {
      this.#end(run, error instanceof TookTooLong ? 'TIMEOUT' : 'FAILED', (error as Error).message);
    }
  }

  async #script(run: Run, identity: string, now: number | undefined): Promise<void> {
    const { clock, faults } = this.#host;
    const strikes = (point: string): number | undefined => faults.strike(point, `${this.name}|${identity}`)?.severity;
    const timeout = (this.#properties.Timeout ?? usualTimeout) * minute;
    if (strikes('glue.job-times-out') !== undefined) {
      await clock.sleep(timeout);
      throw new TookTooLong();
    }
    if (strikes('glue.job-fails') !== undefined || strikes('glue.run-fails') !== undefined)
      throw new Error('The run failed, as this local run was asked to let it');
    this.#mayReadItsScript();
    // a repetition gets through: what fails for ever is a fault that lasts
    const severity = run.attempt === 0 ? strikes('glue.run-broken-off') : undefined;
    const script = this.#standIn
      ? runScript(this.#host, this.#standIn, {
          component: this.component,
          roleArn: this.#properties.Role,
          arguments: Object.fromEntries(
            Object.entries(run.arguments).map(([name, value]) => [name.replace(/^--/, ''), value]),
          ),
          now: now ?? clock.now(),
          breaksOffAfter: severity === undefined ? undefined : 1 + Math.floor(severity * longestPart),
        })
      : Promise.resolve();
    const ended = new AbortController();
    const late = clock.sleep(timeout, ended.signal).then(
      () => Promise.reject(new TookTooLong()),
      () => undefined,
    );
    try {
      await Promise.race([script, late]);
    } finally {
      ended.abort();
    }
  }

  #end(run: Run, state: JobRunState, message: string | undefined): void {
    run.state = state;
    run.completedOn = this.#host.clock.now();
    run.message = message;
    if (this.#closed) return;
    if (message !== undefined) this.#host.error(this.component, `${run.id} ${state}: ${message}`);
    // Glue guide, automating-awsglue-with-cloudwatch-events
    this.#host.find('bus', 'default')?.put({
      source: 'aws.glue',
      'detail-type': 'Glue Job State Change',
      resources: [],
      detail: {
        jobName: this.name,
        severity: state === 'SUCCEEDED' ? 'INFO' : 'ERROR',
        state,
        jobRunId: run.id,
        message: message ?? 'Job run succeeded',
      },
    });
  }

  /** Glue reads the script as the role of the job. */
  #mayReadItsScript(): void {
    const { Role, Command } = this.#properties;
    const location = Command.ScriptLocation?.replace(/^s3:\/\//, '');
    if (location === undefined) return;
    const call = { action: 's3:GetObject', resource: `arn:aws:s3:::${location}` };
    if (!this.#host.permissions.allows(Role, call))
      throw new Error(`AccessDenied: the role does not allow s3:GetObject on ${call.resource}`);
  }
}

/** A run that is broken off makes at most so many calls before. */
const longestPart = 30;

class TookTooLong extends Error {
  constructor() {
    super('The job run took longer than its timeout');
  }
}
