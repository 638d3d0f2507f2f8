import type { Point, Route } from './arrange.ts';

/** Pixels, at most. */
export const labelWidth = 88;

/** Pixels that a label takes along the edges and across them. */
export interface Extent {
  readonly along: number;
  readonly across: number;
}

/** How far along its gap a label may stand, best first. */
const stands = [0.5, 0.38, 0.62, 0.28, 0.72];

/** The middle of each route's label, on the line and apart from the others where there is room. */
export function labelsOf(routes: readonly Route[], extent: Extent): Point[] {
  const taken: Point[] = [];
  for (const { gaps, back } of routes) {
    const candidates = (back ? gaps.toReversed() : gaps).flatMap((gap) => stands.map((at) => onCurve(gap, at)));
    taken.push(candidates.find((point) => taken.every((other) => !overlap(point, other, extent))) ?? candidates[0]!);
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

const overlap = (one: Point, other: Point, { along, across }: Extent): boolean =>
  Math.abs(one.x - other.x) < along && Math.abs(one.y - other.y) < across;
