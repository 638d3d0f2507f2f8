import { emptyWindow, windowLength, type GroupWindow } from './group-window.ts';
import { GroupJudge, type Finding, type Profile } from './group-judge.ts';
import { learned } from './scoring/envelope.ts';
import { slotAt, slotKey, slotLength, slotsAround } from './scoring/season.ts';
import { signalNames } from './signals.ts';

/** What is usual at a time of day, by group. */
export type SlotProfile = ReadonlyMap<string, Profile>;

/** The least width of an envelope, on the scale of its signal, when it is moved. */
const floor = 0.05;
const windowsOfSlot = slotLength / windowLength;

export interface GroupFinding extends Finding {
  group: string;
}

/** What came of a window: anomalies, and at the end of a slot what is usual at its time from now on. */
export interface SourceVerdict {
  findings: GroupFinding[];
  learned: { slot: string; profile: SlotProfile } | undefined;
}

/**
 * Judges the windows of one source, in their order and without gaps. All state is in memory and small: an hour of each
 * group. It comes back by giving the last hour's windows again.
 */
export class SourceJudge {
  readonly #groups = new Map<string, GroupJudge>();

  /** The slots whose profiles the window at `start` needs. */
  static slotsFor(start: number): readonly string[] {
    return slotsAround(start).map(slotKey);
  }

  /** Judges the window that begins at `start`: groups that are missing in it had no requests. */
  step(
    start: number,
    window: ReadonlyMap<string, GroupWindow>,
    profiles: ReadonlyMap<string, SlotProfile>,
  ): SourceVerdict {
    for (const group of window.keys()) if (!this.#groups.has(group)) this.#groups.set(group, new GroupJudge());
    const [own, before, after] = SourceJudge.slotsFor(start).map((slot) => profiles.get(slot));
    const findings: GroupFinding[] = [];
    for (const [group, judge] of this.#groups) {
      const known = [own?.get(group), before?.get(group), after?.get(group)] as const;
      for (const finding of judge.step(window.get(group) ?? emptyWindow, known)) findings.push({ group, ...finding });
      if (!judge.active) this.#groups.delete(group);
    }
    const isLastOfSlot = (start + windowLength) % slotLength === 0;
    return { findings, learned: isLastOfSlot ? this.#learn(start, own) : undefined };
  }

  #learn(start: number, known: SlotProfile | undefined): SourceVerdict['learned'] {
    const profile = new Map<string, Profile>(known);
    for (const [group, judge] of this.#groups) {
      const before = known?.get(group);
      const today = judge.today(windowsOfSlot);
      const next: Profile = { ...before };
      for (const name of signalNames) if (today[name]) next[name] = learned(before?.[name], today[name], floor);
      if (Object.keys(next).length > 0) profile.set(group, next);
    }
    return profile.size === 0 ? undefined : { slot: slotKey(slotAt(start)), profile };
  }
}
