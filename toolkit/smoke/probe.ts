import type { ParkedRecord } from '../replay/failure-store.ts';
import type { OpenStage } from '../stack/stage.ts';

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
