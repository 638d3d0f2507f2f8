export type Fate =
  | { readonly fate: 'delivered'; readonly times: number }
  | { readonly fate: 'superseded' }
  | { readonly fate: 'parked'; readonly where: string; readonly why: string }
  | { readonly fate: 'dropped'; readonly rule: string }
  | { readonly fate: 'lost' };

export interface SinkSummary extends Readonly<Record<Fate['fate'], number>> {
  readonly sink: string;
  /** Deliveries beyond the first of each event. */
  readonly duplicates: number;
  /** Allowed: a result may be lost after the write. Replaying such an event must not change a keyed sink. */
  readonly deliveredAndParked: number;
  readonly lostIds: readonly string[];
}

/** What became of every accepted event in every sink it was meant for: the first of `Fate`'s kinds that holds. */
export interface Ledger {
  accept(id: string, sinks: readonly string[]): void;
  delivered(id: string, sink: string): void;
  superseded(id: string, sink: string): void;
  /** So many accepted events are superseded, and nothing else: a run may have millions of them, and they have no names here. */
  countSuperseded(count: number, sink: string): void;
  parked(id: string, sink: string, where: string, why: string): void;
  dropped(id: string, sink: string, rule: string): void;
  fate(id: string, sink: string): Fate;
  summary(): readonly SinkSummary[];
  /** The summary for people; names the lost. */
  print(): string;
}

/** The ends of a pipeline, and what should be found there. It shares no code with the processors, except the rules that drop. */
export interface AccountOptions<Event> {
  /** The same for repetitions of an event, different for different events. */
  identity(event: Event): string;
  /** For people. */
  name(event: Event): string;
  readonly sinks: Readonly<Record<string, Sink<Event>>>;
  /** The names of the sinks that should hold the event. */
  meantFor(event: Event): readonly string[];
  readonly dropped: readonly DropRule<Event>[];
  /** Whether the run made the event wrong on purpose: it is right to park it, and no replay helps. */
  planted(event: Event): boolean;
  /** Everything that is parked now. */
  parked(): Iterable<ParkedEvent<Event>>;
}
export interface DropRule<Event> {
  readonly name: string;
  /** The sinks that it keeps an event out of; left out: all. */
  readonly sinks?: readonly string[];
  drops(event: Event): boolean;
}
export interface ParkedEvent<Event> {
  readonly event: Event;
  /** The sinks on whose way it was parked. */
  readonly sinks: readonly string[];
  readonly where: string;
  readonly why: string;
}
export type Sink<Event> = Keyed<Event> | Log<Event> | Aggregate<Event>;

/** A sink that holds the newest state of each key: an index, a table. */
export interface Keyed<Event, State = unknown> {
  readonly kind: 'keyed';
  /** The key of an event, for people too, and its order among the events of the key. Undefined for an event that cannot be read. */
  place(event: Event): { readonly key: string; readonly order: number } | undefined;
  /** An order in a form that people can read. */
  when(order: number): string;
  /** What the sink should hold once the event is the newest of its key: plain data; undefined for nothing. */
  state(event: Event): State | undefined;
  held(): Iterable<Held<State>>;
  /**
   * Reads the source. The result tells what the sink should hold of a key by what the source holds now, given the newest event of the
   * key. It decides between events of the same order. Left out where the source keeps no state: then either of them is right.
   */
  truth?(): (newest: Event) => State | undefined;
  /** Whether the run made a state of the source wrong on purpose, so that the sink cannot take it. */
  refuses?(state: State): boolean;
}
export interface Held<State> {
  /** Undefined where an entry does not say. */
  readonly key: string | undefined;
  readonly id: string;
  readonly order: number;
  state(): State;
}

/** A sink that holds every event at least once: a lake, a delivery stream, a topic. */
export interface Log<Event> {
  readonly kind: 'log';
  /** What the sink should hold of an event, as text; undefined for an event that cannot be read. */
  content(event: Event): string | undefined;
  held(): Iterable<LogEntry>;
}
export interface LogEntry {
  /** As `identity` gives it for the event; undefined where an entry cannot be read. */
  readonly identity: string | undefined;
  readonly content: string;
  readonly where: string;
}

/** A sink that holds numbers about events: windows, alerts, rows of a report. */
export interface Aggregate<Event> {
  readonly kind: 'aggregate';
  /** The rows that these events should give, by their names, computed in the plainest way. It gets each event once, in any order. */
  reference(events: readonly Event[]): ReadonlyMap<string, AggregateRow>;
  held(): Iterable<readonly [name: string, row: AggregateRow]>;
  /**
   * The number of a row that says how many events it counts. It turns a wrong row into a count of lost events. Left out where rows have
   * none: then a missing row is a difference, and no event is called lost.
   */
  readonly counts?: string;
}
export type AggregateRow = Readonly<Record<string, number>>;

export interface SinkAccount extends SinkSummary {
  /** Of the parked events: those that the run made wrong on purpose, and those of the same key that were parked with them. */
  readonly planted: number;
}

/** Keeps account of every event that the sources of a pipeline accepted. */
export interface Account<Event> {
  /** An event that a source repeats counts once. */
  accept(event: Event): void;
  /** How many different events were accepted. */
  readonly size: number;
  /** What became of every event, sink by sink. The rows of a sink add up to the events that were meant for it. */
  summary(): readonly SinkAccount[];
  /** What a sink holds and should not, or holds differently: a sentence each. None when all is well. */
  differences(): readonly string[];
  /** The parked events that nothing is wrong with: a sentence each. None when all is well after a replay. */
  validButParked(): readonly string[];
  /** By sink and key, what became of the newest event of each key; of keyed sinks only. */
  newestFates(): Readonly<Record<string, Readonly<Record<string, Fate['fate']>>>>;
}
