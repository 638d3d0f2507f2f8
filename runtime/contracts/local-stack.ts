import type { Kinds } from '../services/kinds.ts';
import type { AlarmState } from './alarms.ts';
import type { Clock } from './clock.ts';
import type { FaultPoint, FaultRules, Faults, Outage } from './faults.ts';
import type { JobStandIn } from './job.ts';
import type { MetricSeries } from './metrics.ts';
import type { RecordSink, StreamRecord } from './records.ts';
import type { ScriptStandIn } from './script.ts';
import type { FaultSwitch } from '../view/state.ts';

export interface LocalStackOptions {
  /** The folder that `cdk synth` wrote. */
  readonly assembly: string;
  readonly stackName: string;
  /** Tables that the stack may use without making them, given its outputs; those that it makes are left out. */
  existingTables(outputs: Readonly<Record<string, string>>): readonly ExistingTable[];
  /** Buckets that the stack uses but does not create, given its outputs. Omit it if there are none. */
  existingBuckets?(outputs: Readonly<Record<string, string>>): readonly ExistingBucket[];
  /** Kafka clusters that the stack uses but does not create, such as on premises. Omit it if there are none. */
  existingKafka?(outputs: Readonly<Record<string, string>>): readonly ExistingKafka[];
  /** What runs in the place of the programs of Flink applications, by their component. Omit it if there are none. */
  readonly jobs?: Readonly<Record<string, JobStandIn>>;
  /** What runs in the place of the scripts of Glue jobs, by their component. Omit it if there are none. */
  readonly scripts?: Readonly<Record<string, ScriptStandIn>>;
  /** Where objects that a function writes are parked, given the outputs of the stack. Lambda's own on-failure objects always are. */
  failureStores(outputs: Readonly<Record<string, string>>): readonly ObjectPlace[];
  /** Where objects that a function writes are delivered, given the outputs of the stack. */
  sinks(outputs: Readonly<Record<string, string>>): readonly ObjectPlace[];
  readonly seed: number;
  readonly rules: FaultRules;
  /** When a service does not work at all, given the instant at which the run begins. The list may grow during the run. */
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
  /** Hears of every line that a function of a component writes to its log. */
  log?(component: string, line: string): void;
  /**
   * Properties that resources have instead of those in the template, by type, or by type and component: "TYPE of COMPONENT". Objects
   * are merged with those of the template; any other value replaces what is there. Null removes a property.
   */
  readonly changed?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Metrics of the functions that the run counts by: how many events a rule dropped, and how late events are. */
  readonly measures: { readonly dropped: readonly string[]; readonly lag: readonly string[] };
}

export interface ExistingTable {
  readonly name: string;
  /** Attribute names: partition key, then sort key where there is one. */
  readonly key: readonly [string] | readonly [string, string];
}

/** A bucket without versions, whose notifications anybody may set who may call S3. */
export interface ExistingBucket {
  readonly name: string;
  /** The component of the stack that stands for it. */
  readonly component: string;
  /** The account that owns it; undefined for that of the run. */
  readonly owner: string | undefined;
  /** What it tells others before the run: nobody of the run hears of it. */
  readonly notifications: BucketNotifications;
}

/** A Kafka cluster outside of the stack: outside of AWS, or of Amazon MSK. */
export interface ExistingKafka {
  /** Of a cluster of Amazon MSK, as event source mappings name it: clients sign in with IAM. Omit it for a cluster that AWS does not run. */
  readonly arn?: string;
  /** HOST:PORT of its brokers, as event source mappings name them. */
  readonly bootstrapServers: readonly string[];
  /** Its name on the page: a component of the stack where one stands for it. */
  readonly component: string;
  /** Those that are there before the stack: a function of the stack may make others where the cluster has an ARN. */
  readonly topics: readonly ExistingTopic[];
  /**
   * The port of 127.0.0.1 where Kafka clients may produce to its topics; 0 takes a free one, which a topic names. Omit it if only the
   * run itself produces, and for a cluster of Amazon MSK, which has one always.
   */
  readonly port?: number;
}

