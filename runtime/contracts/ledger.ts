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
