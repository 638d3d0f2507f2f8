import type { Account, AccountOptions, FaultPoint, LocalStack, LocalStackOptions, ProbeAnswer, ViewProbe, ViewVerdict } from '../runtime/runtime.cjs';

/** The resources of a synthesized template, as far as a drawing needs them. */
export type Resources = Record<string, {
    Type: string;
    Properties?: Record<string, unknown>;
    Metadata?: Record<string, unknown>;
}>;

/** The pages of a project that show its diagram. */
export declare const pages: string[];
/** The architecture of a stack as a Mermaid flowchart. */
export declare function draw(resources: Resources): string;
/** The diagram on a page; undefined when it has none. */
export declare const diagramOf: (page: string) => string | undefined;
/**
 * `npm run docs`: draws the architecture of a stack into the pages that show it.
 *
 * @param root - the folder of the project
 */
export declare function drawArchitecture(resources: Resources, root: string): void;

/** What commands know of a project beside its pipeline: tools/this-project.ts. */
export interface Project<Settings extends StageSettings = StageSettings> {
    /** Its folder, as an absolute path. */
    root: string;
    /** The stack of a stage is called NAME-STAGE. */
    name: string;
    /** Where each stage is deployed, by its name. What is left out comes from the credentials in use. */
    environments: Readonly<Record<string, {
        account?: string;
        region?: string;
    }>>;
    /** The first is the one that `npm run local` runs: stages differ in sizes only. */
    stages: readonly Settings[];
}
/** What every stage has; projects have more. */
export interface StageSettings {
    name: string;
}

/** `npm run ask`: reads the command line, and sets the exit code. */
export declare function ask({ root }: Pick<Project, 'root'>): Promise<void>;
/** What a probe of the local run of a project answers. Rejects when none runs, or when it has no such probe. */
export declare const askRun: ({ root }: Pick<Project, 'root'>, probe: string, input: string) => Promise<ProbeAnswer>;
/** What the page of a run answers. Rejects for what is no question, and when no run is there or has no such probe. A probe that acts, acts. */
export declare function answerTo(argv: readonly string[], page: () => string): Promise<ProbeAnswer>;

