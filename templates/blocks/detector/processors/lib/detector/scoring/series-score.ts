import { middleOf, quantileOf } from './robust.ts';
import { SortedWindow } from './sorted-window.ts';

/** A value at an instant: milliseconds of Unix time. */
export interface Point {
  time: number;
  value: number;
}

const day = 86_400_000;
/** What is told is remembered, so that the same again is less of a surprise: after a day, half of it counts. */
const halfLife = day;
/** Points that a level is taken from, and that make up a shift of it. */
const near = 12;
/** Points that residuals are compared with. */
const remembered = 3000;
/** Points before which nothing is known. */
const fewest = 30;

/**
 * How unusual each value of a series is, 0 to 1, given those before it and none after it. Each value is compared with
 * two expectations, the last level and the same time of the days before, whichever has been right more often. What
 * differs from it is measured in robust standard deviations, and against the largest differences so far: where many
 * values stand out, one more does not.
 */
export function scoreSeries(points: readonly Point[]): number[] {
  const scorer = new SeriesScorer();
  return points.map((point) => scorer.score(point));
}

class SeriesScorer {
  readonly #level = new SortedWindow(near);
  readonly #season = new Map<number, SortedWindow>();
  readonly #values = new SortedWindow(remembered);
  /** Sizes of single residuals, and of shifts of several. */
  readonly #sizes = { single: new SortedWindow(remembered), shift: new SortedWindow(remembered) };
  readonly #signed: number[] = [];
  /** How wrong each expectation has been lately. */
  readonly #wrong = { level: 0, season: 0 };
  #told = 0;
  #last: number | undefined;
  #interval = 0;
  #count = 0;

  score({ time, value }: Point): number {
    const elapsed = this.#last === undefined ? 0 : Math.max(0, time - this.#last);
    this.#last = time;
    if (elapsed > 0) this.#interval = this.#interval === 0 ? elapsed : Math.min(this.#interval, elapsed);
    const known = this.#count++;
    const slot = this.#slotOf(time);
    const level = this.#level.size > 0 ? middleOf(this.#level.sorted) : value;
    const [before, own, after] = [slot - 1, slot, slot + 1].map((at) => this.#season.get(at)?.sorted ?? []);
    const sameTime = [...before!, ...own!, ...after!].toSorted((a, b) => a - b);
    const season = sameTime.length >= 6 ? middleOf(sameTime) : undefined;
    const expected = season !== undefined && this.#wrong.season < this.#wrong.level ? season : level;
    const residual = value - expected;
    this.#learn(value, slot, { level, season });

    // what every value is anyway: a series that hardly moves must not make much of the last digit
    const { sorted } = this.#values;
    const range = quantileOf(sorted, 0.95) - quantileOf(sorted, 0.05);
    const spread = Math.max(
      1.4826 * middleOf(this.#sizes.single.sorted) || 0,
      0.02 * range || 0,
      1e-3 * Math.abs(middleOf(sorted)) || 0,
      Number.EPSILON,
    );
    this.#signed.push(residual / spread);
    if (this.#signed.length > near) this.#signed.shift();
    const mean = this.#signed.reduce((sum, each) => sum + Math.max(-10, Math.min(10, each)), 0) / this.#signed.length;
    const shift = Math.abs(mean) * Math.sqrt(near);
    const surprise =
      known < fewest
        ? 0
        : Math.max(surpriseOf(Math.abs(residual), this.#sizes.single, spread), surpriseOf(shift, this.#sizes.shift, 1));
    this.#sizes.single.add(Math.abs(residual));
    this.#sizes.shift.add(shift);

    this.#told *= 0.5 ** (elapsed / halfLife);
    const novel = Math.max(0, surprise - this.#told);
    this.#told = Math.max(this.#told, surprise);
    return novel / (1 + novel);
  }

  #learn(value: number, slot: number, { level, season }: { level: number; season: number | undefined }): void {
    const forget = 0.99;
    // one value that is far off must not decide which of the two is right
    const most = 5 * (middleOf(this.#sizes.single.sorted) || Infinity);
    const wrong = (expected: number) => Math.min(most, Math.abs(value - expected));
    this.#wrong.level = forget * this.#wrong.level + (1 - forget) * wrong(level);
    this.#wrong.season = season === undefined ? Infinity : nextOf(this.#wrong.season, wrong(season), forget);
    this.#level.add(value);
    this.#values.add(value);
    const kept =
      this.#season.get(slot) ??
      new SortedWindow(14 * Math.max(1, Math.round(slotLength / (this.#interval || slotLength))));
    kept.add(value);
    this.#season.set(slot, kept);
  }

  #slotOf(time: number): number {
    return Math.floor((time % day) / slotLength);
  }
}

const slotLength = 30 * 60_000;

const nextOf = (before: number, now: number, forget: number): number =>
  Number.isFinite(before) ? forget * before + (1 - forget) * now : now;

/**
 * How far a size is above three deviations and above all but 1 % of the sizes before it: 1 where it is twice as large.
 */
function surpriseOf(size: number, known: SortedWindow, spread: number): number {
  const usual = Math.max(3 * spread, quantileOf(known.sorted, 0.99) || 0);
  return Math.max(0, size / usual - 1);
}
