/** The second half of the runtime's door: a whole synthesized stack on this machine. */
import type { Clock, FaultPoint, FaultRules, Faults, ObjectStore, Outage, Stream, StreamRecord, Table } from './api.ts';
import type { SearchIndex } from './index-api.ts';
import { startGateway } from './gateway/server.ts';
import { startStack } from './local/stack.ts';
import { LiveTerminal } from './view/live-terminal.ts';
import { notYet, pageAnswer } from './view/page-server.ts';
import type { ViewSource, ViewState } from './view/state.ts';

export interface LocalStackOptions {
  /** The folder that `cdk synth` wrote. */
  readonly assembly: string;
  readonly stackName: string;
  /** Tables that the stack may use without making them, given its outputs; those that it makes are left out. */
  existingTables(outputs: Readonly<Record<string, string>>): readonly ExistingTable[];
  readonly seed: number;
  readonly rules: FaultRules;
  /** When a service does not work at all, given the instant at which the run begins. */
  outages(begin: number): readonly Outage[];
  /** Milliseconds that pass on the clock of the run in one real millisecond. */
  readonly speed: number;
  /** Where the run keeps what has to survive its process; removed when it ends. */
  readonly journal: string;
  /** Goes on with what `journal` holds. */
  readonly resume: boolean;
  /** What else decides, beside the seed, what happens in the run: a run that is resumed has to have the same. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Hears of the first call of each kind that a role does not allow. */
  refused(grant: Grant): void;
  /** Metrics of the functions that the run counts by: how many events a rule dropped, and how late events are. */
  readonly measures: { readonly dropped: readonly string[]; readonly lag: readonly string[] };
}

export interface ExistingTable {
  readonly name: string;
  /** Attribute names: partition key, then sort key where there is one. */
  readonly key: readonly [string] | readonly [string, string];
}

/** What has passed through a component so far. */
export interface Passed {
  readonly in: number;
  readonly out: number;
  readonly parked: number;
  readonly dropped: number;
  /** Milliseconds on the clock of the run, over its last half minute; null where nothing came in it. */
  readonly lag: { readonly p50: number; readonly p99: number } | null;
}

/** A permission of a function's role. */
export interface Grant {
  /** The component of the stack whose function it is. */
  readonly component: string;
  readonly action: string;
  readonly resource: string;
}

/** A running stack. */
export interface LocalStack {
  /** The loopback address that speaks the AWS protocols. */
  readonly url: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly outputs: Readonly<Record<string, string>>;
  /** Environment variables that point an AWS SDK, and tools that use one, to this stack, as a person who may do everything. */
  readonly environment: Readonly<Record<string, string>>;
  /** A resource by its name or ARN. Throws when the stack has none of that name. */
  table(name: string): Table;
  stream(name: string): Stream;
  bucket(name: string): ObjectStore;
  /** The one search engine of the stack. */
  readonly index: SearchIndex;
  /** A request to an HTTP API of the stack, as somebody whom its authorizer lets through. */
  callApi(url: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Runs what a schedule of this component would run, once. Throws when that fails. */
  runSchedule(component: string): Promise<void>;
  /** Components with a schedule. */
  readonly schedules: readonly string[];
  passed(component: string): Passed;
  /** The sum of what the function of a component has reported under a metric. */
  measured(component: string, metric: string): number;
  flowing(from: string, to: string): number;
  /** Whether a fault strikes from now on, at its default rate. */
  setFault(point: FaultPoint, on: boolean): void;
  readonly faultPoints: readonly { readonly point: FaultPoint; readonly on: boolean; readonly struck: number }[];
  /** Calls the listener with every record that any stream of the stack takes from now on. */
  onRecord(listener: (record: StreamRecord, stream: Stream) => void): void;
  /** Resolves when everything that has been accepted has come to an end. */
  settled(): Promise<void>;
  /** How many records are on their way to a stream, or neither processed nor parked yet: `settled` waits for them. */
  waiting(): number;
  /** The same in words, for each place where records wait: how many, where, and what came of their last invocation. */
  waitingFor(): readonly string[];
  /** Remembers how far whoever feeds the run has come. */
  fed(position: number): void;
  /** How far an earlier run was fed; 0 for a new one. */
  readonly fedBefore: number;
  /** Calls that a role does not allow. Each failed with AccessDenied, as in AWS. */
  refused(): readonly (Grant & { readonly times: number })[];
  /** Permissions that no call has needed so far. */
  unused(): readonly Grant[];
  /** The newest lines of a function's log that tell of errors. */
  errors(): readonly string[];
  readonly standIns: readonly string[];
  readonly notModelled: readonly string[];
  /** The processes of functions that run now. */
  processIds(): readonly number[];
  /** Ends every process, closes every port. With `keep`, the journal stays for a later `resume`. */
  stop(options?: { readonly keep?: boolean }): Promise<void>;
}

/** Starts a synthesized stack behind one loopback address, runs its custom resources, and begins to poll its streams. */
export const startLocalStack = (options: LocalStackOptions): Promise<LocalStack> => startStack(options);

/** Takes a port of 127.0.0.1 for the page of a run, before there is one; 0 takes a free port. */
export async function servePage(port: number): Promise<LocalPage> {
  let answer: ReturnType<typeof pageAnswer> = () => Promise.resolve(notYet);
  const { url, close } = await startGateway((request) => answer(request), port);
  return { url, close, show: (source) => (answer = pageAnswer(source)) };
}
export interface LocalPage {
  readonly url: string;
  /** Shows a running pipeline from now on. */
  show(source: ViewSource): void;
  close(): Promise<void>;
}

/** Shows a run on an output as it goes on: redrawn in place on a terminal, as plain lines elsewhere. Ends with `close`. */
export const showOnTerminal = (output: NodeJS.WriteStream, state: () => ViewState): { close(): void } =>
  new LiveTerminal(output, process.env, state);
