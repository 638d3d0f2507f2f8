import { createHash } from 'node:crypto';
import type { Contributor } from './group-window.ts';
import { windowLength } from './group-window.ts';
import type { AnomalyKind } from './rules.ts';
import type { GroupFinding } from './source-judge.ts';

/** What people are told of an anomaly. */
export interface Alert {
  /** The same for the same anomaly: a message that comes twice has it twice. */
  id: string;
  source: string;
  /** The path group, or those of an anomaly that many have. */
  groups: string[];
  kind: AnomalyKind;
  /** The window that made it certain, ISO 8601. */
  window: { from: string; to: string };
  /** In the unit of its kind (alert-text.ts). */
  expected: number;
  seen: number;
  /** Robust standard deviations outside of what is usual. */
  deviation: number;
  contributors: Contributor[];
  /** False where a shard that is behind may still have events of the window. */
  complete: boolean;
}

/** More groups of a source than these, unusual in one window, are one anomaly of the source. */
export const mostAlone = 3;
const mostContributors = 5;

export interface AlertsInput {
  source: string;
  /** The beginning of the window. */
  start: number;
  findings: readonly GroupFinding[];
  contributorsOf: (group: string) => readonly Contributor[];
  complete: boolean;
}

/** One alert for each group: of what is furthest from usual. One for all where there are many. */
export function alertsFor({ source, start, findings, contributorsOf, complete }: AlertsInput): Alert[] {
  const worst = new Map<string, GroupFinding>();
  for (const finding of findings) {
    const known = worst.get(finding.group);
    if (!known || Math.abs(finding.deviation) > Math.abs(known.deviation)) worst.set(finding.group, finding);
  }
  const all = [...worst.values()].toSorted((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
  const told = all.length > mostAlone ? [all] : all.map((finding) => [finding]);
  return told.map((together) => {
    const { kind, expected, seen, deviation } = together[0]!;
    const groups = together.map(({ group }) => group);
    const contributors = groups.slice(0, mostAlone).flatMap((group) => foremost(kind, contributorsOf(group)));
    return {
      id: idOf([source, kind, start, ...groups]),
      source,
      groups,
      kind,
      window: { from: new Date(start).toISOString(), to: new Date(start + windowLength).toISOString() },
      expected,
      seen,
      deviation,
      contributors: contributors.slice(0, mostContributors),
      complete,
    };
  });
}

/** Those that explain an anomaly of a kind. */
function foremost(kind: AnomalyKind, all: readonly Contributor[]): Contributor[] {
  const size = ({ requests, failures, bytes }: Contributor): number =>
    kind === 'one-client-bytes' ? bytes : kind === 'one-client' || kind === 'silent' ? requests : failures;
  return all
    .filter((each) => size(each) > 0)
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, mostContributors);
}

const idOf = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
