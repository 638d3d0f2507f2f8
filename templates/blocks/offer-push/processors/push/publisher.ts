import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { mostEvents, type EventsApi, type Publication } from './events-api.ts';

/** What became of an event. */
export type Fate = { is: 'pushed'; at: number } | { is: 'refused' | 'left'; reason: string };

/** How often an event is tried in an invocation: AppSync takes others meanwhile, or is away for a moment. */
const attempts = 4;
/** Milliseconds. */
const firstPause = 50;

/** Publishes the events of a channel, few in a call and one call after the other, and again what AppSync did not take. */
export class Publisher {
  readonly #api: Pick<EventsApi, 'publish'>;
  readonly #clock: Pick<Clock, 'now' | 'sleep'>;
  readonly #random: () => number;

  constructor(api: Pick<EventsApi, 'publish'>, clock: Pick<Clock, 'now' | 'sleep'>, random: () => number) {
    this.#api = api;
    this.#clock = clock;
    this.#random = random;
  }

  /** One fate for each event. Once an event is left, what would be in later calls is left as well. */
  async publish(channel: string, events: readonly string[], deadline: Deadline): Promise<Fate[]> {
    const fates: Fate[] = [];
    while (fates.length < events.length) {
      const some = events.slice(fates.length, fates.length + mostEvents);
      const its = await this.#publishSome(channel, some, deadline);
      fates.push(...its);
      const left = its.find((fate): fate is Fate & { is: 'left' } => fate.is === 'left');
      if (left) while (fates.length < events.length) fates.push(left);
    }
    return fates;
  }

  async #publishSome(channel: string, events: readonly string[], deadline: Deadline): Promise<Fate[]> {
    const fates = new Map<number, Fate>();
    let missing = [...events.keys()];
    let last: Publication | undefined;
    for (let attempt = 0; attempt < attempts && missing.length > 0; attempt++) {
      if (attempt > 0) await this.#clock.sleep(firstPause * 2 ** attempt * (0.5 + this.#random() / 2));
      if (deadline.remaining() === 0) {
        last = { kind: 'away', reason: 'no time is left' };
        break;
      }
      const asked = missing;
      last = await this.#api.publish(
        channel,
        asked.map((at) => events[at]!),
        deadline.remaining(),
      );
      if (last.kind === 'refused') return await this.#oneByOne(channel, asked, events, fates, last, deadline);
      if (last.kind === 'away') continue;
      const at = this.#clock.now();
      for (const place of last.taken) if (place in asked) fates.set(asked[place]!, { is: 'pushed', at });
      missing = asked.filter((event) => !fates.has(event));
    }
    // who answers, and takes the others, will not take these
    const is = last?.kind === 'answered' ? 'refused' : 'left';
    for (const event of missing) fates.set(event, { is, reason: last!.reason });
    return [...events.keys()].map((event) => fates.get(event)!);
  }

  /** One event of a call is wrong, or all of them. */
  async #oneByOne(
    channel: string,
    asked: readonly number[],
    events: readonly string[],
    fates: Map<number, Fate>,
    { reason }: { reason: string },
    deadline: Deadline,
  ): Promise<Fate[]> {
    if (asked.length === 1) fates.set(asked[0]!, { is: 'refused', reason });
    else
      for (const event of asked) fates.set(event, (await this.#publishSome(channel, [events[event]!], deadline))[0]!);
    return [...events.keys()].map((event) => fates.get(event)!);
  }
}
