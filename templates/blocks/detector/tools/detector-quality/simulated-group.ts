import type { GroupWindow } from '../../processors/lib/detector/group-window.ts';
import type { Random } from './random.ts';
import { overlap, type SimulatedEvent } from './simulated-events.ts';

const minute = 60_000;
const day = 86_400_000;

/** A path group with traffic of its own: its hours, its weekends, its errors and its clients. */
export class SimulatedGroup {
  readonly #random: Random;
  /** Requests a minute at noon of a weekday. */
  readonly #rate: number;
  readonly #night: number;
  readonly #weekend: number;
  /** Milliseconds after midnight at which the day begins. */
  readonly #offset: number;
  readonly #failed: number;
  readonly #denied: number;
  readonly #bytes: number;
  readonly #heaviest: number;
  readonly #newcomers: number;
  readonly #roughness: number;
  /**
   * A job that a client runs each night: minutes after midnight, how long, and requests a minute. Some groups have one.
   */
  readonly #job: { from: number; lasts: number; requests: number } | undefined;
  /** Slow ups and downs, as logarithms. */
  readonly #waves = { traffic: 0, failed: 0, denied: 0 };

  constructor(random: Random) {
    this.#random = random;
    this.#rate = Math.exp(random.between(Math.log(60), Math.log(3000)));
    this.#night = random.between(0.2, 0.6);
    this.#weekend = random.between(0.35, 1.2);
    this.#offset = random.between(0, 6) * 3_600_000;
    this.#failed = Math.exp(random.between(Math.log(0.0005), Math.log(0.01)));
    this.#denied = Math.exp(random.between(Math.log(0.005), Math.log(0.25)));
    this.#bytes = Math.exp(random.between(Math.log(800), Math.log(80_000)));
    this.#heaviest = random.between(0.02, 0.12);
    this.#newcomers = random.between(0.01, 0.1);
    this.#roughness = random.between(0.03, 0.12);
    this.#job =
      random.next() < 0.2
        ? { from: random.between(0, 300), lasts: random.between(10, 40), requests: this.#rate * random.between(0.2, 1) }
        : undefined;
  }

  /** The window that begins at `start`, with what events do to it. */
  window(start: number, events: readonly SimulatedEvent[]): GroupWindow {
    const random = this.#random;
    this.#drift();
    const usual = this.#rate * this.#season(start) * Math.exp(this.#waves.traffic);
    const parts = {
      requests: usual,
      fails: this.#failed * Math.exp(this.#waves.failed),
      heavy: 0,
      denied: 0,
      crowd: 0,
    };
    let busy = 1;
    let fresh = 0;
    for (const event of events) {
      const share = overlap(event, start);
      if (share === 0) continue;
      const attempts = Math.max(40, event.strength * usual) * share;
      if (event.kind === 'credential-stuffing') {
        parts.denied += attempts;
        fresh += event.silent ? attempts * 0.5 : 2;
      } else if (event.kind === 'scraping') parts.heavy += attempts;
      else if (event.kind === 'outage' && event.silent) parts.requests *= 1 - event.strength * share;
      else if (event.kind === 'outage' || event.kind === 'deploy-blip') parts.fails += event.strength * share;
      else if (event.kind === 'slow-burn')
        parts.fails += event.strength * ((start - event.from) / (event.to - event.from)) * share;
      else if (event.kind === 'flash-crowd') parts.crowd += (event.strength - 1) * usual * share;
      else busy = 1 + (event.strength - 1) * share;
    }
    const job = this.#jobAt(start);
    const regular = random.poisson(parts.requests);
    const crowd = random.poisson(parts.crowd);
    const denied = random.poisson(parts.denied);
    const scraper = random.poisson(parts.heavy);
    const worker = random.poisson(job);
    const usualHeaviest = Math.min(regular, random.poisson(parts.requests * this.#heaviest * busy));
    const served = regular + crowd + scraper + worker;
    const failed = Math.min(served, random.poisson(served * Math.min(1, Math.max(0, parts.fails))));
    const deniedShare = Math.min(0.9, this.#denied * Math.exp(this.#waves.denied));
    const bytesEach = this.#bytes * Math.exp(0.2 * random.normal());
    const heaviest = Math.max(usualHeaviest, scraper, worker, denied * (fresh > 2 ? 0.05 : 0.6));
    return {
      requests: served + denied,
      failed,
      denied: Math.min(served - failed, random.poisson((served - failed) * deniedShare)) + Math.round(denied * 0.95),
      bytes: Math.round(served * bytesEach + denied * 300),
      heaviest: Math.round(heaviest),
      heaviestBytes: Math.round(Math.max(usualHeaviest, scraper, worker) * bytesEach * Math.exp(0.3 * random.normal())),
      newClients: random.poisson((regular * this.#newcomers) / 3 + crowd * 0.3 + (denied > 0 ? fresh : 0)),
    };
  }

  /** 1 at noon of a weekday. */
  #season(start: number): number {
    const time = start - this.#offset;
    const sun = (1 - Math.cos((2 * Math.PI * (time % day)) / day)) / 2;
    const isWeekend = ((Math.floor(time / day) + 4) % 7) % 6 === 0;
    return (this.#night + (1 - this.#night) * sun) * (isWeekend ? this.#weekend : 1);
  }

  #jobAt(start: number): number {
    if (!this.#job) return 0;
    const late = (start % day) / minute - this.#job.from;
    return late >= 0 && late < this.#job.lasts ? this.#job.requests : 0;
  }

  #drift(): void {
    const random = this.#random;
    const step = (wave: number, size: number) => 0.95 * wave + Math.sqrt(1 - 0.95 ** 2) * size * random.normal();
    this.#waves.traffic = step(this.#waves.traffic, this.#roughness);
    this.#waves.failed = step(this.#waves.failed, 0.3);
    this.#waves.denied = step(this.#waves.denied, 0.1);
  }
}
