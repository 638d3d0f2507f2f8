import type { Schedule, Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import type { GlueJob } from './job.ts';
import { cronTimes } from './schedule.ts';

interface TriggerProperties {
  readonly Type: string;
  readonly WorkflowName?: string;
  readonly Schedule?: string;
  readonly Actions: readonly { readonly JobName?: string; readonly Arguments?: Readonly<Record<string, string>> }[];
}

/** An hour that a check has fed is not over when it ends. So much later it is, and whatever a job waits for after that. */
const later = 2 * 3_600_000;

/** Workflows whose first trigger starts jobs: what it names runs at the same time. */
export class Workflows {
  readonly #host: Host;
  readonly #job: (name: string) => GlueJob | undefined;
  readonly #triggers: readonly Resource[];

  constructor(host: Host, job: (name: string) => GlueJob | undefined) {
    this.#host = host;
    this.#job = job;
    this.#triggers = host.graph.ofType('AWS::Glue::Trigger');
  }

  /** Scheduled triggers. The script takes for now a time of its trigger at which the hour that goes on is over. */
  get schedules(): readonly Schedule[] {
    return this.#triggers.flatMap((trigger) => {
      const { Type, Schedule: expression = '' } = propertiesOf(trigger);
      if (Type !== 'SCHEDULED') return [];
      const times = cronTimes(expression);
      const run = () => this.#fire(trigger, times.after(this.#host.clock.now() + later));
      return [{ component: trigger.component ?? trigger.id, every: times.every, run }];
    });
  }

  /** Whether the template has a workflow with a trigger. */
  has(name: string): boolean {
    return this.#first(name) !== undefined;
  }

  /** StartWorkflowRun: begins with its first trigger, at the clock's time. */
  start(name: string): void {
    const trigger = this.#first(name);
    if (trigger) void this.#fire(trigger, undefined).catch(() => undefined);
  }

  #first(name: string): Resource | undefined {
    return this.#triggers.find((trigger) => propertiesOf(trigger).WorkflowName === name);
  }

  async #fire(trigger: Resource, now: number | undefined): Promise<void> {
    if (this.#host.faults.strike('glue.trigger-stopped', trigger.name)) throw new Error('The trigger is deactivated');
    for (const { JobName, Arguments = {} } of propertiesOf(trigger).Actions) {
      const job = this.#job(String(JobName));
      if (!job) throw new Error(`The stack has no job ${JobName}, which the trigger ${trigger.id} starts`);
      const { state, message } = await job.start(Arguments, now).ended;
      if (state !== 'SUCCEEDED') throw new Error(`${job.name} ${state}: ${message}`);
    }
  }
}

const propertiesOf = ({ properties }: Resource): TriggerProperties => properties as unknown as TriggerProperties;
