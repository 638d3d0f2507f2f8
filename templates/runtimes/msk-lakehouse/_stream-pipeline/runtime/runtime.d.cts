/** entered = delivered + superseded + parked + dropped + inFlight + lost. */
export interface VerdictCounts {
    /** Different events that a source has accepted. */
    readonly entered: number;
    /** The sink holds, or held, the event. */
    readonly delivered: number;
    /** The sink holds a newer event of the same key. */
    readonly superseded: number;
    /** In a failure store, complete, with a reason. */
    readonly parked: number;
    /** Left out on purpose, by a rule of the project. */
    readonly dropped: number;
    /** None of the above yet, and still being worked on. */
    readonly inFlight: number;
    /** None of the above, and nothing works on it any more. */
    readonly lost: number;
}
/** The counts of a run. An event that is meant for several sinks counts once for each of them. */
export interface ViewVerdict extends VerdictCounts {
    /** The counts of each sink, where there are several; otherwise empty. */
    readonly sinks: readonly SinkVerdict[];
}
export interface SinkVerdict extends VerdictCounts {
    readonly sink: string;
}

/** What a person sees of a running pipeline. Everything in it is shown as text, wherever it comes from. */
export interface ViewState {
    /** The name of the stack. */
    readonly title: string;
    /** Epoch milliseconds. */
    readonly startedAt: number;
    /** Epoch milliseconds, on the clock of the run. */
    readonly now: number;
    /** What became of every event so far: what a reader wants to know first. */
    readonly verdict: ViewVerdict;
    /** Where records pass, in the order of their way: the first is where they enter. An edge that closes a circle is drawn as a way back. */
    readonly nodes: readonly ViewNode[];
    readonly edges: readonly ViewEdge[];
    /** Latest first. */
    readonly newest: readonly ViewEvent[];
    /** Latest first. */
    readonly parked: readonly ParkedRecords[];
    readonly faults: readonly FaultSwitch[];
    /** The alarms that have fired; firing alarms come first. */
    readonly alarms: readonly FiredAlarm[];
    /** What a person can try; may be empty. */
    readonly probes: readonly ViewProbe[];
    /** Stand-ins, what was skipped, what is not modelled: a sentence each. */
    readonly notes: readonly string[];
}
export interface ViewNode {
    /** Unique among the nodes. */
    readonly name: string;
    /** What it is, in words: "Kinesis data stream". */
    readonly kind: string;
    readonly in: number;
    readonly out: number;
    /** Changes that it says it has written, and those that were older than what is there. */
    readonly delivered: number;
    readonly superseded: number;
    readonly parked: number;
    readonly dropped: number;
    /** Records that have come to it and that nothing has taken further yet. */
    readonly waiting: number;
    /** Milliseconds, over the last half minute; null where nothing came through. */
    readonly lag: {
        readonly p50: number;
        readonly p99: number;
    } | null;
}
/** A way between two nodes. `from` and `to` are names of nodes; a way between others is left out of the diagram. */
export interface ViewEdge {
    readonly from: string;
    readonly to: string;
    /** What goes along it, in a word or two. */
    readonly label: string;
    readonly count: number;
}
export interface ViewEvent {
    /** Epoch milliseconds. */
    readonly at: number;
    readonly id: string;
    readonly what: string;
}
/** An object of the failure store. */
export interface ParkedRecords {
    readonly key: string;
    readonly kind: string;
    /** Epoch milliseconds. */
    readonly at: number;
    readonly records: number;
    readonly reason: string;
}
export interface FiredAlarm {
    /** Its place in the stack: Indexer/Blocked. */
    readonly id: string;
    /** Whether it still fires. */
    readonly on: boolean;
    /** When it last began to, epoch milliseconds on the clock of the run. */
    readonly at: number;
    readonly description: string;
    /** The page of the runbook, by its path in the project; undefined where it names none. */
    readonly page: string | undefined;
}
export interface FaultSwitch {
    readonly point: string;
    /** What it is called, in a few words: unique among the faults. */
    readonly title: string;
    /** What happens, in a sentence. */
    readonly explanation: string;
    /** What documents it: a guide, its page, and what that says. */
    readonly source: string;
    /** Names of the nodes where it strikes. */
    readonly nodes: readonly string[];
    readonly on: boolean;
    /** How often it has struck so far. */
    readonly struck: number;
}
/** Something that a person can ask of the running pipeline, or do to it. */
export interface ViewProbe {
    /** Unique among the probes. */
    readonly id: string;
    /** The heading: "Search". */
    readonly title: string;
    /** What a person types, and an example of it. */
    readonly label: string;
    readonly placeholder: string;
    /** The verb on the button. */
    readonly action: string;
    /** It changes something in the run. Left out: it only reads. */
    readonly acts?: true;
}
export interface ProbeAnswer {
    /** The answer in a few words, without a full stop: "12 results". */
    readonly summary: string;
    /** Whether the pipeline refused or could not answer. */
    readonly failed: boolean;
    /** What was found, a record each; the page shows the first twenty. */
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    /** Charts of the same, above the records. Left out: none. */
    readonly charts?: readonly Chart[];
    /** The whole answer: a text, or what is shown as JSON. */
    readonly raw: unknown;
}
/** A bar for each label, made of a part for each series. Numbers are not negative. */
export interface Chart {
    readonly title: string;
    readonly labels: readonly string[];
    readonly series: readonly {
        readonly name: string;
        readonly values: readonly number[];
    }[];
}
/** The run behind the views. */
export interface ViewSource {
    state(): ViewState;
    /** Asks a probe of the state. `input` is what a person typed, without the spaces around it; empty when nothing was. */
    probe(id: string, input: string): Promise<ProbeAnswer>;
    replay(key: string): Promise<void>;
    setFault(point: string, on: boolean): void;
    /** The text of a runbook page that an alarm of the state names. */
    runbook(page: string): string;
}

/** The ids of all faults, for completion. Whatever takes an id takes a text, and checks it. */
export type FaultId = 'api.throttled' | 'api.answer-lost' | 'api.refusing' | 'api.slow-behind' | 'events.not-delivered' | 'delivery.transform-throttled' | 'delivery.put-failed' | 'delivery.repeated' | 'delivery.record-throttled' | 'delivery.source-unread' | 'delivery.destination-down' | 'delivery.index-down' | 'delivery.warehouse-down' | 'delivery.copy-failed' | 'glue.run-fails' | 'glue.run-broken-off' | 'glue.job-fails' | 'glue.job-times-out' | 'glue.trigger-stopped' | 'kafka.duplicate' | 'kafka.rebalance' | 'kafka.commit-lost' | 'kafka.slow-pollers' | 'kafka.null-in-other-form' | 'kafka.only-named-again' | 'kafka.broker-away' | 'kafka.too-many-connects' | 'kafka.answer-lost' | 'kafka.disk-filling' | 'kafka.copy-behind' | 'kafka.credits-spent' | 'kafka.cpu-busy' | 'kafka.topic-full' | 'function.throttled' | 'function.killed-at-start' | 'function.killed' | 'function.timeout' | 'function.result-lost' | 'function.broken' | 'mapping.disabled' | 'warehouse.waking' | 'warehouse.statement-aborted' | 'warehouse.serialization-conflict' | 'warehouse.refresh-stopped' | 'warehouse.limit-reached' | 'objects.put-failed' | 'notification.duplicate' | 'notification.late' | 'topic.publish-failed' | 'topic.delivery-failed';

