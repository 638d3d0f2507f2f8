import type { Host, RunningService, Schedule, Waiting } from '../../contracts/service.ts';
import { glueApi } from './api.ts';
import { GlueJob } from './job.ts';
import { Workflows } from './workflows.ts';

/** The jobs of a run, and what starts them. */
export class Jobs implements RunningService {
  readonly api;
  readonly schedules: readonly Schedule[];
  readonly #jobs: ReadonlyMap<string, GlueJob>;

  constructor(host: Host) {
    const { graph } = host;
    this.#jobs = new Map(
      graph.ofType('AWS::Glue::Job').map((resource) => [resource.name, new GlueJob(resource, host)]),
    );
    const workflows = new Workflows(host, (name) => this.#jobs.get(name));
    this.schedules = workflows.schedules;
    this.api = glueApi({
      account: graph.account,
      region: graph.region,
      job: (name) => this.#jobs.get(name),
      workflows,
    });
  }

  find(nameOrArn: string): GlueJob | undefined {
    return this.#jobs.get(nameOrArn.replace(/^arn:.*:job\//, ''));
  }

  names(): readonly string[] {
    return [...this.#jobs.keys()];
  }

  async atRest(): Promise<void> {
    await Promise.all(this.#all().map((job) => job.atRest()));
  }

  waiting(): readonly Waiting[] {
    const running = this.#all().filter((job) => job.isRunning);
    return running.map(({ component }) => ({ component, count: 1, what: 'runs of a job' }));
  }

  async close(): Promise<void> {
    await Promise.all(this.#all().map((job) => job.close()));
  }

  #all(): readonly GlueJob[] {
    return [...this.#jobs.values()];
  }
}
