import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { SourceState, type Frontier } from '../processors/evaluator/source-state.ts';
import { fewestRecent, windowsKept } from '../processors/lib/detector/group-judge.ts';
import { windowLength, windowOf, type GroupWindow } from '../processors/lib/detector/group-window.ts';
import { keys } from '../processors/lib/detector/layout.ts';
import type { Rows } from '../processors/lib/detector/rows.ts';

/** A path group of a source; one that is `quiet` has no traffic but what a probe writes. */
export interface KnownGroup {
  source: string;
  group: string;
  quiet: boolean;
}

/** What the detector knows of a group of a source. */
export interface KnownHour {
  /** How many minutes of it were written because there were too few. */
  written: number;
  /** Up to where the source is judged; undefined where no minute of it is judged yet. */
  frontier: Frontier | undefined;
}

/** An evaluator runs once a minute: one of so many attempts does not meet it. */
const mostAttempts = 10;

/** A group with few visitors: now and then a minute has none, which is not told. */
const quietRequests = [6, 1, 7, 5, 2, 8, 6, 1, 5, 7];

function quietWindow(nth: number): GroupWindow {
  const requests = quietRequests[nth % quietRequests.length]!;
  const heaviest = Math.min(2, requests);
  const [denied, newClients] = [nth % 7 === 0 ? 1 : 0, nth % 5 === 0 ? 1 : 0];
  return { requests, failed: 0, denied, bytes: 200 * requests, heaviest, heaviestBytes: 200 * heaviest, newClients };
}

/**
 * Sees to it that the detector knows what is usual in a group: it judges by the last hour, and logs of an hour ago are late, so nobody
 * can tell it afterwards. Where too little is known, writes minutes of a quiet group into the table, as judged ones, and lets the
 * evaluator judge its last minute again: it then reads the hour from the table, as after a restart. A group of which something was
 * judged was so all the time; undefined where that is to come, and nothing is written.
 */
export async function knownHour(
  { rows, clock }: { rows: Rows; clock: Place['clock'] },
  { source, group, quiet }: KnownGroup,
): Promise<KnownHour | undefined> {
  const state = new SourceState(rows, source);
  const rested = () => evaluatorRests(rows, clock);
  await rested();
  const frontier = await state.frontier();
  const end = frontier ? frontier.body.judged + windowLength : windowOf(clock.now());
  const judged = await state.windowsBefore(end, windowsKept);
  const first = judged.findIndex(({ groups }) => groups.has(group));
  if (first >= 0 && judged.length - first >= fewestRecent) return { written: 0, frontier: frontier?.body };
  const newest = judged.findLast(({ groups }) => groups.has(group))?.groups.get(group);
  if (!newest && !quiet) return undefined;
  const known = new Map(judged.map(({ start, groups }) => [start, groups]));
  let written = 0;
  for (let back = windowsKept; back >= 1; back--) {
    const start = end - back * windowLength;
    const groups = known.get(start) ?? new Map<string, GroupWindow>();
    if (groups.has(group)) continue;
    await state.keepWindow(start, groups.set(group, newest ?? quietWindow(back)));
    written++;
  }
  return { written, frontier: await judgedAgain(state, rested) };
}

/**
 * What the evaluator has in memory ends with another minute then, so it reads all of them from the table. Where it has judged meanwhile,
 * the minute that is its last one by now. Gives the frontier as it was.
 */
async function judgedAgain(state: SourceState, rested: () => Promise<void>): Promise<Frontier | undefined> {
  for (let attempt = 1; ; attempt++) {
    await rested();
    const frontier = await state.frontier();
    if (!frontier) return undefined;
    try {
      await state.move(frontier, { ...frontier.body, judged: frontier.body.judged - windowLength });
      return frontier.body;
    } catch (error) {
      if (attempt === mostAttempts) throw error;
    }
  }
}

/** Two who move the frontier at once would make a run of the evaluator fail. */
async function evaluatorRests(rows: Rows, clock: Place['clock']): Promise<void> {
  for (;;) {
    const lease = await rows.get<{ until: number }>(keys.lease);
    if (!lease || lease.body.until <= clock.now()) return;
    await clock.sleep(1000);
  }
}