/** Time. Here and below instants are epoch milliseconds, durations milliseconds, sizes bytes, unless a name says otherwise. */
export interface Clock {
    now(): number;
    /** Rejects with the signal's reason as soon as the signal is aborted. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    /** Calls back once, after `ms`; the returned function cancels it. */
    timer(ms: number, callback: () => void): () => void;
    /** `AbortSignal.timeout` on this clock: aborts with a `TimeoutError`. */
    timeout(ms: number): AbortSignal;
}
export interface VirtualClock extends Clock {
    /**
     * Drives a promise to its end: time stands still while code runs, and jumps to the next timer when everything waits.
     * Real timers, sockets and files are outside this time. Throws when the promise waits for nothing that will ever happen.
     */
    run<T>(work: Promise<T>): Promise<T>;
    /** Time stands still until work outside of it, as that of a database, has come to an end. */
    standStill<T>(work: Promise<T>): Promise<T>;
    /** Lets this much time pass, with everything that happens in it. */
    advance(ms: number): Promise<void>;
}
/** How a clock runs: at the real instant `realOrigin` it shows `origin`; from then on `factor` of its milliseconds pass in one real one. */
export interface TimeScale {
    readonly realOrigin: number;
    readonly origin: number;
    readonly factor: number;
}
/** Real time, or real time at another speed. */
export interface ScaledClock extends Clock {
    readonly scale: TimeScale;
}

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

export type Fate = {
    readonly fate: 'delivered';
    readonly times: number;
} | {
    readonly fate: 'superseded';
} | {
    readonly fate: 'parked';
    readonly where: string;
    readonly why: string;
} | {
    readonly fate: 'dropped';
    readonly rule: string;
} | {
    readonly fate: 'lost';
};
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
/** The ends of a pipeline, and what should be found there. It shares no code with the processors, except the rules that drop. */
export interface AccountOptions<Event> {
    /** The same for repetitions of an event, different for different events. */
    identity(event: Event): string;
    /** For people. */
    name(event: Event): string;
    readonly sinks: Readonly<Record<string, Sink<Event>>>;
    /** The names of the sinks that should hold the event. */
    meantFor(event: Event): readonly string[];
    readonly dropped: readonly DropRule<Event>[];
    /** Whether the run made the event wrong on purpose: it is right to park it, and no replay helps. */
    planted(event: Event): boolean;
    /** Everything that is parked now. */
    parked(): Iterable<ParkedEvent<Event>>;
}
export interface DropRule<Event> {
    readonly name: string;
    /** The sinks that it keeps an event out of; left out: all. */
    readonly sinks?: readonly string[];
    drops(event: Event): boolean;
}
export interface ParkedEvent<Event> {
    readonly event: Event;
    /** The sinks on whose way it was parked. */
    readonly sinks: readonly string[];
    readonly where: string;
    readonly why: string;
}
export type Sink<Event> = Keyed<Event> | Log<Event> | Aggregate<Event>;
/** A sink that holds the newest state of each key: an index, a table. */
export interface Keyed<Event, State = unknown> {
    readonly kind: 'keyed';
    /** The key of an event, for people too, and its order among the events of the key. Undefined for an event that cannot be read. */
    place(event: Event): {
        readonly key: string;
        readonly order: number;
    } | undefined;
    /** An order in a form that people can read. */
    when(order: number): string;
    /** What the sink should hold once the event is the newest of its key: plain data; undefined for nothing. */
    state(event: Event): State | undefined;
    held(): Iterable<Held<State>>;
    /**
     * Reads the source. The result tells what the sink should hold of a key by what the source holds now, given the newest event of the
     * key. It decides between events of the same order. Left out where the source keeps no state: then either of them is right.
     */
    truth?(): (newest: Event) => State | undefined;
    /** Whether the run made a state of the source wrong on purpose, so that the sink cannot take it. */
    refuses?(state: State): boolean;
}
export interface Held<State> {
    /** Undefined where an entry does not say. */
    readonly key: string | undefined;
    readonly id: string;
    readonly order: number;
    state(): State;
}
/** A sink that holds every event at least once: a lake, a delivery stream, a topic. */
export interface Log<Event> {
    readonly kind: 'log';
    /** What the sink should hold of an event, as text; undefined for an event that cannot be read. */
    content(event: Event): string | undefined;
    held(): Iterable<LogEntry>;
}
export interface LogEntry {
    /** As `identity` gives it for the event; undefined where an entry cannot be read. */
    readonly identity: string | undefined;
    readonly content: string;
    readonly where: string;
}
/** A sink that holds numbers about events: windows, alerts, rows of a report. */
export interface Aggregate<Event> {
    readonly kind: 'aggregate';
    /** The rows that these events should give, by their names, computed in the plainest way. It gets each event once, in any order. */
    reference(events: readonly Event[]): ReadonlyMap<string, AggregateRow>;
    held(): Iterable<readonly [name: string, row: AggregateRow]>;
    /**
     * The number of a row that says how many events it counts. It turns a wrong row into a count of lost events. Left out where rows have
     * none: then a missing row is a difference, and no event is called lost.
     */
    readonly counts?: string;
}
export type AggregateRow = Readonly<Record<string, number>>;
export interface SinkAccount extends SinkSummary {
    /** Of the parked events: those that the run made wrong on purpose, and those of the same key that were parked with them. */
    readonly planted: number;
}
/** Keeps account of every event that the sources of a pipeline accepted. */
export interface Account<Event> {
    /** An event that a source repeats counts once. */
    accept(event: Event): void;
    /** How many different events were accepted. */
    readonly size: number;
    /** What became of every event, sink by sink. The rows of a sink add up to the events that were meant for it. */
    summary(): readonly SinkAccount[];
    /** What a sink holds and should not, or holds differently: a sentence each. None when all is well. */
    differences(): readonly string[];
    /** The parked events that nothing is wrong with: a sentence each. None when all is well after a replay. */
    validButParked(): readonly string[];
    /** By sink and key, what became of the newest event of each key; of keyed sinks only. */
    newestFates(): Readonly<Record<string, Readonly<Record<string, Fate['fate']>>>>;
}

