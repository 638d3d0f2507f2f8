import { isDeepStrictEqual } from 'node:util';
import type { Fate, Keyed, SinkAccount } from '../contracts/ledger.ts';
import { AcceptedEvents } from './accepted.ts';
import { byIdentity, plantedIn, type AcceptedEvent, type Oracle, type ParkedEvidence } from './oracle.ts';
import { Tally } from './tally.ts';

/** What is known of a key: its newest event that no rule drops, and others of the same order. */
interface Newest<Event> {
  /** The same string for all events of the key. */
  readonly key: string;
  order: number;
  events: { event: Event; identity: string }[];
  /** The newest event that a rule drops. */
  droppedAt: number;
}

/** What is known of an event in addition to what it says. */
interface Evidence {
  parked?: boolean;
  planted?: boolean;
  /** Another event of the same order and key is the one that the sink holds. */
  beaten?: boolean;
}

interface Entry<State> {
  order: number;
  state(): State;
  copies: number;
}

/** The oracle of a sink that holds the newest state of each key. */
export class KeyedOracle<Event, State> implements Oracle<Event> {
  readonly #name: string;
  readonly #sink: Keyed<Event, State>;
  readonly #planted: (event: Event) => boolean;
  readonly #accepted = new AcceptedEvents();
  readonly #newest = new Map<string, Newest<Event>>();

  constructor(name: string, sink: Keyed<Event, State>, planted: (event: Event) => boolean) {
    this.#name = name;
    this.#sink = sink;
    this.#planted = planted;
  }

