import { layered, type Spot, type Way } from './layers.ts';
import { mean, uncross } from './order.ts';

/** Pixels. Layers follow each other along x; the spots of a layer stand across it, along y. */
export interface Sizes {
  readonly node: { readonly along: number; readonly across: number };
  /** Across, of an edge that passes a layer. */
  readonly lane: number;
  readonly between: { readonly layers: number; readonly spots: number };
}

export const margin = 16;
const rounds = 8;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arrangement {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each node. */
  readonly nodes: readonly Point[];
  readonly routes: readonly Route[];
}

/** How an edge is drawn: pairs of points from left to right, a curve over the gap between two layers each. */
export interface Route {
  /** Index of the edge. */
  readonly edge: number;
  readonly back: boolean;
  readonly gaps: readonly (readonly [Point, Point])[];
}

/** Places nodes in layers along x. Edges are pairs of node indexes; none is drawn from a node to itself. */
export function arrange(nodes: number, edges: readonly (readonly [number, number])[], sizes: Sizes): Arrangement {
  const { node, between } = sizes;
  const { layers, ways } = layered(nodes, edges);
  const order = uncross(layers);
  const middles = middlesOf(order, sizes);
  const left = new Map<Spot, number>();
  for (const [layer, spots] of order.entries())
    for (const spot of spots) left.set(spot, margin + layer * (node.along + between.layers));

  const spots = order.flat();
  const corners: Point[] = [];
  for (const spot of spots)
    if (spot.node !== undefined) corners[spot.node] = { x: left.get(spot)!, y: middles.get(spot)! - node.across / 2 };
  return {
    width: 2 * margin + order.length * node.along + Math.max(0, order.length - 1) * between.layers,
    height: Math.max(0, ...spots.map((spot) => middles.get(spot)! + acrossOf(spot, sizes) / 2)) + margin,
    nodes: corners,
    routes: routesOf(ways, left, middles, sizes),
  };
}

/** A node is not moved for a way back. */
const pulling = (spot: Spot, neighbours: readonly Spot[]): readonly Spot[] =>
  spot.back ? neighbours : neighbours.filter(({ back }) => !back);

/** Nodes stand where they should; the lanes between them make room. */
const weightOf = ({ node, back }: Spot): number => (node !== undefined ? 1 : back ? 0.01 : 0.2);

const acrossOf = ({ node }: Spot, sizes: Sizes): number => (node === undefined ? sizes.lane : sizes.node.across);

/** The vertical middle of each spot: near its neighbours, and far enough from those above and below. */
function middlesOf(order: readonly (readonly Spot[])[], sizes: Sizes): Map<Spot, number> {
  const middles = new Map<Spot, number>();
  const settle = (layer: readonly Spot[], wish: (spot: Spot) => number | undefined): void => {
    const distances = layer
      .slice(1)
      .map((spot, index) => (acrossOf(spot, sizes) + acrossOf(layer[index]!, sizes)) / 2 + sizes.between.spots);
    const wishes = layer.map((spot) => ({ at: wish(spot) ?? middles.get(spot) ?? 0, weight: weightOf(spot) }));
    for (const [index, middle] of apart(wishes, distances).entries()) middles.set(layer[index]!, middle);
  };
  for (const layer of order) settle(layer, () => 0);
  for (let round = 0; round < rounds; round++) {
    for (const layer of order) settle(layer, (spot) => mean(pulling(spot, spot.before), middles));
    for (const layer of order.toReversed()) settle(layer, (spot) => mean(pulling(spot, spot.after), middles));
  }
  const top = Math.min(...[...middles].map(([spot, middle]) => middle - acrossOf(spot, sizes) / 2));
  for (const [spot, middle] of middles) middles.set(spot, Math.round(middle - top + margin));
  return middles;
}

/**
 * The values closest to the wished ones (weighted least squares) that are at least so far apart.
 * Less the distances, they only must not fall: neighbours that would are pooled at their mean.
 */
export function apart(
  wishes: readonly { readonly at: number; readonly weight: number }[],
  distances: readonly number[],
): number[] {
  let offset = 0;
  const offsets = wishes.map((_, index) => (offset += index === 0 ? 0 : distances[index - 1]!));
  const pools: { sum: number; weight: number; size: number }[] = [];
  for (const [index, { at, weight }] of wishes.entries()) {
    let pool = { sum: (at - offsets[index]!) * weight, weight, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const levels = pools.flatMap(({ sum, weight, size }) => Array.from({ length: size }, () => sum / weight));
  return levels.map((level, index) => level + offsets[index]!);
}

function routesOf(
  ways: readonly Way[],
  left: ReadonlyMap<Spot, number>,
  middles: ReadonlyMap<Spot, number>,
  { node }: Sizes,
): Route[] {
  const byHeight = (of: (way: Way) => Spot) => (one: Way, other: Way) =>
    middles.get(of(one))! - middles.get(of(other))!;
  /** Where a way leaves or enters its node: edges of one side stand in order, around those that lead on. */
  const port = (way: Way, spot: Spot, end: 0 | -1, next: 1 | -2): number => {
    const siblings = ways
      .filter(({ spots }) => spots.at(end) === spot)
      .toSorted(byHeight(({ spots }) => spots.at(next)!));
    const onward = siblings.filter(({ back }) => !back).map((sibling) => siblings.indexOf(sibling));
    const centre = onward.length > 0 ? (onward[0]! + onward.at(-1)!) / 2 : (siblings.length - 1) / 2;
    const furthest = Math.max(centre, siblings.length - 1 - centre, 1);
    return middles.get(spot)! + (siblings.indexOf(way) - centre) * Math.min(22, (node.across / 2 - 12) / furthest);
  };
  return ways.map((way) => {
    const { edge, back, spots } = way;
    const gaps = spots.slice(1).map((spot, index): readonly [Point, Point] => {
      const previous = spots[index]!;
      const [isFirst, isLast] = [index === 0, index === spots.length - 2];
      return [
        { x: left.get(previous)! + node.along, y: isFirst ? port(way, previous, 0, 1) : middles.get(previous)! },
        { x: left.get(spot)!, y: isLast ? port(way, spot, -1, -2) : middles.get(spot)! },
      ];
    });
    return { edge, back, gaps };
  });
}
