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
  /** `verdict.entered`. */
  readonly entered: number;
  /** Where records pass, in the order of their way: the first is where they enter. An edge that closes a circle is drawn as a way back. */
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
  /** Latest first. */
  readonly newest: readonly ViewEvent[];
  /** Latest first. */
  readonly parked: readonly ParkedRecords[];
  readonly faults: readonly FaultSwitch[];
  /** Stand-ins, what was skipped, what is not modelled: a sentence each. */
  readonly notes: readonly string[];
}

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

export interface FaultSwitch {
  readonly point: string;
  readonly on: boolean;
  /** How often it has struck so far. */
  readonly struck: number;
}

/** The run behind the views. */
export interface ViewSource {
  state(): ViewState;
  /** Asks the deployed search API. `query` is a raw query string: "q=shoe". */
  search(query: string): Promise<{ readonly status: number; readonly body: unknown }>;
  replay(key: string): Promise<void>;
  setFault(point: string, on: boolean): void;
}
