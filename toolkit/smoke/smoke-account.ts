import { createLedger } from '../../runtime/door.ts';
import type { Fate, SinkSummary } from '../../runtime/contracts/ledger.ts';
import type { MarkedEvent, MarkedRun, MarkedSink } from './probe.ts';
import { seenIn } from './seen.ts';

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

  /** How many of them are not accounted for in every sink that they are meant for. */
  get open(): number {
    const isOpen = (event: MarkedEvent) => this.#sinksOf(event).some((sink) => this.#fate(event.name, sink) === 'lost');
    return [...this.#sent.values()].filter(isOpen).length;
  }

  /** Why sinks did not answer the last look. */
  get problems(): string[] {
    return [...this.#problems].map(([sink, problem]) => `the ${sink} did not answer: ${problem}`);
  }

  async send(event: MarkedEvent, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await event.send();
    this.#sent.set(event.name, event);
    this.#ledger.accept(event.name, this.#sinksOf(event));
  }

  /** Whether every sink that an event is meant for has had it. */
  isDelivered(event: MarkedEvent): boolean {
    return this.#sinksOf(event).every((sink) => this.#fate(event.name, sink) === 'delivered');
  }

  park(name: string, sinks: readonly string[], where: string, why: string): void {
    if (this.#sent.has(name)) for (const sink of sinks) this.#ledger.parked(name, sink, where, why);
  }

  summary(): readonly SinkSummary[] {
    return this.#ledger.summary();
  }

  /** Asks every sink once. */
  async look(signal: AbortSignal): Promise<void> {
    for (const [name, sink] of this.#sinks) {
      const sent = [...this.#sent.values()].filter((event) => this.#sinksOf(event).includes(name));
      const seen = await seenIn(sink, sent, (event) => this.#fate(event.name, name) === 'delivered', signal);
      this.#problems.delete(name);
      if ('problem' in seen) this.#problems.set(name, seen.problem);
      else
        for (const fate of ['delivered', 'superseded'] as const)
          for (const event of seen[fate]) this.#is(fate, event.name, name);
    }
  }

  #sinksOf({ meantFor }: MarkedEvent): readonly string[] {
    return meantFor ?? this.#sinks.map(([name]) => name);
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
