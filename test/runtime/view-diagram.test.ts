import { describe, expect, it } from '@jest/globals';
import { apart, arrange, nodeHeight, nodeWidth, type Arrangement } from '../../runtime/view/diagram/arrange.ts';
import { drawDiagram } from '../../runtime/view/diagram/draw.ts';
import { fit, fitStart } from '../../runtime/view/diagram/fit.ts';
import { layered } from '../../runtime/view/diagram/layers.ts';
import { crossings, uncross } from '../../runtime/view/diagram/order.ts';

type Pair = readonly [number, number];

/** The pipeline of dynamodb-search: the indexer reads the table that it gets its changes from. */
const [table, changes, indexer, search, failures, purge, users, api] = [0, 1, 2, 3, 4, 5, 6, 7];
const pipeline: readonly Pair[] = [
  [table, changes],
  [changes, indexer],
  [indexer, table],
  [indexer, search],
  [indexer, failures],
  [purge, search],
  [users, api],
  [api, search],
];

/** A graph of any shape, the same for the same seed. */
function graphOf(seed: number): { nodes: number; edges: Pair[] } {
  let state = seed * 2_654_435_761 + 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const nodes = 1 + below(14);
  return { nodes, edges: Array.from({ length: below(22) }, () => [below(nodes), below(nodes)]) };
}

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe('the layout of a diagram', () => {
  it('leads from left to right, and closes a circle with a way back', () => {
    const { nodes, routes } = arrange(8, pipeline);
    const columns = nodes.map(({ x }) => x);
    expect([table, changes, indexer, search].map((node) => columns[node])).toEqual(
      [table, changes, indexer, search].map((node) => columns[node]).toSorted((one, other) => one! - other!),
    );
    expect(routes.filter(({ back }) => back).map(({ edge }) => pipeline[edge])).toEqual([[indexer, table]]);
  });

  it('keeps the main way straight', () => {
    const { nodes } = arrange(8, pipeline);
    expect(Math.abs(nodes[table]!.y - nodes[changes]!.y)).toBeLessThan(3);
    expect(Math.abs(nodes[changes]!.y - nodes[indexer]!.y)).toBeLessThan(3);
  });

  it('puts what only feeds a later node right before it', () => {
    const { nodes } = arrange(8, pipeline);
    expect(nodes[purge]!.x).toBe(nodes[indexer]!.x);
  });

  it('crosses no lines where none need to cross', () => {
    const crossed: Pair[] = [
      [0, 5],
      [1, 4],
      [2, 3],
    ];
    expect(crossings(layered(6, crossed).layers)).toBe(3);
    expect(crossings(uncross(layered(6, crossed).layers))).toBe(0);
  });

  it('draws every edge of any graph, from the right side of one node to the left side of another', () => {
    for (const seed of seeds) {
      const { nodes, edges } = graphOf(seed);
      const { nodes: corners, routes } = arrange(nodes, edges);
      expect(routes.map(({ edge }) => edge)).toEqual(
        [...edges.keys()].filter((edge) => edges[edge]![0] !== edges[edge]![1]),
      );
      for (const { edge, back, gaps } of routes) {
        const [from, to] = back ? edges[edge]!.toReversed() : edges[edge]!;
        expect(gaps[0]![0].x).toBe(corners[from!]!.x + nodeWidth);
        expect(gaps.at(-1)![1].x).toBe(corners[to!]!.x);
        for (const [point, node] of [
          [gaps[0]![0], corners[from!]!],
          [gaps.at(-1)![1], corners[to!]!],
        ] as const)
          expect(Math.abs(point.y - node.y - nodeHeight / 2)).toBeLessThan(nodeHeight / 2);
      }
    }
  });

  it('keeps nodes apart, and lines off the nodes that they pass', () => {
    for (const seed of seeds) {
      const { nodes, edges } = graphOf(seed);
      const arrangement = arrange(nodes, edges);
      expect(overlaps(arrangement)).toEqual([]);
    }
  });

  it('is the same every time', () => {
    expect(arrange(8, pipeline)).toEqual(arrange(8, pipeline));
  });

  it('moves values apart no further than needed', () => {
    const wish = (at: number) => ({ at, weight: 1 });
    expect(apart([wish(0), wish(100)], [30])).toEqual([0, 100]);
    expect(apart([wish(50), wish(50)], [30])).toEqual([35, 65]);
    expect(apart([wish(50), { at: 50, weight: 0.25 }], [30])).toEqual([44, 74]);
  });
});

/** Pairs of nodes, and of a node and a line between layers, that share a place. */
function overlaps({ nodes, routes }: Arrangement): string[] {
  const found: string[] = [];
  for (const [index, node] of nodes.entries()) {
    for (const [other, { x, y }] of nodes.entries())
      if (other > index && x === node.x && Math.abs(y - node.y) < nodeHeight + 20) found.push(`${index} ${other}`);
    for (const { gaps } of routes)
      for (const [, end] of gaps.slice(0, -1))
        if (end.x === node.x && end.y > node.y - 5 && end.y < node.y + nodeHeight + 5) found.push(`${index} line`);
  }
  return found;
}

describe('the drawing', () => {
  it('shows names and kinds as text, whatever they are', () => {
    const svg = drawDiagram({
      nodes: [{ name: '<script>alert(1)</script>', kind: '"a" & \u0007b' }],
      edges: [{ from: 'nowhere', to: '<script>alert(1)</script>', label: 'x' }],
    });
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt; (&quot;a&quot; &amp; b)');
    expect(svg).not.toContain('data-edge');
  });

  it('numbers edges as the state does, also after one that cannot be drawn', () => {
    const node = (name: string) => ({ name, kind: 'function' });
    const svg = drawDiagram({
      nodes: [node('a'), node('b')],
      edges: [
        { from: 'a', to: 'unknown', label: 'one' },
        { from: 'a', to: 'b', label: 'two' },
      ],
    });
    expect(svg).toContain('data-edge="1"');
    expect(svg).not.toContain('data-edge="0"');
    expect(svg).toContain('aria-label="Pipeline. a to b: two"');
  });

  it('has a place for an empty pipeline', () => {
    expect(drawDiagram({ nodes: [], edges: [] })).not.toMatch(/NaN|Infinity/);
  });

  it('cuts long names in the middle, where they differ least', () => {
    expect(fit('Indexer', 176, 15)).toBe('Indexer');
    expect(fit('CatalogueEnrichmentAndNormalisationFunction', 176, 15)).toMatch(/^Catalog.*….*Function$/);
    expect(fitStart('Lambda function of the deployment', 120, 11)).toMatch(/^Lambda function.*…$/);
  });
});
