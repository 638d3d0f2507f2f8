/** A place in a layer: that of a node, or one that an edge passes on its way over several layers. */
export interface Spot {
  /** Index of the node; undefined where an edge passes. */
  readonly node: number | undefined;
  /** Whether the way of a circle passes here: it gives way to the others. */
  readonly back: boolean;
  readonly before: Spot[];
  readonly after: Spot[];
}

/** An edge as a chain of spots from left to right, one in each layer that it touches. */
export interface Way {
  /** Index of the edge. */
  readonly edge: number;
  /** Whether the edge leads from right to left: it closes a circle. */
  readonly back: boolean;
  readonly spots: readonly Spot[];
}

export interface Layered {
  readonly layers: Spot[][];
  readonly ways: readonly Way[];
}

interface Link {
  readonly edge: number;
  from: number;
  to: number;
  back: boolean;
}

/** Nodes in layers, so that every edge leads to the right, except one in each circle. Edges are pairs of node indexes. */
export function layered(nodes: number, edges: readonly (readonly [number, number])[]): Layered {
  const links = linksOf(edges);
  const layerOf = longestPaths(withoutCircles(nodes, links), links);

  const layers: Spot[][] = Array.from({ length: Math.max(0, ...layerOf.map((layer) => layer + 1)) }, () => []);
  const added = (layer: number, node: number | undefined, back: boolean): Spot => {
    const spot = { node, back, before: [], after: [] };
    layers[layer]!.push(spot);
    return spot;
  };
  const spotOf = layerOf.map((layer, node) => added(layer, node, false));
  const ways = links.map(({ edge, back, from, to }) => {
    const between = Array.from({ length: layerOf[to]! - layerOf[from]! - 1 }, (_, step) =>
      added(layerOf[from]! + step + 1, undefined, back),
    );
    const spots = [spotOf[from]!, ...between, spotOf[to]!];
    for (const [index, spot] of spots.slice(1).entries()) {
      spots[index]!.after.push(spot);
      spot.before.push(spots[index]!);
    }
    return { edge, back, spots };
  });
  return { layers, ways };
}

const linksOf = (edges: readonly (readonly [number, number])[]): Link[] =>
  edges.map(([from, to], edge): Link => ({ edge, from, to, back: false })).filter(({ from, to }) => from !== to);

/** The nodes so that all edges lead to a later one, those of one way together, except the edges that close a circle. */
export function topological(
  nodes: number,
  edges: readonly (readonly [number, number])[],
): { readonly order: readonly number[]; readonly back: ReadonlySet<number> } {
  const links = linksOf(edges);
  withoutCircles(nodes, links);
  const done: number[] = [];
  const seen = new Set<number>();
  const visit = (node: number): void => {
    seen.add(node);
    for (const { from, to } of links) if (from === node && !seen.has(to)) visit(to);
    done.push(node);
  };
  // the first node is visited last, so that its way begins the order
  for (let node = nodes - 1; node >= 0; node--) if (!seen.has(node)) visit(node);
  return { order: done.toReversed(), back: new Set(links.filter(({ back }) => back).map(({ edge }) => edge)) };
}

/** Turns the link round that closes a circle; gives the nodes so that all links lead to a later one. */
function withoutCircles(nodes: number, links: readonly Link[]): number[] {
  const onPath = new Set<number>();
  const done: number[] = [];
  const seen = new Set<number>();
  const visit = (node: number): void => {
    seen.add(node);
    onPath.add(node);
    for (const link of links) {
      if (link.from !== node || link.back) continue;
      if (onPath.has(link.to)) [link.from, link.to, link.back] = [link.to, link.from, true];
      else if (!seen.has(link.to)) visit(link.to);
    }
    onPath.delete(node);
    done.push(node);
  };
  for (let node = 0; node < nodes; node++) if (!seen.has(node)) visit(node);
  return done.toReversed();
}

/** Each node as far left as its predecessors allow; those without any stand just before the first that they lead to. */
function longestPaths(order: readonly number[], links: readonly Link[]): number[] {
  const layerOf: number[] = order.map(() => 0);
  for (const node of order)
    for (const { from, to } of links) if (from === node) layerOf[to] = Math.max(layerOf[to]!, layerOf[node]! + 1);
  for (const node of order.toReversed()) {
    const nexts = links.filter(({ from }) => from === node).map(({ to }) => layerOf[to]!);
    const isFirst = links.every(({ to }) => to !== node);
    if (isFirst && nexts.length > 0) layerOf[node] = Math.min(...nexts) - 1;
  }
  return layerOf;
}
