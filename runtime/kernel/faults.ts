import { hash } from 'node:crypto';
import type { Clock } from '../contracts/clock.ts';
import type { FaultPoint, FaultRule, FaultRules, Faults, FaultsOptions, Outage, Strike } from '../contracts/faults.ts';
import { checkPoint } from './fault-rules.ts';

/** More than this is not remembered, of strikes and of what was seen: a run may last for days. */
const remembered = 100_000;

const never: FaultRule = { rate: 0, sightings: 0 };

/**
 * One oracle for all faults. A shared random stream would make a decision depend on who asked before;
 * a hash of seed, point, identity and sighting gives the same faults whatever runs concurrently.
 */
export class SeededFaults implements Faults {
  readonly #seed: number;
  readonly #clock: Clock;
  readonly #rules: FaultRules;
  readonly #outages: readonly Outage[];
  readonly #sightings = new Map<string, number>();
  readonly #injected: Strike[] = [];
  readonly #struck = new Map<FaultPoint, number>();
  readonly #known: readonly FaultPoint[];
  #checkedOutages = 0;

  /** `known` are the faults of all services. Throws for rules of others. */
  constructor({ seed, clock, rules, outages }: FaultsOptions, known: readonly FaultPoint[]) {
    this.#seed = seed;
    this.#clock = clock;
    this.#rules = rules;
    this.#outages = outages;
    this.#known = known;
    for (const point of Object.keys(rules)) checkPoint(point, known);
    this.#checkOutages();
  }

  strike(point: FaultPoint, identity: string): Strike | undefined {
    const rule = this.#rules[point];
    if (!rule) checkPoint(point, this.#known);
    this.#checkOutages();
    const { rate, sightings } = rule ?? never;
    const at = this.#clock.now();
    const outage = this.#outages.some(
      (one) => one.point === point && one.from <= at && at < one.to && this.#isAmong(one, identity),
    );
    if (rate === 0 && !outage) return undefined;

    const key = `${point}|${identity}`;
    const sighting = (this.#sightings.get(key) ?? 0) + 1;
    this.#sightings.set(key, sighting);
    if (this.#sightings.size > remembered) this.#sightings.delete(this.#sightings.keys().next().value!);
    if (!outage && sighting > sightings) return undefined;
    const draw = hash('sha256', `${this.#seed}|${key}|${sighting}`, 'buffer');
    if (!outage && fraction(draw, 0) >= rate) return undefined;

    const strike = { point, identity, sighting, at, severity: fraction(draw, 6) };
    if (this.#injected.length < remembered) this.#injected.push(strike);
    this.#struck.set(point, this.struck(point) + 1);
    return strike;
  }

  injected(): readonly Strike[] {
    return this.#injected;
  }

  /** How often a fault has struck, however long ago. */
  struck(point: FaultPoint): number {
    return this.#struck.get(point) ?? 0;
  }

  /** Outages may be added during a run. */
  #checkOutages(): void {
    for (; this.#checkedOutages < this.#outages.length; this.#checkedOutages++)
      checkPoint(this.#outages[this.#checkedOutages]!.point, this.#known);
  }

  /** Whether an outage strikes this identity: the same ones all through it. */
  #isAmong({ point, from, share = 1 }: Outage, identity: string): boolean {
    return share >= 1 || fraction(hash('sha256', `${this.#seed}|${point}|${from}|${identity}`, 'buffer'), 0) < share;
  }
}

/** Six bytes as a number from 0 to 1, 1 excluded. */
const fraction = (bytes: Buffer, from: number): number => bytes.readUIntBE(from, 6) / 2 ** 48;