  accept({ event, identity, name, rule }: AcceptedEvent<Event>): boolean {
    const place = this.#sink.place(event);
    if (!place) return this.#accepted.add(identity, { name });
    const { key, order } = place;
    const newest = this.#newest.get(key) ?? { key, order: -Infinity, events: [], droppedAt: -Infinity };
    if (!this.#accepted.add(identity, { name: newest.key, figure: order, ...(rule === undefined ? {} : { rule }) }))
      return false;
    this.#newest.set(newest.key, newest);
    if (rule !== undefined) newest.droppedAt = Math.max(newest.droppedAt, order);
    else if (order > newest.order) {
      newest.order = order;
      newest.events = [{ event, identity }];
    } else if (order === newest.order) newest.events.push({ event, identity });
    return true;
  }

  summary(parked: readonly ParkedEvidence<Event>[]): SinkAccount {
    const tally = new Tally();
    const { entries } = this.#held();
    const planted = plantedIn(this, parked);
    for (const { name, figure: order, rule, found } of this.#accepted.with(this.#evidence(parked, planted, entries))) {
      const isParked = found?.parked === true;
      const beaten = found?.beaten;
      const { order: held, copies } = entries.get(name) ?? { order: this.#absent(name), copies: 1 };
      const superseded = order !== undefined && rule === undefined && (held > order || (beaten === true && !isParked));
      const delivered = !superseded && rule === undefined && held === order && beaten === undefined;
      tally.count(
        {
          deliveries: delivered ? copies : 0,
          superseded,
          parked: isParked,
          dropped: rule !== undefined,
          planted: found?.planted === true,
        },
        () => (order === undefined ? name : `${name} at ${this.#sink.when(order)}`),
      );
    }
    return tally.summary(this.#name);
  }

  /**
   * It depends on the events alone, not on batches and faults. Left out are keys whose newest events share an order where the source
   * does not tell their order any more, because a rule drops what came last.
   */
  newestFates(parked: readonly ParkedEvidence<Event>[]): Readonly<Record<string, Fate['fate']>> {
    const { entries } = this.#held();
    const isParked = byIdentity(parked);
    const truth = this.#sink.truth?.();
    return Object.fromEntries(
      [...this.#newest.values()].flatMap(({ key, order, events }): [string, Fate['fate']][] => {
        const isLast = ({ event }: { event: Event }) => isDeepStrictEqual(this.#sink.state(event), truth?.(event));
        const last = events.length === 1 ? events[0] : events.find(isLast);
        if (!last) return [];
        if (events.length > 1 && isParked.has(last.identity)) return [[key, 'parked']];
        if ((entries.get(key)?.order ?? this.#absent(key)) === order) return [[key, 'delivered']];
        return [[key, isParked.has(last.identity) ? 'parked' : 'lost']];
      }),
    );
  }

  /**
   * A key whose newest event is parked is left out, because the summary accounts for it; but not if the source holds a state that the
   * sink takes: of events that share an order, the parked one was not the last.
   */
  differences(parked: readonly ParkedEvidence<Event>[]): string[] {
    const isParked = byIdentity(parked);
    const { entries, keyless } = this.#held();
    const truth = this.#sink.truth?.();
    const wrong = [...this.#newest.values()].flatMap((newest) => {
      const { key, events, order, droppedAt } = newest;
      const last = events[0]?.event;
      const source = last !== undefined && truth && droppedAt < order ? { state: truth(last) } : undefined;
      if (events.some(({ identity }) => isParked.has(identity)) && !(source && this.#takes(source.state))) return [];
      const found = entries.get(key);
      if (found && found.copies > 1) return [`${key}: the ${this.#name} holds ${found.copies} entries of this key`];
      const state = found?.state();
      const wanted = source ? [source.state] : events.map(({ event }) => this.#sink.state(event));
      if (wanted.length === 0 ? !found : wanted.some((each) => isDeepStrictEqual(state, each))) return [];
      return [`${key}: ${this.#difference(found, wanted, order)}`];
    });
    const unknown = [...entries.keys()].filter((key) => !this.#newest.has(key));
    return [
      ...wrong,
      ...unknown.map((key) => `${key}: the ${this.#name} holds it, but no accepted event has this key`),
      ...keyless.map((id) => `the ${this.#name} holds an entry without a key: ${id}`),
    ];
  }

  /** Planted is what the run made wrong, and what is older than that in the same key: it may be parked together. */
  valid(parked: readonly ParkedEvidence<Event>[]): readonly ParkedEvidence<Event>[] {
    const plantedAt = new Map<string, number>();
    for (const { event } of parked) {
      const place = this.#sink.place(event);
      if (place && this.#planted(event))
        plantedAt.set(place.key, Math.max(place.order, plantedAt.get(place.key) ?? -Infinity));
    }
    return parked.filter(({ event }) => {
      const place = this.#sink.place(event);
      return place ? place.order > (plantedAt.get(place.key) ?? -Infinity) : !this.#planted(event);
    });
  }

  /** The order that a sink without an entry stands for: where a removed key has none, that of its removal. */
  #absent(key: string): number {
    const { order, events } = this.#newest.get(key) ?? { order: -Infinity, events: [] };
    return events.some(({ event }) => this.#sink.state(event) === undefined) ? order : -Infinity;
  }

  #takes(state: State | undefined): boolean {
    return state === undefined || this.#sink.refuses?.(state) !== true;
  }

  #held(): { entries: ReadonlyMap<string, Entry<State>>; keyless: string[] } {
    const entries = new Map<string, Entry<State>>();
    const keyless: string[] = [];
    for (const { key, id, order, state } of this.#sink.held()) {
      if (key === undefined) {
        keyless.push(id);
        continue;
      }
      const known = entries.get(key);
      const newest = known && known.order > order ? known : { order, state };
      entries.set(key, { ...newest, copies: (known?.copies ?? 0) + 1 });
    }
    return { entries, keyless };
  }

  #evidence(
    parked: readonly ParkedEvidence<Event>[],
    planted: ReadonlySet<string>,
    entries: ReadonlyMap<string, Entry<State>>,
  ): ReadonlyMap<string, Evidence> {
    const evidence = new Map<string, Evidence>(
      parked.map(({ identity }) => [identity, { parked: true, planted: planted.has(identity) }]),
    );
    for (const { key, order, events } of this.#newest.values()) {
      const found = entries.get(key);
      if (events.length < 2 || (found?.order ?? this.#absent(key)) !== order) continue;
      const state = found?.state();
      const has = events.map(({ event }) => isDeepStrictEqual(this.#sink.state(event), state));
      events.forEach(({ identity }, nth) => {
        // where the sink has none of them, none is delivered, and none of them by another
        if (!has[nth]) evidence.set(identity, { ...evidence.get(identity), beaten: has.includes(true) });
      });
    }
    return evidence;
  }

  /** In what an entry differs from the one that should be there. */
  #difference(entry: Entry<State> | undefined, wanted: readonly (State | undefined)[], order: number): string {
    const sink = this.#name;
    if (wanted.length === 0) return `the ${sink} holds it, although rules drop all of its events`;
    if (!entry) return `the ${sink} does not hold it`;
    const [first] = wanted;
    if (first === undefined) return `the ${sink} holds it, although it was removed`;
    if (entry.order !== order)
      return `the ${sink} holds its state of ${this.#sink.when(entry.order)}, but its newest event is of ${this.#sink.when(order)}`;
    return fieldsThatDiffer(entry.state() as object, first as object, sink);
  }
}

function fieldsThatDiffer(found: object, wanted: object, sink: string): string {
  const [is, should] = [found, wanted] as [Record<string, unknown>, Record<string, unknown>];
  const names = [...new Set([...Object.keys(should), ...Object.keys(is)])].filter(
    (name) => !isDeepStrictEqual(is[name], should[name]),
  );
  const shownNames = names.slice(0, namedFields);
  const more = names.length > namedFields ? [`and ${names.length - namedFields} more`] : [];
  return [
    ...shownNames.map((name) => `${name} is ${shown(is[name])} in the ${sink} but should be ${shown(should[name])}`),
    ...more,
  ].join('; ');
}

/** A line that lists every field of a document is not read. */
const namedFields = 3;

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
