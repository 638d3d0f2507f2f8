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
  /** The key is gone from the sinks afterwards. */
  removes: boolean;
  /** Sent only after this one was delivered: what was never there would be gone for the wrong reason. */
  after?: MarkedEvent;
  send(): Promise<void>;
}

/** What a sink has of the run, or why it does not answer now. */
export type Found = readonly Pick<MarkedEvent, 'item' | 'change'>[] | { problem: string };

/** A sink that holds the newest state of each key. */
export interface MarkedSink {
  find(signal: AbortSignal): Promise<Found>;
}
