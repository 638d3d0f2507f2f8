import { hash } from 'node:crypto';
import type { Clock, FaultPoint, FaultRule, FaultRules, Faults, FaultsOptions, Outage, Strike } from './api.ts';

export interface DocumentedFault extends FaultRule {
  /** What it is called on the page: a few words, unique among the faults. */
  readonly title: string;
  /** What happens, in a sentence. */
  readonly explanation: string;
  /** The guide and its page, and what that says. */
  readonly source: string;
  /** Types of the resources where it strikes. */
  readonly strikes: readonly string[];
}

/** Default rates: high enough that 20 records meet most faults, bounded so that every record gets through in the end. */
export const documentedFaults: Readonly<Record<FaultPoint, DocumentedFault>> = {
  'stream.duplicate': {
    rate: 0.2,
    sightings: 2,
    title: 'Duplicate records',
    explanation: 'DynamoDB writes a change record to the stream twice.',
    source: 'DynamoDB guide, kds: the stream "might contain duplicate records"',
    strikes: ['AWS::Kinesis::Stream'],
  },
  'stream.reorder': {
    rate: 0.25,
    sightings: 1,
    title: 'Records out of order',
    explanation: 'A newer change reaches the stream before an older one.',
    source: 'DynamoDB guide, kds: "records may appear in a different order"',
    strikes: ['AWS::Kinesis::Stream'],
  },
  'stream.delay': {
    rate: 0.03,
    sightings: 1,
    title: 'Late records',
    explanation: 'A change record reaches the stream up to five minutes late.',
    source: 'DynamoDB guide, kds: "records may appear in a different order"',
    strikes: ['AWS::Kinesis::Stream'],
  },
  'function.throttled': {
    rate: 0.03,
    sightings: 2,
    title: 'Invocation throttled',
    explanation: 'Lambda has no free concurrency and invokes the function later.',
    source: 'Lambda guide, kinesis-on-failure-destination: throttled before the invocation',
    strikes: ['AWS::Lambda::EventSourceMapping'],
  },
  'function.killed-at-start': {
    rate: 0.02,
    sightings: 1,
    title: 'Killed before it starts',
    explanation: 'The process ends before the handler begins. Lambda delivers the batch again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes: ['AWS::Lambda::EventSourceMapping'],
  },
  'function.killed': {
    rate: 0.03,
    sightings: 1,
    title: 'Killed in mid-batch',
    explanation: 'The process ends when a part of the batch is done. Lambda delivers all of it again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes: ['AWS::Lambda::EventSourceMapping'],
  },
  'function.timeout': {
    rate: 0.03,
    sightings: 1,
    title: 'Function times out',
    explanation: 'The function does not finish in its timeout. Lambda delivers the batch again.',
    source: 'Lambda guide, kinesis-on-failure-destination: failed during the invocation',
    strikes: ['AWS::Lambda::EventSourceMapping'],
  },
  'function.result-lost': {
    rate: 0.03,
    sightings: 1,
    title: 'Result lost',
    explanation: 'The batch is done, but Lambda does not receive the result and delivers it again.',
    source: 'Lambda guide, invocation-eventsourcemapping: "processes each event at least once"',
    strikes: ['AWS::Lambda::EventSourceMapping'],
  },
  'index.item-429': {
    rate: 0.1,
    sightings: 3,
    title: 'Documents rejected (429)',
    explanation: 'The engine has no capacity for some documents of a bulk request.',
    source: 'OpenSearch guide, handling-errors: 429 for each item',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.item-503': {
    rate: 0.05,
    sightings: 3,
    title: 'Documents unavailable (503)',
    explanation: 'The engine cannot reach the shards of some documents of a bulk request.',
    source: 'OpenSearch guide, handling-errors: 503 for each item',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.request-413': {
    rate: 0.02,
    sightings: 1,
    title: 'Request too large (413)',
    explanation: 'The engine rejects a bulk request for its size and accepts smaller ones.',
    source: 'OpenSearch guide, handling-errors: 413 above the request limit of the instance',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.request-429': {
    rate: 0.03,
    sightings: 2,
    title: 'Request rejected (429)',
    explanation: 'The engine has no capacity for a whole request.',
    source: 'OpenSearch guide, handling-errors: 429 for a request',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.request-503': {
    rate: 0.03,
    sightings: 2,
    title: 'Engine unavailable (503)',
    explanation: 'The engine does not process a request at all.',
    source: 'OpenSearch guide, handling-errors: 503 for a request',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.reset-before': {
    rate: 0.06,
    sightings: 2,
    title: 'Connection reset, not written',
    explanation: 'The connection breaks before a request takes effect.',
    source: 'Any network: a connection breaks before the request takes effect',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'index.reset-after': {
    rate: 0.03,
    sightings: 2,
    title: 'Connection reset, but written',
    explanation: 'A request takes effect, but the connection breaks before the response arrives.',
    source: 'Any network: a connection breaks after the request took effect',
    strikes: ['AWS::OpenSearchServerless::Collection', 'AWS::OpenSearchService::Domain'],
  },
  'objects.put-failed': {
    rate: 0.2,
    sightings: 2,
    title: 'S3 slows down (503)',
    explanation: 'S3 does not store an object and asks the caller to slow down.',
    source: 'S3 guide, ErrorBestPractices: 503 Slow Down',
    strikes: ['AWS::S3::Bucket'],
  },
  'table.read-throttled': {
    rate: 0.2,
    sightings: 2,
    title: 'Reads throttled',
    explanation: 'The table has no read capacity left for a request.',
    source: 'DynamoDB guide, Programming.Errors: ProvisionedThroughputExceededException',
    strikes: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'],
  },
  'table.read-stale': {
    rate: 0.5,
    sightings: Infinity,
    title: 'Stale reads',
    explanation: 'An eventually consistent read returns an item as it was before its last change.',
    source: 'DynamoDB guide, HowItWorks.ReadConsistency: the read may not see a recently completed write',
    strikes: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'],
  },
  'table.same-time': {
    rate: 0.4,
    sightings: 1,
    title: 'Changes with equal times',
    explanation: 'Two changes of one item carry the same creation time.',
    source: 'DynamoDB guide, kds: the creation time is approximate',
    strikes: ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'],
  },
};

const everyPoint = Object.keys(documentedFaults) as FaultPoint[];

const rulesOf = (ruleOf: (point: FaultPoint) => FaultRule): FaultRules =>
  Object.fromEntries(everyPoint.map((point) => [point, ruleOf(point)])) as unknown as FaultRules;

export const documentedRules: FaultRules = rulesOf((point) => {
  const { rate, sightings } = documentedFaults[point];
  return { rate, sightings };
});

export const silentRules: FaultRules = rulesOf(() => ({ rate: 0, sightings: 0 }));

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
