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
