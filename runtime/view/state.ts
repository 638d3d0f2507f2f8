import type { ViewVerdict } from '../contracts/verdict.ts';

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
  readonly lag: { readonly p50: number; readonly p99: number } | null;
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
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
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