export interface ExistingTopic {
  readonly name: string;
  readonly partitions: number;
  /** Hours for which it keeps records. Omit it for Kafka's default, 168. */
  readonly retentionHours?: number;
  /** `max.message.bytes`. Omit it for Kafka's default, 1,048,588. */
  readonly messageSize?: number;
  /** `message.timestamp.type` is LogAppendTime. Omit it for Kafka's default, CreateTime. */
  readonly isStamped?: boolean;
}

/** Whom a bucket tells of what. */
export interface BucketNotifications {
  readonly entries: readonly BucketNotification[];
  readonly eventBridge: boolean;
}

export interface BucketNotification {
  readonly kind: 'Topic' | 'Queue' | 'CloudFunction';
  readonly id: string;
  /** Of the destination. */
  readonly arn: string;
  /** `s3:ObjectCreated:*` */
  readonly events: readonly string[];
  readonly rules: readonly { readonly name: 'Prefix' | 'Suffix'; readonly value: string }[];
}

/** A bucket of the stack, or the part of one whose keys begin with a prefix. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly prefix?: string;
}

/** What has passed through a component so far. */
export interface Passed {
  readonly in: number;
  readonly out: number;
  /** Records that it has written to a sink. */
  readonly delivered: number;
  /** Records that it has written to a failure store, or that Lambda has for it. */
  readonly parked: number;
  readonly dropped: number;
  /** Records that have come to it and have not left: changes on their way to a stream, or records that no function has processed or parked. */
  readonly waiting: number;
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
  /**
   * A resource by its kind, and by its name or ARN: `find('bucket', name)`. Without a name, the only one of its kind. Throws when the
   * stack has none of that name, or when a name is needed; the error lists what there is.
   */
  find<Kind extends keyof Kinds>(kind: Kind, nameOrArn?: string): Kinds[Kind];
  /** A request to an HTTP API of the stack, as somebody whom its authorizer lets through. */
  callApi(
    url: string,
    request?: { readonly method: string; readonly body: string },
  ): Promise<{ readonly status: number; readonly body: string }>;
  /** Runs what a schedule of this component would run, once. Throws when that fails. */
  runSchedule(component: string): Promise<void>;
  /** Components with a schedule, and milliseconds from one run to the next where that is fixed. Nothing runs them but `runSchedule`. */
  readonly schedules: readonly { readonly component: string; readonly every: number | undefined }[];
  /** Deploys a change of the custom resources of a component. Throws what a function says when one fails, or when there is none. */
  update(component: string): Promise<void>;
  passed(component: string): Passed;
  /** The sum of what the function of a component has reported under a metric. */
  measured(component: string, metric: string): number;
  flowing(from: string, to: string): number;
  /** The CloudWatch metrics of the run, by the minute: those of the services, and what functions embed in their logs. Three hours back. */
  metrics(): readonly MetricSeries[];
  /** The alarms of the stack, as CloudWatch would see them: in the order of the template. */
  alarms(): readonly AlarmState[];
  /** Whether a fault strikes from now on, at its default rate. Throws for an id that no service has registered. */
  setFault(point: FaultPoint, on: boolean): void;
  /**
   * Takes a permission from the functions of a component: ('Indexer', 's3:PutObject'). What it forbids fails with AccessDenied from
   * now on. `lambda:InvokeFunction` takes from services the permission to invoke its functions.
   */
  revoke(component: string, action: string): void;
  /** The faults that can strike the components of this stack. */
  readonly faultPoints: readonly (FaultSwitch & { readonly point: FaultPoint })[];
  /** Calls the listener with every record that any stream of the stack takes from now on. */
  onRecord(listener: (record: StreamRecord, stream: RecordSink) => void): void;
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
