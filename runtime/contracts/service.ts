import type { Kinds } from '../services/kinds.ts';
import type { ScaledClock } from './clock.ts';
import type { EventSource } from './event-source.ts';
import type { FaultDefinitions, Faults } from './faults.ts';
import type {
  Caller,
  Credentials,
  GatewayOutcome,
  GatewayRequest,
  Passage,
  ServiceApi,
  UpgradeOutcome,
} from './gateway.ts';
import type { JobStandIn } from './job.ts';
import type { ServiceJournal } from './journal.ts';
import type { ExistingBucket, ExistingKafka, ExistingTable } from './local-stack.ts';
import type { AlarmState } from './alarms.ts';
import type { MetricDefinitions, MetricSink, MetricSource } from './metrics.ts';
import type { RolePermissions } from './permissions.ts';
import type { RecordSink, StreamRecord } from './records.ts';
import type { ScriptStandIn } from './script.ts';
import type { ResourceGraph, ResourceTypes } from './template.ts';
import type { TokenIssuer } from './tokens.ts';

/** An AWS service in the local run: one folder of runtime/services, and one line in its registry. */
export interface Service {
  /** The name of its folder. */
  readonly id: string;
  /** Whose requests it answers at the gateway, by the name in the scope of a signature. */
  readonly signingNames: readonly string[];
  readonly resources: ResourceTypes;
  readonly faults: FaultDefinitions;
  readonly metrics: MetricDefinitions;
  /** Which of `Kinds` it gives, or none. */
  readonly kind: keyof Kinds | undefined;
  /** Makes what the template holds of it, from its journal where a run is resumed. Services are started when they are first asked. */
  start(host: Host): RunningService;
}

/** A service of a run. What a service does not do is left out. */
export interface RunningService {
  readonly api?: ServiceApi;
  /** Answers a request that is not signed for a service: undefined where it is for somebody else. */
  answer?(request: GatewayRequest): Promise<GatewayOutcome | undefined>;
  /** Answers a request for a WebSocket: undefined where it is for somebody else. */
  upgrade?(request: GatewayRequest): Promise<UpgradeOutcome | undefined>;
  /** What it stands for that the stack uses without making it. */
  readonly outside?: readonly OutsideResource[];
  /** What it has of its kind, by name or ARN. */
  find?(nameOrArn: string): Kinds[keyof Kinds] | undefined;
  /** The names of what it has. */
  names?(): readonly string[];
  source?(arn: string): EventSource<never> | undefined;
  readonly functions?: Functions;
  readonly tokens?: () => TokenIssuer;
  /** Headers with which the authorizer of any API of the stack lets a request of the developer through. */
  credentials?(
    request: Pick<GatewayRequest, 'method' | 'body'> & { readonly url: string },
  ): Readonly<Record<string, string>>;
  readonly schedules?: readonly Schedule[];
  /** The alarms of the stack as they are now. */
  alarms?(): readonly AlarmState[];
  /** Calls the listener with every record that a stream takes from now on. */
  onRecord?(listener: (record: StreamRecord, stream: RecordSink) => void): void;

  // The steps of a start, in this order. Each step ends for all services before the next begins.
  /** Opens what clients connect to, and says where that is: functions have their settings afterwards. */
  listen?(): Promise<void>;
  /** Everything that takes time before anything can run. */
  warm?(): Promise<void>;
  /** The part of a deployment that runs code. */
  deploy?(): Promise<void>;
  /** Runs it again for a component whose resources change. Throws where it fails. */
  update?(component: string): Promise<void>;
  /** Takes up what depends on the deployment. */
  restore?(): void;
  /** Starts the work that no request asks for: to poll, to emit, to run what is due. */
  begin?(): void;

  /** Resolves when the service has finished everything that it accepted. `waiting` then returns nothing. */
  atRest?(): Promise<void>;
  /**
   * What the service accepted and has not finished. The verdict of a run takes each unit for one event in flight: leave out
   * what carries no event, or a lost event is reported as in flight.
   */
  waiting?(): readonly Waiting[];
  /** The processes that run for it now. */
  processIds?(): readonly number[];
  /**
   * Ends the work of the service. The clock has stopped, so no timer calls back. The journal closes when this resolves for all
   * services: wait for the work that remembers entries, and do not remember work as done that `close` interrupts. A resumed run
   * does that work again.
   */
  close?(): Promise<void>;
}

