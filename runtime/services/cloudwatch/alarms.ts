import type { AlarmState } from '../../contracts/alarms.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { alarmDefinitionOf, type AlarmDefinition } from './alarm-definition.ts';
import { datapointOf, type Datapoint } from './datapoints.ts';
import { stateAt, windowsOf } from './evaluation.ts';

const minute = 60_000;
const keptFirings = 100;
/** So long after the beginning of a run, nobody is missed who has not reported yet: on a machine that is busy, to begin takes a while. */
const settling = 5 * minute;

interface Watched extends Pick<AlarmState, 'id' | 'component' | 'description' | 'page'> {
  readonly how: { readonly alarm: AlarmDefinition; readonly datapoint: Datapoint } | { readonly notModelled: string };
  state: AlarmState['state'];
  since: number;
  readonly fired: number[];
}

/** The alarms of a run, evaluated at the beginning of every minute on its clock. */
export class Alarms implements RunningService {
  readonly #host: Host;
  readonly #alarms: readonly Watched[];
  /** The minute at whose beginning they are evaluated next. */
  #next = Infinity;
  #settled = Infinity;

  constructor(host: Host) {
    this.#host = host;
    this.#alarms = host.graph.ofType('AWS::CloudWatch::Alarm').map((alarm) => this.#watched(alarm));
  }

  begin(): void {
    this.#settled = this.#host.clock.now() + settling;
    this.#next = (Math.floor(this.#host.clock.now() / minute) + 1) * minute;
    this.#wait();
  }

  alarms(): readonly AlarmState[] {
    return this.#alarms.map(({ how, fired, ...alarm }) => ({
      ...alarm,
      fired: [...fired],
      notModelled: 'notModelled' in how ? how.notModelled : undefined,
    }));
  }

  #wait(): void {
    const { clock } = this.#host;
    if (this.#alarms.length > 0) clock.timer(Math.max(0, this.#next - clock.now()), () => this.#evaluate());
  }

  /** A machine that is busy wakes up late: no minute is left out. */
  #evaluate(): void {
    const now = this.#host.clock.now();
    for (; this.#next <= now; this.#next += minute) this.#evaluateAt(this.#next);
    this.#wait();
  }

  #evaluateAt(now: number): void {
    for (const watched of this.#alarms) if (now >= this.#settled || hasData(watched, now)) evaluate(watched, now);
  }

  #watched(resource: Resource): Watched {
    const description = String(resource.properties['AlarmDescription'] ?? '');
    return {
      id: resource.path?.split('/').slice(1, -1).join('/') ?? resource.id,
      component: resource.component ?? resource.id,
      description,
      page: /\bdocs\/runbook\/[\w-]+\.md/.exec(description)?.[0],
      how: howOf(resource, this.#host),
      state: 'INSUFFICIENT_DATA',
      since: this.#host.clock.now(),
      fired: [],
    };
  }
}

function howOf(resource: Resource, { metrics }: Host): Watched['how'] {
  try {
    const alarm = alarmDefinitionOf(resource);
    return { alarm, datapoint: datapointOf(alarm, metrics) };
  } catch (error) {
    return { notModelled: (error as Error).message };
  }
}

const hasData = ({ how }: Watched, now: number): boolean =>
  'alarm' in how && windowsOf(how.alarm, now).some((window) => how.datapoint(window) !== undefined);

function evaluate(watched: Watched, now: number): void {
  if ('notModelled' in watched.how) return;
  const { alarm, datapoint } = watched.how;
  const state = stateAt(now, alarm, datapoint, watched.state);
  if (state === watched.state) return;
  watched.state = state;
  watched.since = now;
  if (state === 'ALARM' && watched.fired.length < keptFirings) watched.fired.push(now);
}