/** Where a pipeline runs: a local run, or the stand-ins of a test. */
export type Place = Pick<LocalStack, 'clock' | 'outputs' | 'find'>;
/** All that commands and tests know of the pipeline of a project: delivery/pipeline.ts. */
export interface PipelineDescription<Event, Sample> {
    /** Tables that the stack uses without making them, given its outputs. */
    existingTables: LocalStackOptions['existingTables'];
    /** Buckets that the stack uses but does not create, given its outputs. Omit it if there are none. */
    existingBuckets?: NonNullable<LocalStackOptions['existingBuckets']>;
    /** Kafka clusters that the stack uses but does not create, given its outputs. Omit it if there are none. */
    existingKafka?: NonNullable<LocalStackOptions['existingKafka']>;
    /** What a local run has in the place of the programs of Flink applications, by their component. Omit it if there are none. */
    jobs?: NonNullable<LocalStackOptions['jobs']>;
    /** What a local run has in the place of the scripts of Glue jobs, by their component. Omit it if there are none. */
    scripts?: NonNullable<LocalStackOptions['scripts']>;
    /** What a local run does before its first sample: what people do once after a deployment. Omit it if there is nothing to do. */
    prepare?(stack: LocalStack): Promise<void>;
    /** Where its functions park what they refuse, given the outputs of the stack. */
    failureStores: LocalStackOptions['failureStores'];
    /** Sinks that are objects in S3, given the outputs of the stack. */
    objectSinks: LocalStackOptions['sinks'];
    /**
     * What a run on this machine has otherwise than the template: properties by the type of their resource. For what would make it wait for
     * hours. Left out: nothing.
     */
    changed?: NonNullable<LocalStackOptions['changed']>;
    /** What its sinks hold, in the plural: "documents". */
    entries: string;
    /**
     * A record on its way may carry any number of events: as long as one is on its way, every event without a fate is in flight. Left out,
     * a record is one event, and more events than records without a fate are lost.
     */
    packed?: true;
    metrics: PipelineMetrics;
    /** What a check lets fail altogether, each for a while. */
    outages: readonly FaultPoint[];
    at(place: Place): Pipeline<Event, Sample>;
}
/** The names of metrics that its functions report. */
export interface PipelineMetrics {
    /** How many events a function has written to a sink: one metric, or several that add up. None where no function writes to one. */
    delivered: string | readonly string[];
    /** How many it has found to be older than what the sink holds. Left out where no sink has keys. */
    superseded?: string;
    /** How many a drop rule left out. */
    dropped: readonly string[];
    /** Milliseconds from the source to the sink. */
    lag: readonly string[];
}
/** The two ends of a pipeline. Sinks, drop rules and names are what the runtime's account asks for. */
export interface Pipeline<Event, Sample> extends Omit<AccountOptions<Event>, 'parked'> {
    sources: Readonly<Record<string, Source<Event, Sample>>>;
    /** Everything that can park an event. */
    parked: readonly FailureStore<Event>[];
    /** What has happened, in a word or two: "written". */
    happened(event: Event): string;
    probes: readonly Probe[];
    /**
     * Does what schedules do hours later, and waits for its end: a check takes no account before. `settled` waits until nothing is on its way.
     * Left out: no sink waits for a schedule.
     */
    finish?(settled: () => Promise<void>): Promise<void>;
    /** At least as many as the events that wait for a schedule: they are in flight, and `waiting` of the run does not know of them. Left out: none. */
    scheduled?(): number;
    /** Writes something between its ends that is no event, as somebody else may. Left out: nobody else can. */
    stray?(): void;
}
/** A check needs some samples that are wrong, a live run some that can be found; of those that are sound, none is wrong. */
export type SamplePurpose = 'check' | 'live' | 'sound';
/** Where events come from. */
export interface Source<Event, Sample> {
    /** Samples without end; the same seed gives the same. */
    samples(seed: number, purpose: SamplePurpose): Generator<Sample, never>;
    /** Samples of the same lane are fed one after the other. */
    lane(sample: Sample): string;
    /** Feeds samples where they enter in AWS, through the API of that service. */
    feeder(stack: LocalStack): Feeder<Sample>;
    /** Calls the listener with every event that was accepted so far, and from now on. */
    onAccepted(listener: (event: Event) => void): void;
}
export interface Feeder<Sample> {
    feed(sample: Sample): Promise<void>;
    close(): void;
}
/** Where events are parked, complete and with a reason. */
export interface FailureStore<Event> {
    /** The sinks on whose way it parks. */
    sinks: readonly string[];
    objects(): readonly ParkedEvents<Event>[];
    /** Gives the events of an object back to their source, and removes the object. */
    giveBack(key: string): Promise<void>;
}
export interface ParkedEvents<Event> {
    key: string;
    /** Why, in a word: "rejected". */
    kind: string;
    at: Date;
    events: readonly {
        event: Event;
        reason: string;
    }[];
}
/** What a person tries on the page, and a check at its end: a search, a query. One that `acts` is tried by people only, and by failures that name it. */
export interface Probe extends ViewProbe {
    /** `input` is what a person typed, without the spaces around it; empty when nothing was. */
    ask(stack: LocalStack, input: string): Promise<ProbeAnswer>;
    /** What is wrong with the answers, a sentence each; none when all is well. */
    problems(stack: LocalStack): Promise<readonly string[]>;
}

