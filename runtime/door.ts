/**
 * Everything that a generated project may use of the runtime. scripts/vendor-runtime.ts makes one bundle a use case of it: the lines
 * of services that the use case does not have are left out.
 */
import { VirtualTime } from './kernel/clock.ts';
import { defaultRulesOf, silentRulesOf } from './kernel/fault-rules.ts';
import { SeededFaults } from './kernel/faults.ts';
import { EventAccount } from './ledger/account.ts';
import { AccountLedger } from './ledger/ledger.ts';
import { verdictOf as verdict } from './ledger/verdict.ts';
import { startStack } from './local/stack.ts';
import { startGateway } from './gateway/server.ts';
import type { FaultId } from './services/fault-id.ts';
import { leftOut } from './services/left-out.ts';
import { registry } from './services/registered.ts';
import { LiveTerminal } from './view/live-terminal.ts';
import { notYet, pageAnswer } from './view/page-server.ts';
import type { VirtualClock } from './contracts/clock.ts';
import type { FaultRule, Faults, FaultsOptions } from './contracts/faults.ts';
import type { Account, AccountOptions, Ledger, SinkSummary } from './contracts/ledger.ts';
import type { LocalPage } from './contracts/local-page.ts';
import type { LocalStack, LocalStackOptions } from './contracts/local-stack.ts';
import type { MetricDefinitions } from './contracts/metrics.ts';
import type { ViewVerdict } from './contracts/verdict.ts';
import type { ViewState } from './view/state.ts';

export * from './services/athena/door.ts';
export * from './services/dynamodb/door.ts';
export * from './services/firehose/door.ts';
export * from './services/kinesis/door.ts';
export * from './services/opensearch/door.ts';
export * from './services/redshift/door.ts';
export * from './services/s3/door.ts';
export * from './services/sns/door.ts';
export * from './services/sqs/door.ts';
export * from './services/kafka/door.ts';
export * from './services/dynamodbstreams/door.ts';
export * from './services/appsync/door.ts';

export const createClock = (startsAt: number): VirtualClock => new VirtualTime(startsAt);

/** Throws for a fault that no service has registered, and names those that are nearest. */
export const createFaults = (options: FaultsOptions): Faults => new SeededFaults(options, Object.keys(registry.faults));

/** The CloudWatch metrics that the services of this runtime report, by namespace and name. */
export const metricDefinitions: MetricDefinitions = registry.metrics;

/** The rates at which generated projects are tested. */
export const defaultFaults = defaultRulesOf(registry.faults) as Readonly<Record<FaultId, FaultRule>>;

/** Nothing strikes: for tests of one behaviour, to be spread and overridden point by point. */
export const noFaults = silentRulesOf(registry.faults) as Readonly<Record<FaultId, FaultRule>>;

export const createLedger = (): Ledger => new AccountLedger();

export const createAccount = <Event>(options: AccountOptions<Event>): Account<Event> => new EventAccount(options);

/**
 * The equation of a run. An event without a fate is in flight as long as at least so many records are waiting; the rest is lost.
 *
 * @param summaries - what a ledger or an account says of each sink.
 * @param waiting - how many records are on their way, or neither processed nor parked yet; 0 when everything has come to an end.
 */
export const verdictOf = (
  summaries: readonly Omit<SinkSummary, 'lostIds' | 'duplicates' | 'deliveredAndParked'>[],
  waiting: number,
): ViewVerdict => verdict(summaries, waiting);

/** Starts a synthesized stack behind one loopback address, runs its custom resources, and begins to poll its streams. */
export const startLocalStack = (options: LocalStackOptions): Promise<LocalStack> =>
  startStack({ registry, leftOut }, options);

/** Takes a port of 127.0.0.1 for the page of a run, before there is one; 0 takes a free port. */
export async function servePage(port: number): Promise<LocalPage> {
  let answer: ReturnType<typeof pageAnswer> = () => Promise.resolve(notYet);
  const { url, close } = await startGateway((request) => answer(request), port);
  return { url, close, show: (source) => (answer = pageAnswer(source)) };
}

/** Shows a run on an output as it goes on: redrawn in place on a terminal, as plain lines elsewhere. Ends with `close`. */
export const showOnTerminal = (output: NodeJS.WriteStream, state: () => ViewState): { close(): void } =>
  new LiveTerminal(output, process.env, state);
