import { hash } from 'node:crypto';
import type { Clock, FaultPoint, FaultRules, Faults, FaultsOptions, Outage, Strike } from '../api.ts';

/** Default rates: high enough that 20 records meet most faults, bounded so that every record gets through in the end. */
export const documentedRules: FaultRules = {
  // DynamoDB guide, kds: "might contain duplicate records", "records may appear in a different order".
  'stream.duplicate': { rate: 0.2, sightings: 2 },
  'stream.reorder': { rate: 0.25, sightings: 1 },
  'stream.delay': { rate: 0.03, sightings: 1 },
  // Lambda guide, kinesis-on-failure-destination: throttled before the invocation, or failed during it.
  'function.throttled': { rate: 0.03, sightings: 2 },
  'function.killed-at-start': { rate: 0.02, sightings: 1 },
  'function.killed': { rate: 0.03, sightings: 1 },
  'function.timeout': { rate: 0.03, sightings: 1 },
  // Lambda guide, invocation-eventsourcemapping: "processes each event at least once".
  'function.result-lost': { rate: 0.03, sightings: 1 },
  // OpenSearch guide, handling-errors: 429 and 503 per item and per request; 413 above the instance's request limit.
  'index.item-429': { rate: 0.1, sightings: 3 },
  'index.item-503': { rate: 0.05, sightings: 3 },
  'index.request-413': { rate: 0.02, sightings: 1 },
  'index.request-429': { rate: 0.03, sightings: 2 },
  'index.request-503': { rate: 0.03, sightings: 2 },
  // Any network: the connection breaks before the request has its effect, or after.
  'index.reset-before': { rate: 0.06, sightings: 2 },
  'index.reset-after': { rate: 0.03, sightings: 2 },
  // S3 guide, ErrorBestPractices: 503 Slow Down.
  'objects.put-failed': { rate: 0.2, sightings: 2 },
  // DynamoDB guide, Programming.Errors: ProvisionedThroughputExceededException.
  'table.read-throttled': { rate: 0.2, sightings: 2 },
  // DynamoDB guide, HowItWorks.ReadConsistency: an eventually consistent read might not see a recently completed write.
  'table.read-stale': { rate: 0.5, sightings: Infinity },
  // DynamoDB guide, kds: the creation time is approximate; two changes of one item can carry the same.
  'table.same-time': { rate: 0.4, sightings: 1 },
};

export const silentRules = Object.fromEntries(
  Object.keys(documentedRules).map((point) => [point, { rate: 0, sightings: 0 }]),
) as unknown as FaultRules;

/** More than this is not remembered, of strikes and of what was seen: a run may last for days. */
const remembered = 100_000;

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

  constructor({ seed, clock, rules, outages }: FaultsOptions) {
    this.#seed = seed;
    this.#clock = clock;
    this.#rules = rules;
    this.#outages = outages;
  }

  strike(point: FaultPoint, identity: string): Strike | undefined {
    const { rate, sightings } = this.#rules[point];
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

  /** Whether an outage strikes this identity: the same ones all through it. */
  #isAmong({ point, from, share = 1 }: Outage, identity: string): boolean {
    return share >= 1 || fraction(hash('sha256', `${this.#seed}|${point}|${from}|${identity}`, 'buffer'), 0) < share;
  }
}

/** Six bytes as a number from 0 to 1, 1 excluded. */
const fraction = (bytes: Buffer, from: number): number => bytes.readUIntBE(from, 6) / 2 ** 48;