export interface LocalPage {
    readonly url: string;
    /** Shows a running pipeline from now on. */
    show(source: ViewSource): void;
    close(): Promise<void>;
}

/** An HTTP API of the stack, as an observer sees it. */
export interface HttpApiTraffic {
    /** Calls the listener with every answer of an integration, an authorizer or a limit from now on. */
    onAnswer(listener: (answer: HttpApiAnswer) => void): void;
}
export interface HttpApiAnswer {
    /** `POST /clicks` */
    readonly route: string;
    /** Names of headers in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly status: number;
}
export interface ApigatewayKinds {
    httpApi: HttpApiTraffic;
}

/** What AWS services and programs put on a bus (EventBridge user guide, "Events"). */
export interface BusEvent {
    readonly source: string;
    readonly 'detail-type': string;
    readonly resources: readonly string[];
    readonly detail: Readonly<Record<string, unknown>>;
}
/** The default bus of the account. */
export interface Bus {
    /** Hands an event to the targets of every rule that it fits. Does not wait for them. */
    put(event: BusEvent): void;
}
export interface EventbridgeKinds {
    bus: Bus;
}

/** A record as a stream keeps it. */
export interface StreamRecord {
    readonly shardId: string;
    /** Decimal, beyond 2^53: never a JavaScript number. */
    readonly sequenceNumber: string;
    readonly partitionKey: string;
    readonly data: Uint8Array;
    readonly arrivedAt: number;
}
/** Where records go: a stream, as a service sees it that writes to it. */
export interface RecordSink {
    readonly arn: string;
    put(partitionKey: string, data: Uint8Array | string): unknown;
    /** Whether it has capacity for a record now; a writer that is refused tries again. Left out: always. */
    admits?(partitionKey: string): boolean;
    /** What it still keeps, in order of arrival. */
    records(): readonly {
        readonly data: Uint8Array;
    }[];
}

/** A Firehose stream: takes records, and delivers each at least once. */
export interface DeliveryStream {
    readonly arn: string;
    readonly name: string;
    /** When it began to take records, epoch milliseconds; undefined before that. A stream as its source is read from here on. */
    readonly activeSince: number | undefined;
    /** Takes a record of at most 1,000 KiB, as PutRecord does. Throws for a stream that reads a Kinesis data stream. */
    put(data: Uint8Array | string): void;
}
export interface FirehoseKinds {
    deliveryStream: DeliveryStream;
}
/** A Kinesis data stream, as far as a reader needs it. */
export interface ReadStream {
    readonly arn: string;
    /** Milliseconds. */
    readonly retention: number;
    readonly shardIds: readonly string[];
    onPut(listener: (record: StreamRecord) => void): void;
}
/** A topic of Kafka, as far as a reader needs it. */
export interface ReadTopic {
    readonly name: string;
    readonly partitions: number;
    /** Milliseconds. */
    readonly retention: number;
    records(): readonly TopicRecord[];
    onAppend(listener: (record: TopicRecord) => void): void;
    firstOffset(partition: number): number;
    nextOffset(partition: number): number;
    commit(group: string, partition: number, next: number): void;
}
/** Milliseconds since 1970; `value` is null for a tombstone. */
export interface TopicRecord {
    readonly partition: number;
    readonly offset: number;
    readonly timestamp: number;
    readonly appendedAt: number;
    readonly value: Uint8Array | null;
}
/** A warehouse, as far as COPY needs it. */
export interface TakesCopies {
    copy(copied: {
        readonly table: string;
        readonly columns: readonly string[] | undefined;
        readonly body: Uint8Array;
    }): Promise<void>;
}
/** A Firehose stream from a Kinesis data stream, on any clock: for tests that run code of a project in their process. */
export interface DeliveryOptions extends ServiceOptions {
    readonly name: string;
    readonly source: ReadStream;
    readonly bucket: {
        write(key: string, body: Uint8Array | string): void;
    };
    /** As the template has it: `ExtendedS3DestinationConfiguration`, or `AmazonopensearchserviceDestinationConfiguration`, or `RedshiftDestinationConfiguration`. */
    readonly configuration: object;
    /** Of the Glue table that records are converted to: `StorageDescriptor.Columns`. Left out where the destination is an index. */
    readonly columns?: readonly {
        readonly Name: string;
        readonly Type?: string;
    }[];
    /** The destination of documents; what it does not take goes to the bucket. Left out where the bucket is the destination. */
    readonly index?: {
        readonly fetch: typeof fetch;
    };
    /** The table's warehouse; what it does not take stays in the bucket. Left out where it is not the destination. */
    readonly warehouse?: TakesCopies;
    /** The transform function. */
    handler(event: object): Promise<unknown>;
}
export interface RunningDelivery {
    /** Resolves when everything in the stream has been delivered, or written to the error prefix. */
    idle(): Promise<void>;
    /** How many records have been lost: the stream forgot them before the bucket took them. */
    lost(): number;
}
/** The same from a topic of Amazon MSK. */
export interface TopicDeliveryOptions extends Omit<DeliveryOptions, 'source'> {
    readonly topic: ReadTopic;
}
/** A Firehose stream that records are put into, on any clock. */
export type DirectPutOptions = Omit<DeliveryOptions, 'source' | 'handler'>;
export interface DirectPutDelivery extends RunningDelivery {
    /** PutRecordBatch. Returns the positions of the records that were refused. Throws a RangeError for a call beyond its limits. */
    putBatch(records: readonly (Uint8Array | string)[]): readonly number[];
}

/** Glue web API, JobRunState, as far as a run has them. */
export type JobRunState = 'STARTING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMEOUT';
/** A run of a job. Times are epoch milliseconds. */
export interface JobRun {
    readonly id: string;
    /** 0 for the first, and one more for each repetition of it. */
    readonly attempt: number;
    readonly state: JobRunState;
    readonly arguments: Readonly<Record<string, string>>;
    readonly startedOn: number;
    readonly completedOn: number | undefined;
    /** Why it has failed. */
    readonly message: string | undefined;
}
/** A job of the template, as a run has it. */
export interface Job {
    readonly name: string;
    /** Newest first. */
    runs(): readonly JobRun[];
    /**
     * Starts a run with arguments in the place of the job's own, named with --. Throws ConcurrentRunsExceededException where as many run
     * as the job allows. `now`: what the script takes for now; the clock's, where it is left out.
     */
    start(given: Readonly<Record<string, string>>, now?: number): {
        readonly runId: string;
        readonly ended: Promise<JobRun>;
    };
}
export interface GlueKinds {
    job: Job;
}

/** What Lambda tells a function about its invocation. */
export interface InvocationContext {
    functionName: string;
    functionVersion: string;
    invokedFunctionArn: string;
    awsRequestId: string;
    getRemainingTimeInMillis(): number;
}
/** A Lambda function as whatever invokes it sees it. */
export interface InvokedFunction {
    readonly arn: string;
    readonly roleArn: string;
    readonly timeout: number;
    /** Whether another invocation would stay within its reserved concurrency. */
    available?(): boolean;
    /** Resolves when it can run without a cold start, which Lambda does not count against its timeout. */
    ready?(): Promise<void>;
    handler(event: never, context: InvocationContext): unknown;
    /**
     * The same for an event that is sent on as JSON; else it is parsed for the handler. The event is written when it is sent, and
     * held by nobody while the function works: that would be most of the memory of a run.
     */
    textHandler?(event: () => readonly string[], context: InvocationContext): unknown;
}
/** How an invocation ended, as an event source mapping sees it. */
export type Outcome = {
    readonly type: 'returned';
    readonly response: unknown;
}
/** The function ran, or began to: counts as a try. */
 | {
    readonly type: 'failed';
    readonly cause: 'error' | 'timeout' | 'killed';
    readonly message: string;
}
/** The function was never reached: does not count (Lambda guide, kinesis-on-failure-destination: "before invocation"). */
 | {
    readonly type: 'throttled';
};

/** A request as IAM sees it. */
export interface Call {
    /** s3:PutObject */
    readonly action: string;
    /** ARN; of an action without resources: "*". */
    readonly resource: string;
    /** Condition keys that the service adds to the request, with their values. */
    readonly context?: Readonly<Record<string, string | readonly string[]>>;
}
/** Who may do what, as the policies of the template say. */
export interface RolePermissions {
    /** Whether the role may make this call. Throws for a role that the template does not define. */
    allows(roleArn: string, call: Call): boolean;
    /** Whether the function's own policy lets a service invoke it: ('events.amazonaws.com', ruleArn, functionArn). */
    invokes(principalService: string, sourceArn: string, functionArn: string): boolean;
    /** Whether the policy of a queue, topic, bucket or table lets a service do this on behalf of a resource of this account. */
    serviceMay(principalService: string, sourceArn: string, call: Call, sourceAccount?: string): ServiceVerdict;
}
export type ServiceVerdict = {
    readonly allowed: true;
} | {
    readonly allowed: false;
    readonly because: string;
};

/** What Lambda can poll on behalf of a function: the source's half of an event source mapping. `R` is what it holds. */
export interface EventSource<R> {
    /** Of a source that AWS does not have, its address. */
    readonly arn: string;
    /** The component of the stack that stands for a source outside of it. */
    readonly component?: string;
    /** What the role of the function has to allow on the source before Lambda creates a mapping. */
    readonly permissions: readonly string[];
    /** What else it has to allow, given the properties of the mapping. */
    calls?(properties: Readonly<Record<string, unknown>>): readonly Call[];
    /** The same source as one mapping polls it, for a source that has to know which one that is. */
    of?(mapping: PollingMapping): EventSource<R>;
    /** Starts to poll. Throws for a property that Lambda refuses, naming it and what is allowed. */
    poll(mapping: FunctionSide<R>): Poller;
}
/** The function's half, the same for every source: invocations with their faults, the on-failure destination, checkpoints. */
export interface FunctionSide<R> {
    /** As in `AWS::Lambda::EventSourceMapping`. */
    readonly properties: Readonly<Record<string, unknown>>;
    readonly roleArn: string;
    /** Of the function, in milliseconds. */
    readonly timeout: number;
    readonly clock: Clock;
    /** By lane, the first position that is not done with, from an earlier run. */
    readonly checkpoints: Readonly<Record<string, string>>;
    /** Whether Lambda polls the source now. For a source that hides what it hands out: a stream keeps its records. */
    polls(): boolean;
    invoke(batch: Batch): Promise<Outcome>;
    /** Records that nobody tries any more. Writes the on-failure object, where the source still has them and there is a destination. */
    giveUp(batch: GivenUp<R>): void;
    progress(done: Progress): void;
}
/** What a source may know of a mapping, and tell it. */
export interface PollingMapping {
    readonly uuid: string;
    /** What was read from the source. */
    polled(read: PolledEvents): void;
    /** How far behind the source the mapping is, each minute. Left out where nobody asks. */
    lag?(lag: OffsetLag): void;
}
export interface PolledEvents {
    readonly count: number;
    /** How many of them the filter of the mapping leaves out. */
    readonly filteredOut: number;
}
/** Records that are in the source and not done with: those of the part that has most, and all of them. */
export interface OffsetLag {
    readonly most: number;
    readonly sum: number;
}
export interface Batch {
    /** Names the batch to the fault oracle. */
    readonly identity: string;
    /** The event as JSON, in the source's own shape, in pieces that are put together. Written when it is sent. */
    event(): readonly string[];
    /** Epoch milliseconds: when the source took the last of the records, for IteratorAge. Undefined for sources without that metric. */
    readonly newestAt: number | undefined;
    /** How many events it has, for a source that counts them. */
    readonly size?: number;
}
export interface GivenUp<R> {
    readonly records: readonly R[];
    /**
     * `RetentionExceeded` is ours: the source has forgotten the records, and Lambda says nothing. `MaximumPayloadSizeExceeded` is of
     * Kafka: one record does not fit into an event.
     */
    readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded' | 'MaximumPayloadSizeExceeded';
    readonly invocations: number;
    readonly outcome: Outcome | undefined;
    /** The part of the source that the records are of, in the key of the on-failure object: a shard. */
    readonly part: string;
    /** Tells these records from all others of the part. */
    readonly range: string;
    /** What the on-failure object says of the batch: { KinesisBatchInfo: … }. */
    readonly about: object;
    /** The whole event, as text. */
    payload(): string;
}
/** Records that are done with, processed or given up. */
export interface Progress {
    readonly lane: string;
    /** The first position of the lane that may not be done with: where another process would go on. */
    readonly next: string;
    /** When the source took each of the records. */
    readonly arrivedAt: readonly number[];
}
export interface Poller {
    /** Resolves when everything in the source has been processed or given up. */
    idle(): Promise<void>;
    /** How many records are neither processed nor given up yet. */
    waiting(): number;
}
/** Takes what Lambda gives up: an S3 bucket as objects, an SQS queue as messages. */
export interface OnFailureDestination {
    /** Throws where Lambda may not write it: the records are lost. */
    write(key: string, body: string): void;
}
export interface Discard<R> {
    readonly records: readonly R[];
    readonly condition: GivenUp<R>['condition'];
    /** The on-failure object, or undefined where the records are lost. */
    readonly objectKey: string | undefined;
    /** Whether there is a place for them. */
    readonly hasDestination: boolean;
}

/** A header of a record. A name may stand more than once, and a value may be null. */
export type KafkaHeader = readonly [name: string, value: Uint8Array | null];
/** A record as its producer gives it. Texts are stored as UTF-8. */
export interface NewKafkaRecord {
    /** Null or left out for a record without a key. */
    readonly key?: Uint8Array | string | null;
    /** Null for a tombstone. */
    readonly value: Uint8Array | string | null;
    readonly headers?: readonly (readonly [name: string, value: Uint8Array | string | null])[];
    /** Left out: that of Kafka's default partitioner. */
    readonly partition?: number;
    /** Epoch milliseconds; left out: now. */
    readonly timestamp?: number;
}
/** A record as the log keeps it. */
export interface KafkaRecord {
    readonly topic: string;
    readonly partition: number;
    /** From 0 up in each partition. */
    readonly offset: number;
    /** Epoch milliseconds, as the producer says. */
    readonly timestamp: number;
    /** When the broker took it: retention counts from here. */
    readonly appendedAt: number;
    readonly key: Uint8Array | null;
    /** Null for a tombstone. */
    readonly value: Uint8Array | null;
    readonly headers: readonly KafkaHeader[];
}
/** A topic: a log of records in each of its partitions. */
export interface KafkaTopic {
    readonly name: string;
    readonly partitions: number;
    /** Milliseconds. */
    readonly retention: number;
    /** HOST:PORT where Kafka clients may produce to it. Undefined where nobody listens. */
    readonly address: string | undefined;
    /** Throws a RangeError for a record that a broker refuses. */
    append(record: NewKafkaRecord): KafkaRecord;
    /** What it still keeps, partition by partition, in order. */
    records(): readonly KafkaRecord[];
    /** Calls the listener with every record appended from now on. */
    onAppend(listener: (record: KafkaRecord) => void): void;
    /** Up to `most` records of a partition from this offset on, or from the oldest one that is kept. */
    read(partition: number, from: number, most: number): readonly KafkaRecord[];
    /** The offset of the oldest record that is kept, or of the next one where none is. */
    firstOffset(partition: number): number;
    /** The offset that the next record gets. */
    nextOffset(partition: number): number;
    /** Where a consumer group goes on: the first offset that it has not committed. Undefined for a group that has committed nothing. */
    committed(group: string, partition: number): number | undefined;
    commit(group: string, partition: number, next: number): void;
}
export interface KafkaTopicOptions extends ServiceOptions {
    /** Letters, digits, dots, underscores and hyphens, up to 249. */
    readonly name: string;
    readonly partitions: number;
    /** Milliseconds. */
    readonly retention: number;
    /** `max.message.bytes`; left out: 1,048,588. */
    readonly messageSize?: number;
    /** `message.timestamp.type` is LogAppendTime: a record has the time at which the broker took it, whatever its producer says. */
    readonly isStamped?: boolean;
}
/** One record of a Lambda event from Kafka. */
export interface KafkaEventRecord {
    topic: string;
    partition: number;
    offset: number;
    /** Epoch milliseconds. */
    timestamp: number;
    timestampType: string;
    /** Base64. AWS does not document whether a missing key is null or absent: a function has to take both. */
    key?: string | null;
    /** Base64. The same holds for the value of a tombstone. */
    value?: string | null;
    /** Each has one name. Its bytes are signed numbers, -128 to 127. */
    headers: Record<string, number[] | null>[];
}
/** What a function gets. */
export interface KafkaEvent {
    eventSource: string;
    /** Of a cluster of Amazon MSK. */
    eventSourceArn?: string;
    /** Separated by commas. */
    bootstrapServers: string;
    /** By topic and partition: "clicks-0". */
    records: Record<string, KafkaEventRecord[]>;
}
interface KafkaSourceConfig {
    readonly ConsumerGroupId?: string;
    readonly SchemaRegistryConfig?: object;
}
/** Named and limited as in CloudFormation's `AWS::Lambda::EventSourceMapping`; what is absent has Lambda's default. */
export interface KafkaMappingProperties {
    readonly SelfManagedEventSource?: {
        readonly Endpoints?: {
            readonly KafkaBootstrapServers?: readonly string[];
        };
    };
    readonly SelfManagedKafkaEventSourceConfig?: KafkaSourceConfig;
    /** Of a cluster of Amazon MSK. */
    readonly EventSourceArn?: string;
    readonly AmazonManagedKafkaEventSourceConfig?: KafkaSourceConfig;
    readonly SourceAccessConfigurations?: readonly {
        readonly Type?: string;
        readonly URI?: string;
    }[];
    readonly Topics?: readonly string[];
    readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
    /** Seconds since 1970. */
    readonly StartingPositionTimestamp?: number;
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
    readonly MaximumRecordAgeInSeconds?: number;
    readonly BisectBatchOnFunctionError?: boolean;
    readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
    readonly FilterCriteria?: {
        readonly Filters?: readonly {
            readonly Pattern?: string;
        }[];
    };
    readonly ProvisionedPollerConfig?: {
        readonly MinimumPollers?: number;
        readonly MaximumPollers?: number;
        readonly PollerGroupName?: string;
    };
    readonly DestinationConfig?: {
        readonly OnFailure?: {
            readonly Destination?: string;
        };
    };
}
/** A Lambda function in this process. Its calls to the services of this file are where it can be killed. */
export interface KafkaFunction extends InvokedFunction {
    handler(event: KafkaEvent, context: InvocationContext): unknown;
}
export interface KafkaMapping {
    /** Resolves when every record in the topic has been processed or discarded. */
    idle(): Promise<void>;
    /** How many records are neither processed nor discarded yet. */
    waiting(): number;
    /** The newest thousand. */
    discarded(): readonly Discard<KafkaRecord>[];
    /** How often Lambda tried to run the function. */
    invocations(): number;
}
export interface KafkaMappingOptions extends ServiceOptions {
    readonly uuid: string;
    readonly topic: KafkaTopic;
    /** `SelfManagedEventSource` and `Topics` may be left out. */
    readonly properties: KafkaMappingProperties;
    readonly function: KafkaFunction;
    readonly onFailure: OnFailureDestination | 'none';
}
export interface KafkaKinds {
    kafkaTopic: KafkaTopic;
}

/** A Lambda function of the stack, found by its name, its ARN or its logical id in the template. */
export interface LocalFunction {
    /**
     * Runs it once, without faults. Rejects with what it throws, and when its time is up.
     *
     * @param milliseconds - the time that it gets on the clock of the run; left out, its timeout.
     */
    invoke(event: unknown, milliseconds?: number): Promise<unknown>;
}
export interface LambdaKinds {
    function: LocalFunction;
}

/** A workgroup of Redshift Serverless with the database of its namespace. */
export interface Warehouse {
    readonly arn: string;
    readonly name: string;
    /** Runs a query of this machine's own, beside the Data API: no state, no permission, no fault. Rejects with the error of the database. */
    query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
    /**
     * The rows that a streaming view holds as of its last refresh, or that COPY has loaded into a table, in the order in which they came; SUPER as JSON text. None for a view
     * that is not there.
     */
    rows(view: string): readonly StreamViewRow[];
    /**
     * COPY … FORMAT JSON 'auto' of one object of S3: all of its rows, or none. They are among `rows` of the table afterwards. Rejects with
     * the error of the database, and with that of a usage limit that is reached.
     */
    copy(copied: Copied): Promise<void>;
}
/** What COPY loads. */
export interface Copied {
    /** With its schema. */
    readonly table: string;
    /** Those that are loaded; the others get their default. Left out: all. */
    readonly columns?: readonly string[] | undefined;
    /** JSON objects, one after another. */
    readonly body: Uint8Array;
}
/** A row by the names of its columns. */
export type StreamViewRow = Readonly<Record<string, unknown>>;
/** A warehouse in this process that reads one stream. */
export interface RunningWarehouse extends Pick<Warehouse, 'name' | 'rows' | 'copy'> {
    /** Runs one statement at once, without faults and without permissions. Rejects with the error of the database. */
    execute(sql: string): Promise<readonly StreamViewRow[]>;
}
/** A Kinesis data stream, as far as a view reads it. */
export interface StreamToRead {
    readonly arn: string;
    /** Those that the stream still has, the oldest first. */
    records(): readonly StreamRecord[];
    onPut(listener: (record: StreamRecord) => void): void;
}
export interface WarehouseOptions {
    readonly name: string;
    readonly clock: VirtualClock;
    /** Its views know the stream by the name in its ARN. */
    readonly stream: StreamToRead;
}
/** A warehouse in this process whose transactions load files. */
export interface FilesWarehouse {
    readonly name: string;
    /** Runs statements at once, all of them or none, without faults and without permissions. Rejects with the error of the database. */
    transaction(sqls: readonly string[]): Promise<void>;
    query(sql: string): Promise<readonly StreamViewRow[]>;
}
/** A bucket, as far as COPY reads it. */
export interface ObjectsToRead {
    current(key: string): {
        readonly body: Uint8Array;
    } | undefined;
}
export interface FilesWarehouseOptions {
    readonly name: string;
    readonly clock: VirtualClock;
    /** What COPY reads, by the name of the bucket. */
    readonly buckets: Readonly<Record<string, ObjectsToRead>>;
}
export interface RedshiftKinds {
    warehouse: Warehouse;
}

export interface StoredObject {
    readonly key: string;
    readonly body: Uint8Array;
    readonly storedAt: number;
    /** Of an object in a bucket that keeps versions. */
    readonly versionId?: string;
}
/** What has happened to a key. */
export interface ObjectChange {
    readonly event: 'ObjectCreated:Put' | 'ObjectRemoved:Delete' | 'ObjectRemoved:DeleteMarkerCreated';
    readonly key: string;
    /** What is there now; undefined where it was removed. */
    readonly object: StoredObject | undefined;
    /** In a bucket that keeps versions, the version that came: an object, or a delete marker. */
    readonly versionId: string | undefined;
    /**
     * Hexadecimal; orders the changes of one key. A shorter one is filled up with zeros on its left before it is compared (S3 guide,
     * notification-content-structure).
     */
    readonly sequencer: string;
    /** Epoch milliseconds. */
    readonly at: number;
}
/** One S3 bucket. The first four are calls of a function; the others are for AWS services and tests: no faults. */
export interface ObjectStore {
    put(key: string, body: Uint8Array | string): Promise<void>;
    get(key: string): Promise<StoredObject | undefined>;
    /** Keys in the order of their UTF-8 bytes. */
    list(prefix: string): Promise<readonly string[]>;
    delete(key: string): Promise<void>;
    has(key: string): boolean;
    write(key: string, body: Uint8Array | string): void;
    contents(prefix: string): readonly StoredObject[];
    current(key: string): StoredObject | undefined;
    /** A version of an object, current or not, in a bucket that keeps versions. */
    version(key: string, versionId: string): StoredObject | undefined;
    /** Calls the listener with every change from now on, before it is acknowledged. */
    onChange(listener: (change: ObjectChange) => void): void;
}
/** A version of a key in a bucket that keeps versions; without an object, a delete marker. */
export interface ObjectVersion {
    readonly key: string;
    readonly versionId: string;
    /** Epoch milliseconds. */
    readonly at: number;
    readonly object: StoredObject | undefined;
}
/** A bucket as its API speaks of it: with its versions, where it keeps them. */
export interface VersionedStore extends ObjectStore {
    /** All versions, delete markers among them: keys in the order of their UTF-8 bytes, the newest of each first. */
    versions(prefix: string): readonly ObjectVersion[];
    /** Removes a version for good. Where it was the newest, the key has what was before it. */
    deleteVersion(key: string, versionId: string): Promise<void>;
}
export interface S3Kinds {
    bucket: ObjectStore;
}
export interface ObjectsOptions extends ServiceOptions {
    /** Whether the bucket keeps versions; left out: no. */
    readonly versioned?: boolean;
}
export interface NotificationsOptions extends ServiceOptions {
    /** Of the bucket. */
    readonly name: string;
    readonly objects: ObjectStore;
    /** `NotificationConfiguration` of the bucket, or of the CDK's custom resource, with the ARNs of queues in it. */
    readonly configuration: Readonly<Record<string, unknown>>;
    readonly queues: readonly NotifiedQueue[];
}
/** A queue as S3 sees it. */
export interface NotifiedQueue {
    readonly arn: string;
    send(message: {
        readonly body: string;
        readonly identity: string;
        readonly senderId: string;
    }): unknown;
}
export interface RunningNotifications {
    /** Resolves when a queue has every notification. */
    idle(): Promise<void>;
    /** How many notifications no queue has yet. */
    waiting(): number;
}

/** A secret of the template, as a run has it. */
export interface StackSecret {
    readonly arn: string;
    readonly name: string;
    /** SecretString of its current version. */
    readonly text: string;
}
export interface SecretsmanagerKinds {
    secret: StackSecret;
}

/** A message attribute, as in the SNS API. */
export interface TopicAttribute {
    /** `String`, `String.Array`, `Number` or `Binary`. */
    readonly DataType: string;
    readonly StringValue?: string;
    readonly BinaryValue?: Uint8Array;
}
export interface TopicMessage {
    readonly message: string;
    readonly subject?: string | undefined;
    readonly attributes?: Readonly<Record<string, TopicAttribute>>;
    /** A standard topic hands it on to standard queues. */
    readonly groupId?: string | undefined;
    /** What the subscribers of a protocol get instead of `message`. */
    readonly byProtocol?: Readonly<Record<string, string>>;
}
/** An e-mail that SNS would have sent. */
export interface Mail {
    readonly to: string;
    readonly topicArn: string;
    readonly messageId: string;
    /** SNS writes one of its own where the publisher gave none. */
    readonly subject: string;
    readonly text: string;
    /** Epoch milliseconds. */
    readonly at: number;
}
/** A message that a topic has taken, and what became of it. */
export interface Published {
    readonly messageId: string;
    readonly subject: string | undefined;
    /** What e-mail gets. */
    readonly text: string;
    /** What subscribers get for which the publisher has no text of its own. */
    readonly message: string;
    /** Epoch milliseconds. */
    readonly at: number;
    /** How many subscribers have got it, and how many SNS has given up on. Those that it was filtered out for are in neither. */
    readonly delivered: number;
    readonly undelivered: number;
}
/** A standard SNS topic. */
export interface Topic {
    readonly arn: string;
    readonly name: string;
    /** Hands a message to every subscriber. Rejects with an error of SNS where a fault strikes, or a limit is exceeded. */
    publish(message: TopicMessage): Promise<{
        readonly id: string;
    }>;
    /** The newest thousand e-mails to its subscribers, oldest first. */
    outbox(): readonly Mail[];
    /** The newest thousand messages that it has taken, oldest first; after a restart, those since then. */
    published(): readonly Published[];
    /** How many are subscribed. */
    subscribers(): number;
}
export interface TopicOptions extends ServiceOptions {
    /** `arn:aws:sns:REGION:ACCOUNT:NAME` */
    readonly arn: string;
    /** The addresses of its e-mail subscriptions. */
    readonly mailTo: readonly string[];
}
export interface SnsKinds {
    topic: Topic;
}

/** What may be found in a stack, by kind. */
export interface Kinds extends ApigatewayKinds, EventbridgeKinds, FirehoseKinds, GlueKinds, KafkaKinds, LambdaKinds, RedshiftKinds, S3Kinds, SecretsmanagerKinds, SnsKinds {
}

/** An alarm of a stack, on the clock of the run. */
export interface AlarmState {
    /** Its place in the stack: Indexer/Blocked. */
    readonly id: string;
    /** The component that it belongs to. */
    readonly component: string;
    /** What it says when it fires. */
    readonly description: string;
    /** Below the project's folder: docs/runbook/indexer-blocked.md. Undefined where the description names none. */
    readonly page: string | undefined;
    readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
    /** Since when it has this state, epoch milliseconds. */
    readonly since: number;
    /** When it went into ALARM, oldest first: the first hundred times. */
    readonly fired: readonly number[];
    /** Why it is not evaluated, where the run cannot do that: what of its definition is not modelled. */
    readonly notModelled: string | undefined;
}

/** What a run has in the place of the program of a Flink application, which needs a JVM: code that comes to the same results. */
export interface JobStandIn {
    /** The ARN of the stream that the job reads, given the property groups of its application. */
    stream(properties: PropertyGroups): string;
    start(place: JobPlace): RunningJob;
}
/** By the id of the group. */
export type PropertyGroups = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** Where a job runs. */
export interface JobPlace {
    readonly properties: PropertyGroups;
    readonly clock: Pick<Clock, 'now'>;
    /** Settings for clients of the AWS SDK. Calls need the permissions of the application's role. */
    readonly client: {
        readonly endpoint: string;
        readonly region: string;
        readonly credentials: {
            readonly accessKeyId: string;
            readonly secretAccessKey: string;
        };
    };
}
export interface RunningJob {
    /**
     * Takes a record: those of a shard in their order, one at a time. When it rejects, nothing has happened: the job restarts, and the record
     * comes again.
     */
    take(record: StreamRecord): Promise<void>;
    /** The counters of the job, as CloudWatch gets them. They begin at 0. */
    counters(): Readonly<Record<string, number>>;
}

/** As CloudWatch names them. */
export type MetricUnit = 'Count' | 'Seconds' | 'Milliseconds' | 'Bytes' | 'Bytes/Second' | 'Megabytes' | 'Percent';
/** What the value of a dimension names: a resource of a type, the account, or something that AWS does not document. */
export type DimensionOf = `AWS::${string}::${string}` | 'account' | 'undocumented';
/** A CloudWatch metric of a service. */
export interface MetricDefinition {
    /** By name, in the order in which AWS documents them. */
    readonly dimensions: Readonly<Record<string, DimensionOf>>;
    readonly unit: MetricUnit;
    /** Guide and page. */
    readonly source: string;
    /** Why a run has no values of it, where it has none. */
    readonly absent?: string;
}
/** By namespace and name: { 'AWS/Lambda': { Errors: … } }. */
export type MetricDefinitions = Readonly<Record<string, Readonly<Record<string, MetricDefinition>>>>;
/** What was reported under one metric and one set of dimensions. */
export interface MetricSeries {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
    /** Oldest first; minutes in which nothing was reported are left out. */
    readonly minutes: readonly MetricMinute[];
}
/** The values of one minute of the clock of the run. */
export interface MetricMinute {
    /** When it began, epoch milliseconds. */
    readonly at: number;
    readonly count: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
}
/** The same with what percentiles are computed from. */
export interface RecordedSeries extends Omit<MetricSeries, 'minutes'> {
    readonly minutes: readonly RecordedMinute[];
}
export interface RecordedMinute extends MetricMinute {
    /** How many values fell into each step of 2 %. */
    readonly steps: ReadonlyMap<number, number>;
}
export interface MetricSink {
    /** Reports a value, as CloudWatch's PutMetricData does. */
    put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void;
}
export interface MetricSource {
    /** Every series of a metric, whatever its dimensions. */
    recorded(namespace: string, name: string): readonly RecordedSeries[];
}

/** What a run has in the place of the script of a Glue job, which needs Spark: code that comes to the same results. */
export interface ScriptStandIn {
    /** Ends when the script does. Rejects where the script fails. */
    run(place: ScriptPlace): Promise<ScriptOutcome>;
}
/** Where a script runs. */
export interface ScriptPlace {
    /** By name, without --: those of the job, and those of the run in their place. */
    readonly arguments: Readonly<Record<string, string>>;
    /** Epoch milliseconds that the script takes for now. */
    readonly now: number;
    /** Settings for clients of the AWS SDK. Calls need the permissions of the job's role. */
    readonly client: {
        readonly endpoint: string;
        readonly region: string;
        readonly credentials: {
            readonly accessKeyId: string;
            readonly secretAccessKey: string;
        };
    };
}
export interface ScriptOutcome {
    /** What the script puts into CloudWatch, if it puts anything. */
    readonly metrics: {
        readonly namespace: string;
        readonly dimensions: Readonly<Record<string, string>>;
        readonly values: Readonly<Record<string, number>>;
    };
}

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
    readonly measures: {
        readonly dropped: readonly string[];
        readonly lag: readonly string[];
    };
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
    readonly rules: readonly {
        readonly name: 'Prefix' | 'Suffix';
        readonly value: string;
    }[];
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
    readonly lag: {
        readonly p50: number;
        readonly p99: number;
    } | null;
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
    callApi(url: string, request?: {
        readonly method: string;
        readonly body: string;
    }): Promise<{
        readonly status: number;
        readonly body: string;
    }>;
    /** Runs what a schedule of this component would run, once. Throws when that fails. */
    runSchedule(component: string): Promise<void>;
    /** Components with a schedule, and milliseconds from one run to the next where that is fixed. Nothing runs them but `runSchedule`. */
    readonly schedules: readonly {
        readonly component: string;
        readonly every: number | undefined;
    }[];
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
    readonly faultPoints: readonly (FaultSwitch & {
        readonly point: FaultPoint;
    })[];
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
    refused(): readonly (Grant & {
        readonly times: number;
    })[];
    /** Permissions that no call has needed so far. */
    unused(): readonly Grant[];
    /** The newest lines of a function's log that tell of errors. */
    errors(): readonly string[];
    readonly standIns: readonly string[];
    readonly notModelled: readonly string[];
    /** The processes of functions that run now. */
    processIds(): readonly number[];
    /** Ends every process, closes every port. With `keep`, the journal stays for a later `resume`. */
    stop(options?: {
        readonly keep?: boolean;
    }): Promise<void>;
}

