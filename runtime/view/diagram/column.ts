import { topological } from './layers.ts';
import { margin, type Point } from './arrange.ts';
import type { Laid, Line, Size } from './laid.ts';

/** Pixels. */
const lane = { first: 20, next: 16 };
/** Below a node: room for an arrow, and for a label of each edge that leaves or enters it there. */
const gap = { least: 46, label: 18 };
const corner = 8;

type Pair = readonly [number, number];

interface Passing {
  readonly edge: number;
  /** Places of its nodes in the column. */
  readonly from: number;
  readonly to: number;
  readonly back: boolean;
}

/**
 * One node below the other, in an order in which edges lead down. An edge to the next node is an arrow between the two; all others
 * run in lanes on the right, the shorter ones further in.
 */
export function columnOf(nodes: number, node: Size, edges: readonly Pair[]): Laid {
  const { order, back } = topological(nodes, edges);
  const placeOf = new Map(order.map((one, place) => [one, place]));
  const passing = [...edges.entries()]
    .filter(([, [from, to]]) => from !== to)
    .map(([edge, [from, to]]): Passing => ({
      edge,
      from: placeOf.get(from)!,
      to: placeOf.get(to)!,
      back: back.has(edge),
    }));
  const labelled = (place: number) => passing.filter((one) => gapOf(one) === place);
  const tops: number[] = [];
  let top = margin;
  for (let place = 0; place < nodes; place++) {
    tops.push(top);
    top += node.height + gap.least + gap.label * Math.max(0, labelled(place).length - 1);
  }
  const lanes = lanesOf(passing.filter((one) => !isNext(one)));
  const laneX = (one: Passing) => margin + node.width + lane.first + lane.next * lanes.get(one)!;
  const widest = Math.max(0, ...[...lanes.values()].map((number) => lane.first + lane.next * number));

  const lines = passing.map((one): Line => {
    const line = labelled(gapOf(one)).indexOf(one);
    const y = tops[gapOf(one)]! + node.height + 23 + line * gap.label;
    const { edge, back: isBack } = one;
    if (isNext(one)) {
      const x = margin + 28;
      const path = `M${x} ${tops[one.from]! + node.height}L${x} ${tops[one.to]!}`;
      return { edge, back: isBack, path, label: { x: x + 12, y, anchor: 'start' } };
    }
    const [from, to] = [one.from, one.to].map((place): Point => ({
      x: margin + node.width,
      y: Math.round(tops[place]! + node.height * portOf(one, place, passing)),
    })) as [Point, Point];
    return { edge, back: isBack, path: around(from, to, laneX(one)), label: { x: laneX(one) - 7, y, anchor: 'end' } };
  });
  return {
    width: 2 * margin + node.width + widest,
    height: nodes === 0 ? 2 * margin : tops.at(-1)! + node.height + margin,
    nodes: Array.from({ length: nodes }, (_, one) => ({ x: margin, y: tops[placeOf.get(one)!]! })),
    lines,
  };
}

const isNext = ({ from, to }: Passing): boolean => to === from + 1;

/** The label stands where the edge begins: in the gap below its node, or above it when the edge leads up. */
const gapOf = ({ from, to }: Passing): number => (to > from ? from : from - 1);

/** By edge: the innermost lane that is free all the way. */
function lanesOf(passing: readonly Passing[]): Map<Passing, number> {
  const taken: Passing[][] = [];
  const lanes = new Map<Passing, number>();
  for (const one of passing.toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from))) {
    const free = taken.findIndex((others) => others.every((other) => !meet(one, other)));
    const number = free === -1 ? taken.length : free;
    (taken[number] ??= []).push(one);
    lanes.set(one, number);
  }
  return lanes;
}

function meet(one: Passing, other: Passing): boolean {
  const [top, bottom] = [Math.max(topOf(one), topOf(other)), Math.min(bottomOf(one), bottomOf(other))];
  return top <= bottom;
}
const topOf = ({ from, to }: Passing): number => Math.min(from, to);
const bottomOf = ({ from, to }: Passing): number => Math.max(from, to);

/**
 * How far down the right side of a node an edge leaves or enters it, from 0 to 1: above, the edges of the nodes above, the nearest
 * first; then those of the nodes below, the furthest first. So their lanes do not cross.
 */
function portOf(one: Passing, place: number, passing: readonly Passing[]): number {
  const other = ({ from, to }: Passing) => (from === place ? to : from);
  const here = passing
    .filter((each) => !isNext(each) && (each.from === place || each.to === place))
    .toSorted((a, b) => sideOf(other(a) - place) - sideOf(other(b) - place));
  return (here.indexOf(one) + 1) / (here.length + 1);
}

const furthest = 1_000_000;
const sideOf = (distance: number): number => (distance < 0 ? -furthest : furthest) - distance;

/** Right, along the lane, and back to the left, with round corners. */
function around(from: Point, to: Point, x: number): string {
  const down = to.y > from.y;
  const bend = down ? corner : -corner;
  return [
    `M${from.x} ${from.y}L${x - corner} ${from.y}Q${x} ${from.y} ${x} ${from.y + bend}`,
    `L${x} ${to.y - bend}Q${x} ${to.y} ${x - corner} ${to.y}L${to.x} ${to.y}`,
  ].join('');
}
