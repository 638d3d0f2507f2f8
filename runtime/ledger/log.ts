import type { Log, LogEntry, SinkAccount } from '../contracts/ledger.ts';
import { AcceptedEvents, digestOf } from './accepted.ts';
import { plantedIn, type AcceptedEvent, type Oracle, type ParkedEvidence } from './oracle.ts';
import { Tally } from './tally.ts';

interface Evidence {
  /** A digest for each time that the sink holds the event. */
  readonly contents: number[];
  readonly parked: boolean;
  readonly planted: boolean;
}

/** The oracle of a sink that holds every event at least once. */
export class LogOracle<Event> implements Oracle<Event> {
  readonly #name: string;
  readonly #sink: Log<Event>;
  readonly #planted: (event: Event) => boolean;
  readonly #accepted = new AcceptedEvents();
  /** A sink may give the same entries each time that it is asked for all of them. */
  readonly #digests = new WeakMap<LogEntry, number>();

  constructor(name: string, sink: Log<Event>, planted: (event: Event) => boolean) {
    this.#name = name;
    this.#sink = sink;
    this.#planted = planted;
  }

  accept({ event, identity, name, rule }: AcceptedEvent<Event>): boolean {
    const content = this.#sink.content(event);
    return this.#accepted.add(identity, {
      name,
      ...(content === undefined ? {} : { figure: digestOf(content) }),
      ...(rule === undefined ? {} : { rule }),
    });
  }

  summary(parked: readonly ParkedEvidence<Event>[]): SinkAccount {
    const tally = new Tally();
    for (const { name, figure, rule, found } of this.#accepted.with(this.#evidence(parked)))
      tally.count(
        {
          deliveries: found?.contents.filter((content) => content === figure).length ?? 0,
          superseded: false,
          parked: found?.parked === true,
          dropped: rule !== undefined,
          planted: found?.planted === true,
        },
        () => name,
      );
    return tally.summary(this.#name);
  }

  differences(): string[] {
    const strangers: string[] = [];
    for (const { identity, where } of this.#sink.held())
      if (identity === undefined) strangers.push(`${where}: the ${this.#name} holds an entry that cannot be read`);
      else if (!this.#accepted.has(identity))
        strangers.push(`${where}: the ${this.#name} holds ${identity}, which no source accepted`);
    const altered: string[] = [];
    for (const { name, figure, rule, found } of this.#accepted.with(this.#evidence([]))) {
      if (found?.contents.some((content) => content !== figure))
        altered.push(`${name}: the ${this.#name} holds it with another content`);
      if (found && rule !== undefined) altered.push(`${name}: the ${this.#name} holds it, although ${rule} drops it`);
    }
    return [...strangers, ...altered];
  }

  valid(parked: readonly ParkedEvidence<Event>[]): readonly ParkedEvidence<Event>[] {
    return parked.filter(({ event }) => !this.#planted(event));
  }

  #evidence(parked: readonly ParkedEvidence<Event>[]): ReadonlyMap<string, Evidence> {
    const planted = plantedIn(this, parked);
    const evidence = new Map<string, Evidence>(
      parked.map(({ identity }) => [identity, { contents: [], parked: true, planted: planted.has(identity) }]),
    );
    for (const entry of this.#sink.held()) {
      const { identity } = entry;
      if (identity === undefined) continue;
      const digest = this.#digestOf(entry);
      const known = evidence.get(identity);
      if (known) known.contents.push(digest);
      else evidence.set(identity, { contents: [digest], parked: false, planted: false });
    }
    return evidence;
  }

  #digestOf(entry: LogEntry): number {
    const known = this.#digests.get(entry);
    if (known !== undefined) return known;
    const digest = digestOf(entry.content);
    this.#digests.set(entry, digest);
    return digest;
  }
}
