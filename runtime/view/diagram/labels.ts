import type { Point, Route } from './arrange.ts';

/** Pixels: a word above the line, a count below it. */
const labelHeight = 38;
export const labelWidth = 96;

/** How far along its gap a label may stand, best first. */
const stands = [0.5, 0.38, 0.62, 0.28, 0.72];

/** The middle of each route's label, on the line and apart from the others where there is room. */
export function labelsOf(routes: readonly Route[]): Point[] {
  const taken: Point[] = [];
  for (const { gaps, back } of routes) {
    const candidates = (back ? gaps.toReversed() : gaps).flatMap((gap) => stands.map((at) => onCurve(gap, at)));
    taken.push(candidates.find((point) => taken.every((other) => !overlap(point, other))) ?? candidates[0]!);
  }
  return taken;
}

/** The curve's control points lie half a gap away from its ends, at their height. */
function onCurve([from, to]: readonly [Point, Point], at: number): Point {
  const rest = 1 - at;
  const middle = (from.x + to.x) / 2;
  const blend = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * at * b + 3 * rest * at ** 2 * c + at ** 3 * d;
  return { x: blend(from.x, middle, middle, to.x), y: blend(from.y, from.y, to.y, to.y) };
}

const overlap = (one: Point, other: Point): boolean =>
  Math.abs(one.x - other.x) < labelWidth && Math.abs(one.y - other.y) < labelHeight;
