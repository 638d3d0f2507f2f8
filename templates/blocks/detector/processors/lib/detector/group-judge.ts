import type { GroupWindow } from './group-window.ts';
import { rules, type AnomalyKind, type Judged } from './rules.ts';
import { around, deviation, envelopeOf, envelopeOfSorted, type Envelope, type Usual } from './scoring/envelope.ts';
import { SortedWindow } from './scoring/sorted-window.ts';
import { bytesOf, countOf, pooledWindows, shareOf, signalNames, signalsOf, type SignalName } from './signals.ts';

/** How far back a group is looked at: what a rule needs, and what stands in for a profile that is not there yet. */
export const windowsKept = 60;
/** A group that has no profile is judged by the last windows, once there are so many. */
export const fewestRecent = 30;
/** What is this far outside of its envelope is not what the next windows are compared with. */
const cleanBelow = 4;

/** An anomaly of a group in a window. */
export interface Finding {
  kind: AnomalyKind;
  signal: SignalName;
  /** In requests, bytes, clients or as a share from 0 to 1. */
  expected: number;
  seen: number;
  /** Robust standard deviations outside of what is usual. */
  deviation: number;
}

export type Profile = Partial<Record<SignalName, Usual>>;

/** Of a slot, and of those before and after it; undefined where nothing is known of one. */
export type Profiles = readonly [Profile | undefined, Profile | undefined, Profile | undefined];

/**
 * Judges the windows of one group, in their order. It knows the last hour; what is usual at a time of day it is told.
 */
export class GroupJudge {
  readonly #windows: GroupWindow[] = [];
  readonly #judged: Judged[] = [];
  /** Of the same windows, without what was unusual: an outage that lasts must not become what is usual. */
  readonly #clean = Object.fromEntries(signalNames.map((name) => [name, new SortedWindow(windowsKept)])) as Record<
    SignalName,
    SortedWindow
  >;

  step(window: GroupWindow, profiles: Profiles): Finding[] {
    keep(this.#windows, window);
    const pooled = { failed: 0, requests: 0 };
    for (let at = Math.max(0, this.#windows.length - pooledWindows); at < this.#windows.length; at++) {
      pooled.failed += this.#windows[at]!.failed;
      pooled.requests += this.#windows[at]!.requests;
    }
    const signals = signalsOf(window, pooled);
    const judged = { window, signals: {} } as Judged;
    for (const name of signalNames) {
      const { value, noise } = signals[name];
      const envelope = Number.isNaN(value) ? undefined : this.#envelope(name, profiles);
      const off = envelope ? deviation(value, noise, envelope) : 0;
      judged.signals[name] = { value, expected: envelope?.mid ?? NaN, deviation: off };
      this.#clean[name].add(Math.abs(off) < cleanBelow ? value : NaN);
    }
    keep(this.#judged, judged);
    return rules
      .filter(({ applies }) => applies(this.#judged))
      .map(({ kind, signal }) => {
        const { value, expected, deviation } = judged.signals[signal];
        return { kind, signal, expected: inUnits(signal, expected), seen: inUnits(signal, value), deviation };
      });
  }

  /** Whether anything came of the group in the time that is kept. */
  get active(): boolean {
    return this.#windows.some(({ requests }) => requests > 0);
  }

  /** What the last windows say of their time of day, unusual ones included: what comes every day is to become usual. */
  today(windows: number): Partial<Record<SignalName, Envelope>> {
    const last = this.#judged.slice(-windows);
    const profile: ReturnType<GroupJudge['today']> = {};
    for (const name of signalNames) {
      const envelope = last.length < windows ? undefined : envelopeOf(last.map(({ signals }) => signals[name].value));
      if (envelope) profile[name] = envelope;
    }
    return profile;
  }

  #envelope(name: SignalName, profiles: Profiles): Envelope | undefined {
    const own = profiles[0]?.[name];
    if (own) return around(own, [profiles[1]?.[name], profiles[2]?.[name]]);
    return this.#judged.length < fewestRecent ? undefined : envelopeOfSorted(this.#clean[name].sorted);
  }
}

function keep<Each>(all: Each[], next: Each): void {
  all.push(next);
  if (all.length > windowsKept) all.shift();
}

function inUnits(signal: SignalName, value: number): number {
  if (signal === 'bytes') return bytesOf(value);
  return signal === 'failed' || signal === 'denied' || signal === 'failing' ? shareOf(value) : countOf(value);
}
