import { createLedger } from '../../runtime/door.ts';
import type { Fate, SinkSummary } from '../../runtime/contracts/ledger.ts';
import type { Found, MarkedEvent, MarkedRun, MarkedSink } from './probe.ts';

/** What has been sent, and where it has been seen. */
export class SmokeAccount {
  readonly #sinks: readonly (readonly [string, MarkedSink])[];
  readonly #ledger = createLedger();
  readonly #sent = new Map<string, MarkedEvent>();
  readonly #problems = new Map<string, string>();

  constructor({ sinks }: MarkedRun) {
    this.#sinks = Object.entries(sinks);
  }

  /** How many events were sent. */
  get size(): number {
    return this.#sent.size;
  }

  /** How many of them are not accounted for in every sink. */
  get open(): number {
    const isOpen = (name: string) => this.#sinks.some(([sink]) => this.#fate(name, sink) === 'lost');
    return [...this.#sent.keys()].filter(isOpen).length;
  }

  /** Why sinks did not answer the last look. */
  get problems(): string[] {
    return [...this.#problems].map(([sink, problem]) => `the ${sink} did not answer: ${problem}`);
  }

  async send(event: MarkedEvent, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await event.send();
    this.#sent.set(event.name, event);
    this.#ledger.accept(
      event.name,
      this.#sinks.map(([sink]) => sink),
    );
  }

  /** Whether every sink has had an event. */
  isDelivered({ name }: MarkedEvent): boolean {
    return this.#sinks.every(([sink]) => this.#fate(name, sink) === 'delivered');
  }

  park(name: string, sinks: readonly string[], where: string, why: string): void {
    if (this.#sent.has(name)) for (const sink of sinks) this.#ledger.parked(name, sink, where, why);
  }

  summary(): readonly SinkSummary[] {
    return this.#ledger.summary();
  }

  /** Asks every sink once. */
  async look(signal: AbortSignal): Promise<void> {
    for (const [sink, { find }] of this.#sinks) this.#see(sink, await find(signal));
  }

  #see(sink: string, found: Found): void {
    this.#problems.delete(sink);
    if ('problem' in found) {
      this.#problems.set(sink, found.problem);
      return;
    }
    const newest = new Map(found.map(({ item, change }) => [item, change]));
    // an answer without keys that are there tells nothing about one that is to be gone
    const whole = this.#staying(sink).every((item) => newest.has(item));
    for (const { name, item, change, removes } of this.#sent.values()) {
      const seen = newest.get(item);
      if (removes ? seen === undefined && whole : seen === change) this.#is('delivered', name, sink);
      else if (!removes && seen !== undefined && seen > change) this.#is('superseded', name, sink);
    }
  }

  /** The keys that a sink has had, and that nothing has removed. */
  #staying(sink: string): number[] {
    const sent = [...this.#sent.values()];
    const gone = new Set(sent.filter(({ removes }) => removes).map(({ item }) => item));
    const stays = ({ name, item }: MarkedEvent) => !gone.has(item) && this.#fate(name, sink) === 'delivered';
    return sent.filter(stays).map(({ item }) => item);
  }

  /** As long as nothing is known of an event, it is lost. */
  #fate(name: string, sink: string): Fate['fate'] {
    return this.#ledger.fate(name, sink).fate;
  }

  /** Seen once is enough: what is seen again is the same delivery. */
  #is(fate: 'delivered' | 'superseded', name: string, sink: string): void {
    if (this.#fate(name, sink) === 'lost') this.#ledger[fate](name, sink);
  }
}
