import type { Host, RunningService, Waiting } from '../../contracts/service.ts';
import { applicationsApi } from './api.ts';
import { Application } from './application.ts';

const minute = 60_000;

/** The Flink applications of a run. */
export class Applications implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #applications: ReadonlyMap<string, Application>;

  constructor(host: Host) {
    this.#host = host;
    const { graph } = host;
    const resources = graph.ofType('AWS::KinesisAnalyticsV2::Application');
    this.#applications = new Map(resources.map((resource) => [resource.name, new Application(resource, host)]));
    this.api = applicationsApi({
      account: graph.account,
      region: graph.region,
      application: (name) => this.#applications.get(name),
    });
  }

  find(nameOrArn: string): Application | undefined {
    return this.#applications.get(nameOrArn.replace(/^arn:.*:application\//, ''));
  }

  names(): readonly string[] {
    return [...this.#applications.keys()];
  }

  begin(): void {
    for (const application of this.#all()) application.begin();
    this.#report();
  }

  async atRest(): Promise<void> {
    await Promise.all(this.#all().map((application) => application.idle()));
  }

  waiting(): readonly Waiting[] {
    return this.#all().flatMap((application) => application.waiting());
  }

  async close(): Promise<void> {
    await Promise.all(this.#all().map((application) => application.close()));
  }

  #all(): readonly Application[] {
    return [...this.#applications.values()];
  }

  /** Every minute. */
  #report(): void {
    for (const application of this.#all()) application.report();
    this.#host.clock.timer(minute, () => this.#report());
  }
}
