import { defaultCoolDown, heard, type Episode } from '../../processors/lib/detector/cool-down.ts';
import type { GroupWindow } from '../../processors/lib/detector/group-window.ts';
import { SourceJudge, type GroupFinding, type SlotProfile } from '../../processors/lib/detector/source-judge.ts';
import type { Told } from './quality.ts';
import { groupName, type Simulation } from './simulation.ts';

/** Which groups are unusual in a window. */
export interface Detector {
  step(start: number, groups: ReadonlyMap<string, GroupWindow>): ReadonlySet<string>;
}

/** The detector of this project. `onFinding` hears of every finding, cool-down or not. */
export function projectDetector(onFinding: (start: number, finding: GroupFinding) => void = () => {}): Detector {
  const judge = new SourceJudge();
  const profiles = new Map<string, SlotProfile>();
  return {
    step: (start, groups) => {
      const { findings, learned } = judge.step(start, groups, profiles);
      if (learned) profiles.set(learned.slot, learned.profile);
      for (const finding of findings) onFinding(start, finding);
      return new Set(findings.map(({ group }) => group));
    },
  };
}

/**
 * Fixed limits, as many dashboards have them: 5 % errors, 30 % denied, or three times the largest traffic of the first
 * day.
 */
export function staticThreshold(): Detector {
  const largest = new Map<string, { most: number; windows: number }>();
  return {
    step: (_start, groups) => {
      const unusual = new Set<string>();
      for (const [group, { requests, failed, denied }] of groups) {
        const known = largest.get(group) ?? { most: 0, windows: 0 };
        if (known.windows++ < 1440) known.most = Math.max(known.most, requests);
        else if (failed > 0.05 * requests || denied > 0.3 * requests || requests > 3 * known.most) unusual.add(group);
        largest.set(group, known);
      }
      return unusual;
    },
  };
}

/**
 * Mean and standard deviation of a day, exponentially weighted: what is more than so many of them from the mean is
 * unusual. One detector for each limit.
 */
export function plainZScores(limits: readonly number[]): Detector[] {
  const weight = 1 / 1440;
  const known = new Map<string, { mean: number; variance: number }[]>();
  let windows = 0;
  let newest = { start: NaN, furthest: new Map<string, number>() };
  const measure = (start: number, groups: ReadonlyMap<string, GroupWindow>): ReadonlyMap<string, number> => {
    if (newest.start === start) return newest.furthest;
    const furthest = new Map<string, number>();
    windows++;
    for (const [group, { requests, failed, denied, bytes, heaviest }] of groups) {
      const values = [requests, failed / (requests || 1), denied / (requests || 1), bytes, heaviest];
      const series = known.get(group) ?? values.map((mean) => ({ mean, variance: 0 }));
      known.set(group, series);
      let most = 0;
      series.forEach((each, at) => {
        const off = values[at]! - each.mean;
        if (windows > 1440 && each.variance > 0) most = Math.max(most, Math.abs(off) / Math.sqrt(each.variance));
        each.mean += weight * off;
        each.variance = (1 - weight) * (each.variance + weight * off * off);
      });
      furthest.set(group, most);
    }
    newest = { start, furthest };
    return furthest;
  };
  return limits.map((limit) => ({
    step: (start, groups) =>
      new Set([...measure(start, groups)].flatMap(([group, off]) => (off > limit ? [group] : []))),
  }));
}

/**
 * The alerts that detectors raise in a simulation, each under the cool-down of the project, in the order of the
 * detectors.
 */
export function alertsOf(simulation: Simulation, detectors: readonly Detector[]): Told[][] {
  const told = detectors.map((): Told[] => []);
  const episodes = detectors.map(() => new Map<string, Episode>());
  const indexes = new Map(Array.from({ length: simulation.size.groups }, (_, index) => [groupName(index), index]));
  for (const { start, groups } of simulation.windows())
    detectors.forEach((detector, at) => {
      for (const group of detector.step(start, groups)) {
        const { tell, episode } = heard(episodes[at]!.get(group), start, defaultCoolDown);
        episodes[at]!.set(group, episode);
        if (tell && start >= simulation.judgedFrom) told[at]!.push({ group: indexes.get(group)!, start });
      }
    });
  return told;
}
