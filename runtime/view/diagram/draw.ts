import type { ViewEdge, ViewNode } from '../state.ts';
import type { Point } from './arrange.ts';
import { fit, fitStart, inTwoLines } from './fit.ts';
import { labelWidth } from './labels.ts';
import type { Line, Size } from './laid.ts';
import { lay, type Layout } from './layout.ts';

type Shape = {
  readonly nodes: readonly Pick<ViewNode, 'name' | 'kind'>[];
  readonly edges: readonly Pick<ViewEdge, 'from' | 'to' | 'label'>[];
};

/**
 * The pipeline as an SVG document. Its figures are empty: the page fills in the elements with `data-figure` below
 * `data-node` and `data-edge`, which hold an index of the state's list.
 */
export function drawDiagram({ nodes, edges }: Shape, layout: Layout): string {
  const styles = nodes.map((node) => styleOf(node, layout));
  const size = { width: widthIn(layout), height: Math.max(lowest, ...styles.map(({ height: least }) => least)) };
  const indexOf = new Map(nodes.map(({ name }, index) => [name, index]));
  const known = [...edges.entries()].filter(([, { from, to }]) => indexOf.has(from) && indexOf.has(to));
  const pairs = known.map(([, { from, to }]) => [indexOf.get(from)!, indexOf.get(to)!] as const);
  const { width, height, nodes: corners, lines } = lay(layout, nodes.length, size, pairs);
  const drawn = lines.map((line) => ({ line, index: known[line.edge]![0] }));
  const summary = drawn.map(({ index }) => sentence(edges[index]!)).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 ${width} ${height}" width="${width}"` +
      ` height="${height}" role="img" aria-label="${escaped(`Pipeline. ${summary}`)}">`,
    `<defs><marker id="arrow-${layout}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"` +
      ' orient="auto"><path class="arrow" d="M1 1 7 4 1 7"/></marker></defs>',
    ...drawn.map(({ line: { back, path }, index }) => edge(back, path, index, layout)),
    ...drawn.map(({ line, index }) => label(edges[index]!, index, line)),
    ...nodes.map((node, index) => box(node, index, corners[index]!, size, layout)),
    '</svg>',
  ].join('\n');
}

const sentence = ({ from, to, label: what }: Shape['edges'][number]): string => `${from} to ${to}: ${what}`;

const edge = (back: boolean, path: string, index: number, layout: Layout): string =>
  `<g class="edge${back ? ' back' : ''}" data-edge="${index}">` +
  `<path class="line" d="${path}" marker-end="url(#arrow-${layout})"/><path class="flow" d="${path}"/></g>`;

/** A word above the point and a count below it; beside a line that leads down, both in one row. */
function label(way: Shape['edges'][number], index: number, { label: { x, y, anchor } }: Line): string {
  const what = escaped(fitStart(way.label, labelWidth, 11));
  const title = `<g class="label ${anchor}" data-edge="${index}"><title>${escaped(sentence(way))}</title>`;
  if (anchor === 'middle')
    return (
      `${title}<text class="what" x="${x}" y="${y - 6}">${what}</text>` +
      `<text class="count" x="${x}" y="${y + 16}" data-figure="count"></text></g>`
    );
  return (
    `${title}<text x="${x}" y="${y + 4}"><tspan class="what">${what}</tspan>` +
    `<tspan class="count" dx="5" data-figure="count"></tspan></text></g>`
  );
}

/** Bold letters of 15 pixels are as wide as others of 17. */
const boldName = 17;
const padding = 14;
const lowest = 60;
const widthIn = (layout: Layout): number => (layout === 'column' ? 226 : 196);

/** What a node says, and the least height at which it can. Low nodes say only what they are called and what passed. */
interface Style {
  readonly name: string;
  readonly kind: readonly string[];
  readonly height: number;
}

function styleOf({ name, kind }: Shape['nodes'][number], layout: Layout): Style {
  const inner = widthIn(layout) - 2 * padding;
  const lines = layout === 'compact' ? [] : inTwoLines(kind, inner, 11);
  return {
    name: fit(name, inner, boldName),
    kind: lines,
    height: lines.length === 0 ? lowest : 78 + 14 * lines.length,
  };
}

function box(
  node: Shape['nodes'][number],
  index: number,
  { x, y }: Point,
  { width, height }: Size,
  layout: Layout,
): string {
  const { name, kind } = styleOf(node, layout);
  const text = (of: string, at: number, contents: string) => `<text class="${of}" x="${padding}" y="${at}"${contents}`;
  return [
    `<g class="node" data-node="${index}" transform="translate(${x} ${y})">`,
    `<title>${escaped(`${node.name} (${node.kind})`)}</title>`,
    `<rect class="box" width="${width}" height="${height}" rx="10"/>`,
    text('name', 26, `>${escaped(name)}</text>`),
    ...kind.map((line, at) => text('kind', 42 + at * 14, `>${escaped(line)}</text>`)),
    text('passed', layout === 'compact' ? 44 : height - 32, ' data-figure="passed"></text>'),
    layout === 'compact' ? '' : text('lag', height - 16, ' data-figure="lag"></text>'),
    `<g class="badges" data-figure="state" data-right="${width - padding}" data-y="-10"></g>`,
    `<g class="badges" data-figure="ends" data-left="${padding}" data-y="${height - 10}"></g>`,
    '</g>',
  ].join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML has no place for (control characters) is left out. */
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => entities[sign]!);
