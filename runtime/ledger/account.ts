import type { Account, AccountOptions, Fate, ParkedEvent, Sink, SinkAccount } from '../contracts/ledger.ts';
import { AggregateOracle } from './aggregate.ts';
import { KeyedOracle } from './keyed.ts';
import { LogOracle } from './log.ts';
import type { Oracle, ParkedEvidence } from './oracle.ts';

/** Hands every accepted event to the oracles of the sinks that it is meant for, and asks them. */
export class EventAccount<Event> implements Account<Event> {
  readonly #options: AccountOptions<Event>;
  #size = 0;
  readonly #oracles: ReadonlyMap<string, Oracle<Event>>;

  constructor(options: AccountOptions<Event>) {
    this.#options = options;
    const planted = (event: Event) => options.planted(event);
    this.#oracles = new Map(Object.entries(options.sinks).map(([name, sink]) => [name, oracleOf(name, sink, planted)]));
  }

  get size(): number {
    return this.#size;
  }

  accept(event: Event): void {
    const { identity, name, meantFor } = this.#options;
    const accepted = { event, identity: identity(event), name: name(event) };
    const isNew = meantFor(event).map((sink) => {
      const rule = this.#ruleFor(event, sink);
      return this.#oracle(sink).accept(rule === undefined ? accepted : { ...accepted, rule });
    });
    if (isNew.includes(true)) this.#size++;
  }

  summary(): readonly SinkAccount[] {
    const parked = this.#parked();
    return [...this.#oracles].map(([name, oracle]) => oracle.summary(parked(name)));
  }

  differences(): readonly string[] {
    const parked = this.#parked();
    return [...this.#oracles].flatMap(([name, oracle]) => oracle.differences(parked(name)));
  }

  validButParked(): readonly string[] {
    const parked = this.#parked();
    const { name: nameOf } = this.#options;
    return [...this.#oracles].flatMap(([name, oracle]) =>
      oracle
        .valid(parked(name))
        .map(({ event, where, why }) => `${nameOf(event)}: valid, but parked in ${where}: ${why}`),
    );
  }

  newestFates(): Readonly<Record<string, Readonly<Record<string, Fate['fate']>>>> {
    const parked = this.#parked();
    return Object.fromEntries(
      [...this.#oracles].flatMap(([name, oracle]) => {
        const fates = oracle.newestFates?.(parked(name));
        return fates ? [[name, fates]] : [];
      }),
    );
  }

  /** By sink, read from the failure stores now. */
  #parked(): (sink: string) => readonly ParkedEvidence<Event>[] {
    const all = [...this.#options.parked()].map((each: ParkedEvent<Event>) => ({
      ...each,
      identity: this.#options.identity(each.event),
    }));
    return (sink) => all.filter(({ sinks }) => sinks.includes(sink));
  }

  #oracle(sink: string): Oracle<Event> {
    const oracle = this.#oracles.get(sink);
    if (oracle) return oracle;
    throw new Error(`An event is meant for "${sink}". Sinks: ${[...this.#oracles.keys()].join(', ')}.`);
  }

  /** None where a rule fails: a processor that runs into the same parks the event, and nothing else is wrong with that. */
  #ruleFor(event: Event, sink: string): string | undefined {
    try {
      return this.#options.dropped.find(({ sinks, drops }) => (sinks?.includes(sink) ?? true) && drops(event))?.name;
    } catch {
      return undefined;
    }
  }
}

function oracleOf<Event>(name: string, sink: Sink<Event>, planted: (event: Event) => boolean): Oracle<Event> {
  switch (sink.kind) {
    case 'keyed':
      return new KeyedOracle(name, sink, planted);
    case 'log':
      return new LogOracle(name, sink, planted);
    case 'aggregate':
      return new AggregateOracle(name, sink, planted);
  }
}
