import type { Deadline } from '../lib/deadline.ts';
import { alertsFor, type Alert } from '../lib/detector/alert.ts';
import { SeenClients } from '../lib/detector/client-sample.ts';
import { heard, ongoing, type CoolDown } from '../lib/detector/cool-down.ts';
import { fenceAt, fenceOf } from '../lib/detector/fence.ts';
import { windowsKept } from '../lib/detector/group-judge.ts';
import { windowLength, windowOf, type GroupWindow } from '../lib/detector/group-window.ts';
import { kept, type Progress } from '../lib/detector/layout.ts';
import type { Row, Rows } from '../lib/detector/rows.ts';
import { delayOf, type SourceDelays } from '../lib/detector/source-delays.ts';
import { SourceJudge } from '../lib/detector/source-judge.ts';
import { windowOfTally } from '../lib/detector/tally.ts';
import type { EvaluatorCount } from './metrics.ts';
import { SourceState, type Frontier } from './source-state.ts';

/** Gives an alert to people. Throws where the topic does not take it. */
export type Tell = (alert: Alert) => Promise<void>;

export type Counts = Record<EvaluatorCount, number>;

/** The shards, by name, as far as each is. */
export type Shards = ReadonlyMap<string, Progress>;

export interface EvaluatorSettings {
  delays: SourceDelays;
  coolDown: CoolDown;
  tell: Tell;
  /** Milliseconds that a shard is waited for that works and is behind. */
  longestWait: number;
}

/** Judges the windows of one source, each once its fence has passed, and tells what is unusual. */
export class SourceEvaluator {
  readonly #source: string;
  readonly #state: SourceState;
  readonly #delays: SourceDelays;
  readonly #coolDown: CoolDown;
  readonly #tell: Tell;
  readonly #longestWait: number;
  /** What the last hour was like, for the window after `judged`. */
  #judge: { judged: number; of: SourceJudge } | undefined;

  constructor(source: string, { rows, delays, coolDown, tell, longestWait }: EvaluatorSettings & { rows: Rows }) {
    this.#source = source;
    this.#longestWait = longestWait;
    this.#state = new SourceState(rows, source);
    this.#delays = delays;
    this.#coolDown = coolDown;
    this.#tell = tell;
  }

  /** Judges all windows whose fence has passed, as long as there is time. Gives the fence of the newest one. */
  async advance(now: number, shards: Shards, deadline: Deadline, counts: Counts): Promise<number> {
    let frontier = await this.#tellDue(await this.#begin(now, counts), counts);
    while (deadline.remaining() > 0) {
      const start = frontier.body.judged + windowLength;
      const fence = fenceAt(now, fenceOf(this.#source, start, this.#delays), [...shards.values()], this.#longestWait);
      if (fence === 'closed') break;
      try {
        frontier = await this.#judgeWindow(start, frontier, [...shards.keys()], fence === 'passed', counts);
      } catch (error) {
        // what is in memory may have seen a window that is not judged yet
        this.#judge = undefined;
        throw error;
      }
      counts.judged++;
      if (fence === 'given-up') counts.incomplete++;
      frontier = await this.#tellDue(frontier, counts);
    }
    return fenceOf(this.#source, frontier.body.judged, this.#delays);
  }

  /** The frontier; of a source that is new, just before now, and never further back than parts are kept. */
  async #begin(now: number, counts: Counts): Promise<Row<Frontier>> {
    const known = await this.#state.frontier();
    const first = windowOf(now - delayOf(this.#delays, this.#source)) - 2 * windowLength;
    if (!known) return await this.#state.move(undefined, { judged: first, episodes: [], seen: undefined, due: [] });
    const oldest = windowOf(now - kept.parts * 1000) + windowLength;
    if (known.body.judged >= oldest) return known;
    counts.skipped += (oldest - known.body.judged) / windowLength;
    return await this.#state.move(known, { ...known.body, judged: oldest });
  }

  async #judgeWindow(
    start: number,
    frontier: Row<Frontier>,
    shards: readonly string[],
    complete: boolean,
    counts: Counts,
  ): Promise<Row<Frontier>> {
    const judge = await this.#judgeFor(frontier.body.judged);
    const tallies = await this.#state.tallies(start, shards);
    const seen = new SeenClients(frontier.body.seen);
    const groups = new Map<string, GroupWindow>(
      [...tallies].map(([group, tally]) => [group, windowOfTally(tally, seen.newIn(tally.clients))] as const),
    );
    seen.add(
      [...tallies.values()].map(({ clients }) => clients),
      start,
    );
    const profiles = await this.#state.profiles(SourceJudge.slotsFor(start));
    const { findings, learned } = judge.step(start, groups, profiles);

    const episodes = ongoing(new Map(frontier.body.episodes), start, this.#coolDown);
    const told = new Set<string>();
    for (const group of new Set(findings.map(({ group }) => group))) {
      const { tell, episode } = heard(episodes.get(group), start, this.#coolDown);
      episodes.set(group, episode);
      if (tell) told.add(group);
      else counts.suppressed++;
    }
    const due = alertsFor({
      source: this.#source,
      start,
      findings: findings.filter(({ group }) => told.has(group)),
      contributorsOf: (group) => tallies.get(group)?.contributors ?? [],
      complete,
    });
    await this.#state.keepWindow(start, groups);
    if (learned) await this.#state.learn(start, learned.slot, learned.profile);
    // judged, and what is to be told of it, in one write: nothing is judged twice, and no finding is forgotten
    const body = { judged: start, episodes: [...episodes], seen: seen.kept(), due };
    const moved = await this.#state.move(frontier, body);
    this.#judge = { judged: start, of: judge };
    return moved;
  }

  /**
   * Tells what is due. What the topic has taken is not due any more, whatever becomes of the rest. Throws if some is
   * left.
   */
  async #tellDue(frontier: Row<Frontier>, counts: Counts): Promise<Row<Frontier>> {
    let current = frontier;
    const left: Alert[] = [];
    let problem: unknown;
    for (const alert of frontier.body.due)
      try {
        await this.#tell(alert);
        counts.told++;
      } catch (error) {
        counts.untold++;
        left.push(alert);
        problem = error;
      }
    if (left.length < frontier.body.due.length)
      current = await this.#state.move(current, { ...current.body, due: left });
    if (left.length > 0)
      throw new Error(`${this.#source}: the topic has not taken ${left.length} alerts`, { cause: problem });
    return current;
  }

  /** What is in memory, or what the windows of the last hour make of it. */
  async #judgeFor(judged: number): Promise<SourceJudge> {
    if (this.#judge?.judged === judged) return this.#judge.of;
    const judge = new SourceJudge();
    this.#state.forget();
    for (const { start, groups } of await this.#state.windowsBefore(judged + windowLength, windowsKept))
      judge.step(start, groups, await this.#state.profiles(SourceJudge.slotsFor(start)));
    return judge;
  }
}
