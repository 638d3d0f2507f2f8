import { describe, expect, it } from '@jest/globals';
import { apart, arrange, type Arrangement, type Point, type Sizes } from '../../runtime/view/diagram/arrange.ts';
import { drawDiagram } from '../../runtime/view/diagram/draw.ts';
import { fit, fitStart, inTwoLines } from '../../runtime/view/diagram/fit.ts';
import { layered } from '../../runtime/view/diagram/layers.ts';
import type { Laid } from '../../runtime/view/diagram/laid.ts';
import { isLayout, lay, layouts } from '../../runtime/view/diagram/layout.ts';
import { crossings, uncross } from '../../runtime/view/diagram/order.ts';

type Pair = readonly [number, number];

const sizes: Sizes = { node: { along: 200, across: 100 }, lane: 24, between: { layers: 90, spots: 30 } };
const { along: nodeWidth, across: nodeHeight } = sizes.node;
const size = { width: nodeWidth, height: nodeHeight };

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
    const { nodes, routes } = arrange(8, pipeline, sizes);
    const columns = nodes.map(({ x }) => x);
    expect([table, changes, indexer, search].map((node) => columns[node])).toEqual(
      [table, changes, indexer, search].map((node) => columns[node]).toSorted((one, other) => one! - other!),
    );
    expect(routes.filter(({ back }) => back).map(({ edge }) => pipeline[edge])).toEqual([[indexer, table]]);
  });

  it('keeps the main way straight', () => {
    const { nodes } = arrange(8, pipeline, sizes);
    expect(Math.abs(nodes[table]!.y - nodes[changes]!.y)).toBeLessThan(3);
    expect(Math.abs(nodes[changes]!.y - nodes[indexer]!.y)).toBeLessThan(3);
  });

  it('puts what only feeds a later node right before it', () => {
    const { nodes } = arrange(8, pipeline, sizes);
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
      const { nodes: corners, routes } = arrange(nodes, edges, sizes);
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
      const arrangement = arrange(nodes, edges, sizes);
      expect(overlaps(arrangement)).toEqual([]);
    }
  });

  it('is the same every time', () => {
    expect(arrange(8, pipeline, sizes)).toEqual(arrange(8, pipeline, sizes));
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

/** The first and the last point of a path. */
function endsOf(path: string): readonly [Point, Point] {
  const numbers = path.match(/-?[\d.]+/g)!.map(Number);
  const [x, y] = numbers;
  const [toX, toY] = numbers.slice(-2);
  return [
    { x: x!, y: y! },
    { x: toX!, y: toY! },
  ];
}

const isAtBorderOf = ({ x, y }: Point, corner: Point): boolean => {
  const [right, down] = [x - corner.x, y - corner.y];
  const isInside = right >= 0 && right <= size.width && down >= 0 && down <= size.height;
  return isInside && (right === 0 || right === size.width || down === 0 || down === size.height);
};

describe.each(layouts)('the layout "%s"', (layout) => {
  const every = seeds.map((seed) => {
    const { nodes, edges } = graphOf(seed);
    return { edges, laid: lay(layout, nodes, size, edges) };
  });

  it('draws every edge of any graph, from the border of one node to the border of the other', () => {
    for (const { edges, laid } of every) {
      expect(laid.lines.map(({ edge }) => edge)).toEqual(
        [...edges.keys()].filter((edge) => edges[edge]![0] !== edges[edge]![1]),
      );
      for (const { edge, path } of laid.lines) {
        const [from, to] = endsOf(path);
        const [begins, ends] = edges[edge]!;
        expect([isAtBorderOf(from, laid.nodes[begins]!), isAtBorderOf(to, laid.nodes[ends]!)]).toEqual([true, true]);
      }
    }
  });

  it('keeps nodes apart, and everything within its size', () => {
    for (const { laid } of every) {
      expect(overlapping(laid)).toEqual([]);
      for (const { x, y } of laid.nodes) {
        expect(Math.min(x, y)).toBeGreaterThan(0);
        expect(x + size.width).toBeLessThan(laid.width);
        expect(y + size.height).toBeLessThan(laid.height);
      }
    }
  });

  it('has a known name', () => expect([isLayout(layout), isLayout('left')]).toEqual([true, false]));
});

const overlapping = ({ nodes }: Laid): string[] =>
  nodes.flatMap((node, index) =>
    nodes
      .slice(index + 1)
      .filter(({ x, y }) => Math.abs(x - node.x) < size.width + 20 && Math.abs(y - node.y) < size.height + 20)
      .map((other) => `${JSON.stringify(node)} ${JSON.stringify(other)}`),
  );

describe('the column', () => {
  const { nodes, lines } = lay('column', 8, size, pipeline);

  it('begins with the main way, and puts what only feeds a later node behind it', () => {
    const order = [...nodes.keys()].toSorted((one, other) => nodes[one]!.y - nodes[other]!.y);
    expect(order).toEqual([table, changes, indexer, failures, purge, users, api, search]);
    expect(new Set(nodes.map(({ x }) => x)).size).toBe(1);
  });

  it('leads to the next node straight, and past others in lanes that do not share a place', () => {
    const lane = (one: number, other: number) => {
      const edge = pipeline.findIndex(([from, to]) => from === one && to === other);
      const numbers = lines[edge]!.path.match(/[\d.]+/g)!.map(Number);
      return Math.max(...numbers.filter((_, index) => index % 2 === 0));
    };
    expect(lane(table!, changes!)).toBeLessThan(nodeWidth);
    const lanes = [lane(purge!, search!), lane(indexer!, search!)];
    expect(lanes.toSorted((one, other) => one - other)).toEqual(lanes);
    expect(lanes[0]).toBeLessThan(lanes[1]!);
    expect(lines.filter(({ back }) => back).map(({ edge }) => pipeline[edge])).toEqual([[indexer, table]]);
  });
});

describe('the lanes of a column', () => {
  const { lines } = lay('column', 8, size, pipeline);
  const ends = (one: number, other: number) =>
    endsOf(lines[pipeline.findIndex(([from, to]) => from === one && to === other)]!.path);

  it('do not cross: what leads up leaves above what leads down, and the nearest from above enters first', () => {
    expect(ends(indexer!, table!)[0].y).toBeLessThan(ends(indexer!, search!)[0].y);
    expect(ends(purge!, search!)[1].y).toBeLessThan(ends(indexer!, search!)[1].y);
    const fan = lay('column', 4, size, [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [2, 3],
    ]);
    const [near, far] = [endsOf(fan.lines[1]!.path), endsOf(fan.lines[2]!.path)];
    expect(far[0].y).toBeLessThan(near[0].y);
  });
});

describe('the drawing', () => {
  it('shows names and kinds as text, whatever they are', () => {
    const svg = drawDiagram(
      {
        nodes: [{ name: '<script>alert(1)</script>', kind: '"a" & \u0007b' }],
        edges: [{ from: 'nowhere', to: '<script>alert(1)</script>', label: 'x' }],
      },
      'right',
    );
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt; (&quot;a&quot; &amp; b)');
    expect(svg).not.toContain('data-edge');
  });

  it('numbers edges as the state does, also after one that cannot be drawn', () => {
    const node = (name: string) => ({ name, kind: 'function' });
    const svg = drawDiagram(
      {
        nodes: [node('a'), node('b')],
        edges: [
          { from: 'a', to: 'unknown', label: 'one' },
          { from: 'a', to: 'b', label: 'two' },
        ],
      },
      'down',
    );
    expect(svg).toContain('data-edge="1"');
    expect(svg).not.toContain('data-edge="0"');
    expect(svg).toContain('aria-label="Pipeline. a to b: two"');
  });

  it('has a place for an empty pipeline', () => {
    for (const layout of layouts) expect(drawDiagram({ nodes: [], edges: [] }, layout)).not.toMatch(/NaN|Infinity/);
  });

  it('cuts long names in the middle, where they differ least', () => {
    expect(fit('Indexer', 176, 15)).toBe('Indexer');
    expect(fit('CatalogueEnrichmentAndNormalisationFunction', 176, 15)).toMatch(/^Catalog.*….*Function$/);
    expect(fitStart('Lambda function of the deployment', 120, 11)).toMatch(/^Lambda function.*…$/);
  });

  it('breaks long kinds at a space, and cuts what is longer than two lines', () => {
    expect(inTwoLines('S3 bucket', 168, 11)).toEqual(['S3 bucket']);
    expect(inTwoLines('OpenSearch Serverless collection', 150, 11)).toEqual(['OpenSearch Serverless', 'collection']);
    expect(inTwoLines('a b '.repeat(40).trim(), 60, 11)[1]).toMatch(/…$/);
    expect(inTwoLines('W'.repeat(40), 60, 11)).toEqual([expect.stringMatching(/^W+…$/)]);
  });
});