/**
 * Rows of a query over Parquet files, which are a table of that name. Rejects with what is wrong with the query, that there are no files
 * yet, or that the optional package @duckdb/node-api is missing.
 */
export declare const lakeRows: (table: string, files: readonly Uint8Array[], sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** The rows of a Parquet file, by column name. Columns must not be nested. Throws for a file that cannot be read. */
export declare const parquetRows: (file: Uint8Array) => readonly Readonly<Record<string, unknown>>[];
/** Starts a Firehose stream that reads a Kinesis data stream from now on. Throws for a configuration that Firehose refuses. */
export declare const startDelivery: (options: DeliveryOptions) => RunningDelivery;
/** Starts a Firehose stream that reads a topic of Amazon MSK from its oldest record on. Throws for a configuration that Firehose refuses. */
export declare const startTopicDelivery: (options: TopicDeliveryOptions) => RunningDelivery;
/** The same of a Firehose stream with dynamic partitioning, whose transform says the partition of each record. */
export declare const startPartitionedDelivery: (options: DeliveryOptions) => RunningDelivery;
/** Starts a Firehose stream that records are put into. Throws for a configuration that Firehose refuses. */
export declare const startDirectPutDelivery: (options: DirectPutOptions) => DirectPutDelivery;
/**
 * Rows as a file of Parquet, compressed with Snappy. Types are those of a Glue table; a decimal is given as its digits, a time as a Date.
 * Throws for a type that is not modelled.
 */
export declare const parquetFile: (rowsOfFile: readonly Readonly<Record<string, unknown>>[], columns: readonly {
    readonly name: string;
    readonly type: string;
}[]) => Buffer;

/** Starts an empty warehouse in this process. It needs the package @duckdb/node-api. */
export declare const startWarehouse: (options: WarehouseOptions) => RunningWarehouse;
/** The same, where a record of the stream has several events and SQL takes them apart. */
export declare const startSplittingWarehouse: (options: WarehouseOptions) => RunningWarehouse;
/** The same without a stream: its transactions load files of buckets. */
export declare const startFilesWarehouse: (options: FilesWarehouseOptions) => FilesWarehouse;

export declare const createObjects: (options: ObjectsOptions) => ObjectStore;
/** Sends notifications of a bucket to queues from now on. Throws for a configuration that S3 refuses, and for an unknown queue. */
export declare function startNotifications(options: NotificationsOptions): RunningNotifications;

/** A topic that sends e-mails to an outbox. */
export declare function createTopic({ arn, mailTo, clock, faults }: TopicOptions): Topic;

export declare const createKafkaTopic: (options: KafkaTopicOptions) => KafkaTopic;
/** Starts Lambda's event source mapping for a Kafka topic. Throws when a property is outside Lambda's limits. */
export declare function startKafkaMapping({ topic, properties: given, ...options }: KafkaMappingOptions): KafkaMapping;

export declare const createClock: (startsAt: number) => VirtualClock;
/** Throws for a fault that no service has registered, and names those that are nearest. */
export declare const createFaults: (options: FaultsOptions) => Faults;
/** The CloudWatch metrics that the services of this runtime report, by namespace and name. */
export declare const metricDefinitions: MetricDefinitions;
/** The rates at which generated projects are tested. */
export declare const defaultFaults: Readonly<Record<FaultId, FaultRule>>;
/** Nothing strikes: for tests of one behaviour, to be spread and overridden point by point. */
export declare const noFaults: Readonly<Record<FaultId, FaultRule>>;
export declare const createLedger: () => Ledger;
export declare const createAccount: <Event>(options: AccountOptions<Event>) => Account<Event>;
/**
 * The equation of a run. An event without a fate is in flight as long as at least so many records are waiting; the rest is lost.
 *
 * @param summaries - what a ledger or an account says of each sink.
 * @param waiting - how many records are on their way, or neither processed nor parked yet; 0 when everything has come to an end.
 */
export declare const verdictOf: (summaries: readonly Omit<SinkSummary, 'lostIds' | 'duplicates' | 'deliveredAndParked'>[], waiting: number) => ViewVerdict;
/** Starts a synthesized stack behind one loopback address, runs its custom resources, and begins to poll its streams. */
export declare const startLocalStack: (options: LocalStackOptions) => Promise<LocalStack>;
/** Takes a port of 127.0.0.1 for the page of a run, before there is one; 0 takes a free port. */
export declare function servePage(port: number): Promise<LocalPage>;
/** Shows a run on an output as it goes on: redrawn in place on a terminal, as plain lines elsewhere. Ends with `close`. */
export declare const showOnTerminal: (output: NodeJS.WriteStream, state: () => ViewState) => {
    close(): void;
};