export interface Waiting {
  /** The component of the stack where they wait. */
  readonly component: string;
  readonly count: number;
  /** What comes after the count: "records of Changes in function Indexer". */
  readonly what: string;
}

/** A resource that the template does not hold. */
export interface OutsideResource {
  /** AWS::DynamoDB::Table */
  readonly type: string;
  /** The component that stands for it. */
  readonly component: string;
}

export interface Functions {
  /** Runs a function once, within its timeout, without faults. Rejects with what the function throws. */
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  /** The same as services do that wait for no answer: when it fails, twice more. Rejects with what it throws the last time. */
  notify(functionArn: string, event: unknown): Promise<unknown>;
}

export interface Schedule {
  readonly component: string;
  /** Milliseconds from one run to the next; undefined for a schedule that goes by the time of day. */
  readonly every: number | undefined;
  /** Runs what is due, once. `id` names the event. */
  run(id: string): Promise<void>;
}

/** What a run gives to each of its services. */
export interface Host {
  readonly graph: ResourceGraph;
  /** The gateway's address. */
  readonly endpoint: string;
  readonly clock: ScaledClock;
  readonly faults: Faults;
  readonly permissions: RolePermissions;
  readonly callers: Callers;
  readonly meter: Meter;
  readonly metrics: MetricSink & MetricSource;
  readonly functions: Functions;
  readonly existingTables: readonly ExistingTable[];
  readonly existingBuckets: readonly ExistingBucket[];
  readonly existingKafka: readonly ExistingKafka[];
  /** What stands for the programs of Flink applications, by their component. */
  readonly jobs: Readonly<Record<string, JobStandIn>>;
  /** What stands for the scripts of Glue jobs, by their component. */
  readonly scripts: Readonly<Record<string, ScriptStandIn>>;
  /** Addresses that are known once a service listens. */
  readonly addresses: Addresses;
  /** The service's own. */
  journal<Entry>(): ServiceJournal<Entry>;
  /** What another service has, by name or ARN. Throws when the runtime does not have that service. */
  find<Kind extends keyof Kinds>(kind: Kind, nameOrArn: string): Kinds[Kind] | undefined;
  source(arn: string): EventSource<never> | undefined;
  tokens(): TokenIssuer;
  /** What an object is, by where it lies: whoever starts the run has said what its buckets are for. */
  purposeOf(bucket: string, key: string): Passage['as'];
  /** The folder of an asset that the template names by its object key. */
  assetFolder(objectKey: string): string;
  /** A line that a component has written to its log. */
  log(component: string, line: string): void;
  error(component: string, text: string): void;
}

/** Addresses on this machine, by the text that stands for each in the template. */
export interface Addresses {
  know(text: string, address: string): void;
  /** A text with the addresses in it. */
  in(text: string): string;
}

/** Counts what flows between the components of a stack, parks and is delivered, and how late it is. */
export interface Meter {
  flow(from: string, to: string, count: number): void;
  delivered(by: string, count: number): void;
  parked(by: string, count: number): void;
  dropped(by: string, count: number): void;
  lag(of: string, milliseconds: number): void;
}

/** Who is behind the access keys of a run. */
export interface Callers {
  add(accessKeyId: string, credentials: Credentials, caller: () => FunctionCaller): void;
  remove(accessKeyId: string): void;
  /** The function that has a key, if one has it. */
  known(accessKeyId: string): FunctionCaller | undefined;
  /** Undefined for the developer. Throws for a key that nobody has. */
  behind(accessKeyId: string): FunctionCaller | undefined;
  /** Throws where a request was not signed with the secret of its caller, has changed since, or is too old. */
  verify(request: GatewayRequest, caller: Caller): void;
  /** Epoch milliseconds on the clock of a caller: the run's for a function, the machine's for everybody else. */
  now(accessKeyId: string): number;
  /** The ARN that a caller goes by: that of its role, for a function. */
  principal(accessKeyId: string): string;
}

/** A function that makes a call, in a process of its own. */
export interface FunctionCaller {
  readonly component: string;
  readonly roleArn: string;
  /** Makes the call as part of the invocation that the process works on, which may end before the call does. */
  within<T>(call: () => Promise<T>): Promise<T>;
}
