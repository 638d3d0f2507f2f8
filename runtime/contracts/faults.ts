import type { Clock } from './clock.ts';

/**
 * Where faults strike, by the id that a service has registered: `index.item-429`. `defaultFaults` has all of them. Wherever an id
 * is given, one that no service has registered throws, and the error names those that are nearest.
 */
export type FaultPoint = string;

/** A record is at risk the first `sightings` times it is seen: what hits a record forever is an outage, not a fault. */
export interface FaultRule {
  /** Probability of a hit at each sighting, 0 to 1. */
  readonly rate: number;
  readonly sightings: number;
}

/** Rules by the id of the fault. A fault without a rule never strikes. */
export type FaultRules = Readonly<Record<FaultPoint, FaultRule>>;

/** A fault of a service: its default rule, and the behaviour that AWS documents behind it. */
export interface FaultDefinition extends FaultRule {
  /** What it is called on the page of a run: a few words, unique among the faults of all services. */
  readonly title: string;
  /** What happens, in a sentence or two. */
  readonly explanation: string;
  /** The guide and its page, and what that says. */
  readonly source: string;
  /**
   * A state of the service that lasts: it strikes every time while it is switched on, and is off by default, since nothing gets
   * through. Its rate is 1 and its sightings are without end.
   */
  readonly lasting?: true;
  /** Types of the resources where it strikes; all of the service that something stands in for, where it is left out. */
  readonly strikes?: readonly string[];
  /**
   * What a resource says, as a property or as the value of one, where the fault strikes: the resource that is struck or, where that
   * is one of another service, one of the fault's own. One of several is enough. Left out, it strikes all of them.
   */
  readonly having?: string | readonly string[];
}

export type FaultDefinitions = Readonly<Record<FaultPoint, FaultDefinition>>;

/** From `from` (included) to `to` (excluded) the point strikes every time, whatever its rule. */
export interface Outage {
  readonly point: FaultPoint;
  readonly from: number;
  readonly to: number;
  /** The part of all identities that it strikes, 0 to 1; all of them where it is left out. */
  readonly share?: number;
}

export interface Strike {
  readonly point: FaultPoint;
  readonly identity: string;
  /** How often this identity had been seen at this point, this time included. */
  readonly sighting: number;
  readonly at: number;
  /** 0 to 1 (excluded): how long, how late, how far, as the point understands it. */
  readonly severity: number;
}

export interface Faults {
  /** Counts a sighting and says whether the fault strikes. Depends on seed, point, identity and sighting only, never on timing. */
  strike(point: FaultPoint, identity: string): Strike | undefined;
  /** What was injected so far, in order; the first hundred thousand. */
  injected(): readonly Strike[];
}

export interface FaultsOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly rules: FaultRules;
  /** May grow while the faults are in use. */
  readonly outages: readonly Outage[];
}

/** A service as its clients see it: calls take time, and faults strike. */
export interface ServiceOptions {
  readonly clock: Clock;
  readonly faults: Faults;
}
