import { arrange, type Point, type Sizes } from './arrange.ts';
import { columnOf } from './column.ts';
import { labelsOf, labelWidth, type Extent } from './labels.ts';
import type { Laid, Size } from './laid.ts';

/** From left to right, from top to bottom, the same with low nodes for long pipelines, or one node below the other for narrow places. */
export const layouts = ['right', 'down', 'compact', 'column'] as const;
export type Layout = (typeof layouts)[number];
export const isLayout = (text: string): text is Layout => (layouts as readonly string[]).includes(text);

/** Places nodes of one size, and the edges between them. Edges are pairs of node indexes; none is drawn from a node to itself. */
export function lay(layout: Layout, nodes: number, size: Size, edges: readonly (readonly [number, number])[]): Laid {
  if (layout === 'column') return columnOf(nodes, size, edges);
  const isDown = layout !== 'right';
  const { width, height, nodes: corners, routes } = arrange(nodes, edges, isDown ? downwards(size) : rightwards(size));
  const turned = ({ x, y }: Point): Point => (isDown ? { x: y, y: x } : { x, y });
  const labels = labelsOf(routes, isDown ? beside : around);
  return {
    ...(isDown ? { width: height, height: width } : { width, height }),
    nodes: corners.map(turned),
    lines: routes.map(({ edge, back, gaps }, index) => {
      // from the beginning of the edge to its end
      const parts = back ? gaps.toReversed().map(([from, to]) => [to, from] as const) : gaps;
      const path = parts.map(
        ([from, to], part) => `${part === 0 ? 'M' : 'L'}${pair(turned(from))}C${curve(from, to, turned)}`,
      );
      const label = turned(labels[index]!);
      return {
        edge,
        back,
        path: path.join(''),
        label: isDown ? { x: label.x + 7, y: label.y, anchor: 'start' } : { ...label, anchor: 'middle' },
      };
    }),
  };
}

const rightwards = ({ width, height }: Size): Sizes => ({
  node: { along: width, across: height },
  lane: 24,
  between: { layers: 88, spots: 30 },
});

const downwards = ({ width, height }: Size): Sizes => ({
  node: { along: height, across: width },
  lane: 40,
  between: { layers: 56, spots: 28 },
});

/** A word above the line and a count below it. */
const around: Extent = { along: labelWidth, across: 38 };
/** A word and a count in one row, right of the line. */
const beside: Extent = { along: 18, across: labelWidth + 40 };

/** Leaves and enters straight: the control points lie half a gap away from the ends. */
function curve(from: Point, to: Point, turned: (point: Point) => Point): string {
  const middle = (from.x + to.x) / 2;
  return [{ x: middle, y: from.y }, { x: middle, y: to.y }, to].map((point) => pair(turned(point))).join(' ');
}

const pair = ({ x, y }: Point): string => `${x} ${y}`;
