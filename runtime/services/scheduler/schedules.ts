import type { Host, RunningService, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { schedulerApi } from './api.ts';
import { reportAttempt } from './metrics.ts';
import type { PendingSchedule, ScheduleGroup } from './types.ts';

/** A schedule that was made, or the group and name of one that has run. */
type Entry = { readonly made: PendingSchedule } | { readonly ran: string };

const keyOf = ({ group, name }: Pick<PendingSchedule, 'group' | 'name'>): string => `${group}/${name}`;

/** The schedules of a run. Each runs once and is deleted then (ActionAfterCompletion: DELETE). */
export class Schedules implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #groups: ReadonlyMap<string, ScheduleGroup & { readonly component: string }>;
  readonly #pending = new Map<string, PendingSchedule>();
  readonly #atRest: (() => void)[] = [];
  readonly #journal;
  #closed = false;

  constructor(host: Host) {
    this.#host = host;
    const { graph } = host;
    this.#groups = new Map(graph.ofType('AWS::Scheduler::ScheduleGroup').map((each) => [each.name, this.#group(each)]));
    this.#journal = host.journal<Entry>();
    for (const { entry } of this.#journal.remembered())
      if ('made' in entry) this.#pending.set(keyOf(entry.made), entry.made);
      else this.#pending.delete(entry.ran);
    this.api = schedulerApi({
      account: graph.account,
      region: graph.region,
      group: (name) => this.find(name),
      schedule: (group, name) => this.#pending.get(keyOf({ group, name })),
      create: (schedule) => this.#create(schedule),
    });
  }

  find(nameOrArn: string): ScheduleGroup | undefined {
    return this.#groups.get(nameOrArn.replace(/^arn:.*:schedule-group\//, ''));
  }

  names(): readonly string[] {
    return [...this.#groups.keys()];
  }

  begin(): void {
    for (const schedule of this.#pending.values()) this.#await(schedule);
  }

  waiting(): readonly Waiting[] {
    return [...this.#groups.values()].flatMap((group) => {
      const count = group.pending().length;
      return count === 0
        ? []
        : [{ component: group.component, count, what: `schedules of ${group.name}: not due yet` }];
    });
  }

  atRest(): Promise<void> {
    return this.#pending.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#atRest.push(resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #group({ arn, name, component, id }: Resource): ScheduleGroup & { readonly component: string } {
    const pending = () => [...this.#pending.values()].filter(({ group }) => group === name);
    return { arn, name, component: component ?? id, pending };
  }

  #create(schedule: PendingSchedule): void {
    this.#journal.remember({ made: schedule });
    this.#pending.set(keyOf(schedule), schedule);
    this.#await(schedule);
  }

  #await(schedule: PendingSchedule): void {
    const { clock } = this.#host;
    clock.timer(Math.max(0, schedule.at - clock.now()), () => void this.#run(schedule));
  }

  async #run(schedule: PendingSchedule): Promise<void> {
    const key = keyOf(schedule);
    const times = this.#host.faults.strike('schedule.repeated', key) ? 2 : 1;
    for (let time = 0; time < times; time++) await this.#attempt(schedule);
    // what the end of the run has broken off runs again when the run is resumed
    if (this.#closed) return;
    this.#journal.remember({ ran: key });
    this.#pending.delete(key);
    if (this.#pending.size === 0) for (const resolve of this.#atRest.splice(0)) resolve();
  }

  /** EventBridge Scheduler guide, setting-up, "Set up the execution role": it invokes the target with the role of the schedule. */
  async #attempt({ group, name, targetArn, roleArn, input }: PendingSchedule): Promise<void> {
    const { permissions, functions, metrics, error, meter, graph } = this.#host;
    const component = this.#groups.get(group)!.component;
    try {
      if (!permissions.allows(roleArn, { action: 'lambda:InvokeFunction', resource: targetArn }))
        throw new Error(`AccessDenied: ${roleArn} does not allow lambda:InvokeFunction on ${targetArn}`);
      meter.flow(component, graph.named(targetArn)?.component ?? targetArn, 1);
      await functions.notify(targetArn, JSON.parse(input) as unknown);
      reportAttempt(metrics, group, 'done');
    } catch (thrown) {
      reportAttempt(metrics, group, 'failed');
      error(component, `schedule ${name}: ${(thrown as Error).message}`);
    }
  }
}