export interface SqlProbeOptions {
    /** Unique among the probes: "warehouse". */
    readonly id: string;
    /** The heading on the page: "Warehouse". */
    readonly title: string;
    /** A query that is always answered: the page shows it, and a check asks it. */
    readonly example: string;
    /** Rows of a query. Rejects with what is wrong with it, and for what is no query. */
    query(stack: LocalStack, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}
/** A box on the page that takes SQL, and only reads. */
export declare const sqlProbe: ({ id, title, example, query }: SqlProbeOptions) => Probe;

/** The CloudFormation types that hold what no deployment can make again, and what that is: "its items". */
export type StatefulTypes = Readonly<Record<string, string>>;
/**
 * Properties that an update policy changes in place, by type, while a change set leaves open whether it replaces the resource; the
 * policy; and what to ask before.
 */
export type ChangedInPlace = Readonly<Record<string, {
    property: string;
    policy: string;
    before: string;
}>>;
/** What a project says of the resources that hold data: infra/stateful-types.ts. */
export interface HoldingData {
    statefulTypes: StatefulTypes;
    changedInPlace: ChangedInPlace;
}

/**
 * `npm run change-set-guard`: sets the exit code 1 if the change set would replace or delete a resource that holds data, or if it
 * could not be checked. Tells a GitHub workflow, in the output "execute", whether there is anything to execute.
 *
 * @param holding - the resources that hold data
 */
export declare function guardChangeSet(holding: HoldingData): Promise<void>;

/** Keeps account of every event that the sources of a pipeline have accepted, and accept from now on. */
export declare function accountOf<Event, Sample>(pipeline: Pipeline<Event, Sample>): Account<Event>;

/** Something that can go wrong, how a local run lets it, and which alarms have to follow. */
export interface Failure {
    /** What is wrong, in a sentence without a full stop. */
    failure: string;
    /** Alarms by their place in the stack, COMPONENT/ALARM, with the page of the runbook that each names. */
    alarms: Readonly<Record<string, string>>;
    /**
     * Minutes on the clock of the run during which nothing fails yet, for an alarm that depends on what was before. Left out: it fails
     * from the beginning. `changed` always holds from the beginning.
     */
    begins?: number;
    /** Faults of services that strike all the time. */
    faults?: readonly string[];
    /** Permissions that are taken away. */
    revoked?: readonly {
        component: string;
        action: string;
    }[];
    /** Components whose resources a deployment changes once it has begun. */
    updates?: readonly string[];
    /** Properties of the template that make it come sooner. */
    changed?: NonNullable<LocalStackOptions['changed']>;
    /** Components whose schedules run. */
    schedules?: readonly string[];
    /** What a person does on the page once it has begun: probes that act, by their id, each with its input. */
    acts?: Readonly<Record<string, string>>;
    /** Somebody else writes what is no event, now and then, once it has begun. */
    strays?: boolean;
    /** Which samples are fed: some of those of a check are wrong. Left out: none is. */
    samples?: SamplePurpose;
}
/** The failures that delivery/failures/ of a project describes, in the order of its files. Throws for a fault that no service has. */
export declare function failuresOf(projectFolder: string): readonly Failure[];

export type RunOptions = Pick<LocalStackOptions, 'assembly' | 'seed' | 'speed' | 'rules' | 'outages' | 'resume' | 'settings' | 'refused' | 'changed' | 'log'> & {
    /** What the run keeps on the disk, below .local/ of the project; runs at the same time have different ones. Left out: "journal". */
    journal?: string;
};
/** The pipeline of a project on this machine, with an account of what its sources accept. */
export declare class LocalRun<Event, Sample> {
    #private;
    readonly project: Project;
    readonly stack: LocalStack;
    readonly description: PipelineDescription<Event, Sample>;
    readonly pipeline: Pipeline<Event, Sample>;
    readonly account: Account<Event>;
    /** How many samples have been fed, those before a resume included. */
    fed: number;
    private constructor();
    static start<Event, Sample>(project: Project, description: PipelineDescription<Event, Sample>, { journal, changed, ...options }: RunOptions): Promise<LocalRun<Event, Sample>>;
    feed(source: string, sample: Sample): Promise<void>;
    /** Remembers how many samples have been fed, for a resume too. */
    noteFed(position: number): void;
    /** What became of every event so far. */
    verdict(): ViewVerdict;
    parked(): readonly ParkedEvents<Event>[];
    /** Gives one parked object back to its source, or everything that is parked. */
    replay(key?: string): Promise<void>;
    stop(options?: {
        keep?: boolean;
    }): Promise<void>;
}

/** A file that is derived from the contract, and whether the one in the project is another, or missing. */
export interface DerivedFile {
    /** Below the project. */
    path: string;
    stale: boolean;
}
/**
 * The folder of the synthesized stacks of a project, as `cdk synth` makes it for a deployment. Synthesizes when a source has changed since;
 * the rules for templates are left to `npm run synth` and `npm test`, which is most of its time. Throws where the code does not
 * belong to the contract.
 */
export declare function synthesized(project: string, derived: () => readonly DerivedFile[], tell: (what: string) => void): string;

/**
 * `npm run local`: the pipeline of a project on this machine, without an AWS account. Reads the command line, and sets the exit code:
 * 1 if a check loses an event or an alarm does not fire for its failure, 130 after a signal.
 *
 * @param derived - gives the files of contract/derived/. Nothing is run while one of them is stale.
 */
export declare function runLocal<Event, Sample>(pipeline: PipelineDescription<Event, Sample>, project: Project, derived: () => readonly DerivedFile[]): Promise<void>;

/** Where clients of the AWS SDK find a stage. What is left out comes from the environment, as usual. */
export interface ClientSettings {
    region?: string;
    endpoint?: string;
    credentials?: {
        accessKeyId: string;
        secretAccessKey: string;
    };
}
/** A stage that commands can reach: one that is deployed, or a run of `npm run local`. */
export interface OpenStage<Settings = unknown> {
    /** As the command line has it. */
    name: string;
    /** The stage as infra/config.ts describes it. */
    settings: Settings;
    /** For every client of the AWS SDK. */
    client: ClientSettings & {
        region: string;
    };
    /** The outputs of its stack. */
    outputs: Readonly<Record<string, string>>;
    /** PEM: whom to trust in place of the public authorities, for clients that speak TLS. */
    authorities?: string;
}

/** Something that a deployment would fail at, and that CloudFormation tells only after many minutes. */
export interface Problem {
    /** What account and region are like. */
    seen: string;
    /** What the stage needs. */
    needed: string;
    /** What to do, in sentences. */
    remedy: string;
}
/** What a check found: problems, and else what it is sure of. */
export interface Findings {
    problems: readonly Problem[];
    /** Printed when there is no problem, for example which zones a domain will be in. */
    fine: string;
}
/** One question to account and region before a change set is made. */
export interface PreflightCheck<Settings extends StageSettings> {
    title: string;
    /** What it asks AWS for: the role that deploys may do this (infra/github-oidc-stack.ts). */
    permissions: readonly {
        actions: readonly string[];
        resources: readonly string[];
    }[];
    /** Asks, and changes nothing. Throws the error of AWS where it gets no answer. */
    ask(place: StagePlace<Settings>): Promise<Findings>;
}
/** Where a stage is to be deployed. */
export interface StagePlace<Settings extends StageSettings> {
    settings: Settings;
    /** For every client of the AWS SDK. */
    client: ClientSettings;
    /** The outputs of the stack; none before the first deployment. */
    outputs: Readonly<Record<string, string>>;
}

/**
 * `npm run preflight -- --stage STAGE`: what a deployment of the stage would fail at. Asks AWS, and changes nothing. Reads the command
 * line, and sets the exit code 1 if there is something, or if AWS does not answer.
 */
export declare function runPreflight<Settings extends StageSettings>(checks: readonly PreflightCheck<NoInfer<Settings>>[], project: Project<Settings>): Promise<void>;

/** The failure stores of a pipeline by their names on the command line: delivery/failure-stores.ts. */
export type FailureStores<Settings = unknown> = Readonly<Record<string, FailureStoreDescription<Settings>>>;
/** `Settings` is what it reads of a stage in infra/config.ts. */
export interface FailureStoreDescription<Settings = unknown> {
    /** The sinks on whose way it parks. */
    sinks: readonly string[];
    open(stage: OpenStage<Settings>): OpenFailureStore;
}
/** One place of a stage where records are parked, complete and with a reason, and their way back. */
export interface OpenFailureStore<Parked extends ParkedRecord = ParkedRecord> {
    objects: ParkedObjects<Parked>;
    wayBack: WayBack<Parked>;
    /** Why giving a record back could do harm, in words that follow "held back: "; undefined when it may go. */
    holdsBack(record: Parked): string | undefined;
}
/** A record that is parked. What else it has is known to its way back. */
export interface ParkedRecord {
    reason: string;
}
/** What is parked together, without the records: an object of a bucket, a message of a queue. */
export interface ParkedKey {
    key: string;
    /** When it was parked. */
    at: Date;
}
export interface ParkedObject<Parked extends ParkedRecord = ParkedRecord> extends ParkedKey {
    /** Tells what was read from what is put under the same key later: the entity tag of an object. */
    version: string;
    records: readonly Parked[];
}
/** Somebody has to look at this object. */
export declare class Unreadable extends Error {
}
/** Methods, so that a list can have stores of different records: each gets only records that it has read. */
export interface ParkedObjects<Parked extends ParkedRecord> {
    /** Everything that is there. Its records are left out: there may be more than memory can hold. */
    keys(): AsyncIterable<ParkedKey>;
    /** Throws `Unreadable` when what is there has none of the shapes that this store parks. */
    read(key: ParkedKey): Promise<ParkedObject<Parked>>;
    /** Removes what was read. Removes nothing, and gives false, if something else is there by now, or nothing. */
    remove(object: Pick<ParkedObject, 'key' | 'version'>): Promise<boolean>;
}
/** Back to the source that the records came from. */
export interface WayBack<Parked extends ParkedRecord> {
    /** Where to, in words: "the stream of changes". */
    to: string;
    /** What it takes at once, at most. */
    most: {
        records: number;
        bytes: number;
    };
    bytesOf(record: Parked): number;
    /** Puts records back in their order, and gives those that were not taken. */
    put(records: readonly Parked[]): Promise<Parked[]>;
}

/** The part of a failure store that takes something away from it. */
interface Back<Parked extends ParkedRecord> {
    objects: Pick<ParkedObjects<Parked>, 'remove'>;
    wayBack: WayBack<Parked>;
}
/** An object, of which some records may not go back. */
export interface PartedObject<Parked extends ParkedRecord = ParkedRecord> extends ParkedObject<Parked> {
    heldBack: readonly {
        record: Parked;
        why: string;
    }[];
}
/** Parts the records of an object into those that may go back and those that may not. */
export declare function parted(object: ParkedObject, why: (record: ParkedRecord) => string | undefined): PartedObject;
/**
 * Puts parked records back where they came from, where they take the way of every other record. The object is removed once all of
 * it was taken: an interrupted replay repeats records, and loses none. One with records that are held back stays as it is; its
 * other records are repeated by the next replay, which changes nothing. Gives "changed" if the object is no longer what was read: it
 * stays as it is now.
 */
export declare function giveBack<Parked extends ParkedRecord>(object: PartedObject<Parked>, { objects, wayBack }: Back<Parked>, sleep: (milliseconds: number) => Promise<unknown>): Promise<'done' | 'changed'>;

/**
 * `npm run replay`: lists what is parked in the failure stores of a stage, and gives it back to where it came from. Reads the command
 * line, and sets the exit code: 1 if something could not be read or given back.
 */
export declare function replay<Settings extends StageSettings>(stores: FailureStores<NoInfer<Settings>>, project: Project<Settings>): Promise<void>;

/** How samples come into a stage: delivery/seeding.ts. `Settings` is what it reads of a stage in infra/config.ts. */
export interface Seeding<Settings = unknown> {
    /** What `npm run seed` does, for its usage. */
    does: string;
    /** What has to be confirmed before samples are written to a deployed stage, and the option that confirms it. */
    confirm?: {
        option: string;
        because: string;
    };
    /** Gives what was done, in a sentence. */
    seed(stage: OpenStage<Settings>): Promise<string>;
}

/** `npm run seed`: writes samples of the contract to the source of a stage. Reads the command line, and sets the exit code. */
export declare function seed<Settings extends StageSettings>(seeding: Seeding<NoInfer<Settings>>, project: Project<Settings>): Promise<void>;

/** Numbers in [0, 1) that depend on the seed alone. */
export declare const seededRandom: (seed: number) => (() => number);

/**
 * How a smoke test marks events, finds them again and cleans up: delivery/smoke-probe.ts. `Settings` is what it reads of a stage in
 * infra/config.ts.
 */
export interface SmokeProbe<Settings = unknown> {
    /** What it does, for the usage of `npm run smoke`. */
    does: string;
    /** How long to wait for events until they count as lost, in milliseconds. */
    patience(stage: OpenStage<Settings>): number;
    /** A run of its own, by a mark that nobody else has. */
    open(stage: OpenStage<Settings>, run: string): MarkedRun;
}
export interface MarkedRun {
    run: string;
    /** In the order in which they are sent. */
    events: readonly MarkedEvent[];
    sinks: Readonly<Record<string, MarkedSink>>;
    /** Which event a parked record is, if it is one of this run. */
    eventOf(record: ParkedRecord): MarkedEvent | undefined;
    /** Removes what was sent, and nothing of anybody else. Gives the names of what it could not remove. */
    cleanUp(): Promise<string[]>;
}
export interface MarkedEvent {
    /** For people. */
    name: string;
    /** The key that it is about, and which change of that key it is, counted from 1. */
    item: number;
    change: number;
    /** The key is gone from keyed sinks afterwards. */
    removes: boolean;
    /** The sinks that it is meant for, by name. Left out: all of them. */
    meantFor?: readonly string[];
    /** Sent only after this one was delivered: what was never there would be gone for the wrong reason. */
    after?: MarkedEvent;
    send(): Promise<void>;
}
/** Why a sink does not answer now. */
export interface NoAnswer {
    problem: string;
}
/** What a sink has of the run. */
export type Found = readonly Pick<MarkedEvent, 'item' | 'change'>[] | NoAnswer;
export type MarkedSink = MarkedState | MarkedLog | MarkedTotal;
/** A sink that holds the newest state of each key: an index, a table. */
export interface MarkedState {
    kind: 'state';
    find(signal: AbortSignal): Promise<Found>;
}
/** A sink that holds every event: a lake, a topic. */
export interface MarkedLog {
    kind: 'log';
    find(signal: AbortSignal): Promise<Found>;
}
/** A sink that holds a number to which each event adds: a report, a window. */
export interface MarkedTotal {
    kind: 'total';
    adds(event: MarkedEvent): number;
    read(signal: AbortSignal): Promise<number | NoAnswer>;
}

/**
 * `npm run smoke`: sends marked events through a stage and reports what became of each. Reads the command line, and sets the exit
 * code: 1 if an event is lost, 130 after a signal. The first signal stops the run and cleans up, the second ends it at once.
 */
export declare function runSmoke<Settings extends StageSettings>(probe: SmokeProbe<NoInfer<Settings>>, stores: FailureStores<NoInfer<Settings>>, project: Project<Settings>): Promise<void>;

export declare const stageNamesOf: ({ stages }: Project) => readonly string[];
/** Finds the stack of a stage. Throws an error that says what is missing. */
export declare function openStage<Settings extends StageSettings>(project: Project<Settings>, name: string): Promise<OpenStage<Settings>>;

/** One output, or an error that says what is missing. */
export declare function output(outputs: Readonly<Record<string, string>>, name: string): string;

/**
 * Everything that a generated project may use of the toolkit: its commands, what `delivery/` implements for them, and what its tests
 * call. scripts/vendor-runtime.ts makes one file of it, the same in every project.
 */
