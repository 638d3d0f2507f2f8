import type { Fate, ParkedEvent, SinkAccount } from '../contracts/ledger.ts';

export interface AcceptedEvent<Event> {
  readonly event: Event;
  readonly identity: string;
  /** For people. */
  readonly name: string;
  /** The rule that drops it. */
  readonly rule?: string;
}

/** What a failure store has of an event. */
export type ParkedEvidence<Event> = Omit<ParkedEvent<Event>, 'sinks'> & { readonly identity: string };

/** Knows what one sink should hold, from what was accepted for it. */
export interface Oracle<Event> {
  /** Whether the event was new. */
  accept(accepted: AcceptedEvent<Event>): boolean;
  summary(parked: readonly ParkedEvidence<Event>[]): SinkAccount;
  /** What the sink holds and should not, or holds differently. */
  differences(parked: readonly ParkedEvidence<Event>[]): string[];
  /** The parked events that nothing is wrong with. */
  valid(parked: readonly ParkedEvidence<Event>[]): readonly ParkedEvidence<Event>[];
  /** What became of the newest event of each key, for a sink that has keys. */
  newestFates?(parked: readonly ParkedEvidence<Event>[]): Readonly<Record<string, Fate['fate']>>;
}

export const byIdentity = <Event>(parked: readonly ParkedEvidence<Event>[]): Map<string, ParkedEvidence<Event>> =>
  new Map(parked.map((each) => [each.identity, each]));

/** The identities of the parked events that the run made wrong on purpose, or that had to be parked with one of those. */
export function plantedIn<Event>(oracle: Oracle<Event>, parked: readonly ParkedEvidence<Event>[]): ReadonlySet<string> {
  const valid = new Set(oracle.valid(parked));
  return new Set(parked.filter((each) => !valid.has(each)).map(({ identity }) => identity));
}
