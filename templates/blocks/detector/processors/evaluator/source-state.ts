import type { Alert } from '../lib/detector/alert.ts';
import type { Episode } from '../lib/detector/cool-down.ts';
import { windowLength, type GroupWindow } from '../lib/detector/group-window.ts';
import type { Profile } from '../lib/detector/group-judge.ts';
import { expiresAfter, inOrder, keys, kept, talliesOf, type Part } from '../lib/detector/layout.ts';
import type { Row, Rows } from '../lib/detector/rows.ts';
import type { SlotProfile } from '../lib/detector/source-judge.ts';
import { merged, type Tallies } from '../lib/detector/tally.ts';

/** Up to where a source is judged, and what is remembered of it. */
export interface Frontier {
  /** The beginning of the newest window that is judged. */
  judged: number;
  episodes: [group: string, episode: Episode][];
  seen: { from: number; current: string; previous: string } | undefined;
  /** Alerts that the topic has not taken yet. */
  due: Alert[];
}

/** Rows that are read at once. */
const atOnce = 10;

/** What the evaluator keeps of a source in the table. */
export class SourceState {
  readonly #rows: Rows;
  readonly #source: string;
  /** Slots change once in half an hour. */
  readonly #profiles = new Map<string, Row<[string, Profile][]> | undefined>();

  constructor(rows: Rows, source: string) {
    this.#rows = rows;
    this.#source = source;
  }

  frontier(): Promise<Row<Frontier> | undefined> {
    return this.#rows.get<Frontier>(keys.frontier(this.#source));
  }

  /** Moves the frontier from the one that was read. Throws where another evaluator has moved it. */
  async move(was: Row<Frontier> | undefined, body: Frontier): Promise<Row<Frontier>> {
    const next = { version: `${inOrder(body.judged)}#${body.due.length}`, body };
    const condition = { was: was?.version, expires: undefined };
    if (await this.#rows.put(keys.frontier(this.#source), next, condition)) return next;
    throw new Error(`${this.#source}: another evaluator has judged meanwhile`);
  }

  /** What all shards have of a window. */
  async tallies(start: number, shards: readonly string[]): Promise<Tallies> {
    const rows = await eachOf(shards, (shard) => this.#rows.get<Part>(keys.part(this.#source, start, shard)));
    return rows.reduce<Tallies>((all, row) => (row ? merged(all, talliesOf(row.body)) : all), new Map());
  }

  /** The windows that were judged before `end`, as far as they are kept, the oldest first. */
  async windowsBefore(end: number, count: number): Promise<{ start: number; groups: Map<string, GroupWindow> }[]> {
    const starts = Array.from({ length: count }, (_, back) => end - (count - back) * windowLength);
    const rows = await eachOf(starts, (start) =>
      this.#rows.get<[string, GroupWindow][]>(keys.summary(this.#source, start)),
    );
    return rows.flatMap((row, at) => (row ? [{ start: starts[at]!, groups: new Map(row.body) }] : []));
  }

  /** A window that comes again is the same, and takes the place of itself. */
  async keepWindow(start: number, groups: ReadonlyMap<string, GroupWindow>): Promise<void> {
    const key = keys.summary(this.#source, start);
    const row = { version: inOrder(start), body: [...groups] };
    const expires = expiresAfter(start, kept.summaries);
    if (await this.#rows.put(key, row, { was: undefined, expires })) return;
    await this.#rows.put(key, row, { was: row.version, expires });
  }

  async profiles(slots: readonly string[]): Promise<Map<string, SlotProfile>> {
    const missing = slots.filter((slot) => !this.#profiles.has(slot));
    const rows = await eachOf(missing, (slot) => this.#rows.get<[string, Profile][]>(keys.profile(this.#source, slot)));
    missing.forEach((slot, at) => this.#profiles.set(slot, rows[at]));
    for (const slot of this.#profiles.keys()) if (!slots.includes(slot)) this.#profiles.delete(slot);
    return new Map(
      slots.flatMap((slot) => {
        const row = this.#profiles.get(slot);
        return row ? [[slot, new Map(row.body)] as const] : [];
      }),
    );
  }

  /** Reads everything anew: another evaluator may have been at work. */
  forget(): void {
    this.#profiles.clear();
  }

  /** Keeps what was learned in the window at `start`, once: a window that comes again teaches nothing new. */
  async learn(start: number, slot: string, profile: SlotProfile): Promise<void> {
    const known = this.#profiles.get(slot);
    const version = inOrder(start);
    this.#profiles.delete(slot);
    if (known && known.version >= version) return;
    const expires = expiresAfter(start, kept.profiles);
    await this.#rows.put(
      keys.profile(this.#source, slot),
      { version, body: [...profile] },
      { was: known?.version, expires },
    );
  }
}

async function eachOf<One, Other>(all: readonly One[], work: (each: One) => Promise<Other>): Promise<Other[]> {
  const done: Other[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))));
  return done;
}
