import type { Spot } from './layers.ts';

const sweeps = 12;

/** Orders each layer from top to bottom with few crossings: every spot goes to the middle of its neighbours. */
export function uncross(layers: readonly (readonly Spot[])[]): Spot[][] {
  let order = layers.map((layer) => [...layer]);
  let best = order;
  let fewest = crossings(order);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    order = order.map((layer) => [...layer]);
    const indexes = order.map((_, index) => index);
    const [neighbours, way] =
      sweep % 2 === 0 ? (['before', indexes] as const) : (['after', indexes.toReversed()] as const);
    const placeOf = places(order);
    for (const index of way) {
      const layer = order[index]!;
      const middle = new Map(layer.map((spot) => [spot, mean(spot[neighbours], placeOf) ?? placeOf.get(spot)!]));
      layer.sort((one, other) => middle.get(one)! - middle.get(other)!);
      for (const [place, spot] of layer.entries()) placeOf.set(spot, place);
    }
    const count = crossings(order);
    if (count < fewest) [best, fewest] = [order, count];
  }
  return best;
}

export function crossings(layers: readonly (readonly Spot[])[]): number {
  const placeOf = places(layers);
  let count = 0;
  for (const layer of layers) {
    const links = layer.flatMap((spot) => spot.after.map((next) => [placeOf.get(spot)!, placeOf.get(next)!] as const));
    for (const [from, to] of links)
      for (const [otherFrom, otherTo] of links) if (from < otherFrom && to > otherTo) count++;
  }
  return count;
}

const places = (layers: readonly (readonly Spot[])[]): Map<Spot, number> =>
  new Map(layers.flatMap((layer) => layer.map((spot, place) => [spot, place] as const)));

export const mean = (spots: readonly Spot[], of: ReadonlyMap<Spot, number>): number | undefined =>
  spots.length === 0 ? undefined : spots.reduce((sum, spot) => sum + of.get(spot)!, 0) / spots.length;
