import type { Aggregate, AggregateRow, SinkAccount } from '../contracts/ledger.ts';
import { byIdentity, plantedIn, type AcceptedEvent, type Oracle, type ParkedEvidence } from './oracle.ts';

/** Sums of fractions depend on the order of their parts: so far apart, relatively, they are the same. */
const tolerance = 1e-9;

/**
 * The oracle of a sink that holds numbers about events. It keeps every event in memory. An event that was counted and then parked may
 * be in the numbers or not: both are right.
 */
export class AggregateOracle<Event> implements Oracle<Event> {
  readonly #name: string;
  readonly #sink: Aggregate<Event>;
  readonly #planted: (event: Event) => boolean;
  readonly #byIdentity = new Map<string, AcceptedEvent<Event>>();

  constructor(name: string, sink: Aggregate<Event>, planted: (event: Event) => boolean) {
    this.#name = name;
    this.#sink = sink;
    this.#planted = planted;
  }

  accept(accepted: AcceptedEvent<Event>): boolean {
    if (this.#byIdentity.has(accepted.identity)) return false;
    this.#byIdentity.set(accepted.identity, accepted);
    return true;
  }

  summary(parked: readonly ParkedEvidence<Event>[]): SinkAccount {
    const isParked = byIdentity(parked);
    const dropped = this.#accepted.filter(({ rule }) => rule !== undefined);
    const parkedHere = this.#accepted.filter(({ rule, identity }) => rule === undefined && isParked.has(identity));
    const planted = plantedIn(this, parked);
    const { missing, beyond } = this.#counted(parked);
    const due = this.#accepted.length - dropped.length - parkedHere.length;
    const lost = Math.min(
      due,
      missing.reduce((sum, { events }) => sum + events, 0),
    );
    return {
      sink: this.#name,
      delivered: due - lost,
      superseded: 0,
      parked: parkedHere.length,
      planted: parkedHere.filter(({ identity }) => planted.has(identity)).length,
      dropped: dropped.length,
      lost,
      duplicates: beyond,
      deliveredAndParked: 0,
      lostIds: missing.map(({ row, events, of }) => `${row}: ${events} of ${of} events`),
    };
  }

  differences(parked: readonly ParkedEvidence<Event>[]): string[] {
    const { without, including } = this.#references(parked);
    const held = this.#held();
    const rows = new Set([...without.keys(), ...including.keys(), ...held.keys()]);
    return [...rows].flatMap((name) => {
      const found = held.get(name) ?? [];
      if (found.length > 1) return [`${name}: the ${this.#name} holds ${found.length} rows of this name`];
      const [row] = found;
      if (same(row, without.get(name)) || same(row, including.get(name))) return [];
      return [`${name}: ${this.#difference(row, without.get(name))}`];
    });
  }

  valid(parked: readonly ParkedEvidence<Event>[]): readonly ParkedEvidence<Event>[] {
    return parked.filter(({ event }) => !this.#planted(event));
  }

  get #accepted(): readonly AcceptedEvent<Event>[] {
    return [...this.#byIdentity.values()];
  }

  /** What rows count too few and too many of, by the number in them that says how many events they count. */
  #counted(parked: readonly ParkedEvidence<Event>[]) {
    const { counts } = this.#sink;
    const missing: { row: string; events: number; of: number }[] = [];
    let beyond = 0;
    if (counts === undefined) return { missing, beyond };
    const { without, including } = this.#references(parked);
    const held = this.#held();
    for (const row of new Set([...including.keys(), ...held.keys()])) {
      const counted = (held.get(row) ?? []).reduce((sum, each) => sum + (each[counts] ?? 0), 0);
      const least = without.get(row)?.[counts] ?? 0;
      const most = including.get(row)?.[counts] ?? 0;
      if (counted < least) missing.push({ row, events: least - counted, of: least });
      beyond += Math.max(0, counted - most);
    }
    return { missing, beyond };
  }

  #references(parked: readonly ParkedEvidence<Event>[]) {
    const isParked = byIdentity(parked);
    const due = this.#accepted.filter(({ rule }) => rule === undefined);
    const eventsOf = (accepted: readonly AcceptedEvent<Event>[]) => accepted.map(({ event }) => event);
    const withoutParked = due.filter(({ identity }) => !isParked.has(identity));
    const without = this.#sink.reference(eventsOf(withoutParked));
    // a planted event cannot be counted by anybody
    const countable = due.filter(({ identity, event }) => !isParked.has(identity) || !this.#planted(event));
    const including = countable.length === withoutParked.length ? without : this.#sink.reference(eventsOf(countable));
    return { without, including };
  }

  #held(): ReadonlyMap<string, readonly AggregateRow[]> {
    const rows = new Map<string, AggregateRow[]>();
    for (const [name, row] of this.#sink.held()) rows.set(name, [...(rows.get(name) ?? []), row]);
    return rows;
  }

  #difference(found: AggregateRow | undefined, wanted: AggregateRow | undefined): string {
    if (!found) return `the ${this.#name} has no such row`;
    if (!wanted) return `the ${this.#name} has this row, and no accepted event asks for it`;
    return [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
      .filter((name) => !equal(found[name], wanted[name]))
      .map(
        (name) =>
          `${name} is ${found[name] ?? 'missing'} in the ${this.#name} but should be ${wanted[name] ?? 'missing'}`,
      )
      .join('; ');
  }
}

const same = (one: AggregateRow | undefined, other: AggregateRow | undefined): boolean =>
  one && other
    ? [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => equal(one[name], other[name]))
    : one === other;

const equal = (one: number | undefined, other: number | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other)));
