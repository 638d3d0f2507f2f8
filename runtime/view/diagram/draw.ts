import type { ViewEdge, ViewNode } from '../state.ts';
import { arrange, nodeHeight, nodeWidth, type Point, type Route } from './arrange.ts';
import { fit, fitStart } from './fit.ts';
import { labelsOf, labelWidth } from './labels.ts';

type Shape = {
  readonly nodes: readonly Pick<ViewNode, 'name' | 'kind'>[];
  readonly edges: readonly Pick<ViewEdge, 'from' | 'to' | 'label'>[];
};

/**
 * The pipeline as an SVG document. Its figures are empty: whoever shows it fills in
 * the elements with `data-figure` below `data-node` and `data-edge`, which hold an index of the state's list.
 */
export function drawDiagram({ nodes, edges }: Shape): string {
  const indexOf = new Map(nodes.map(({ name }, index) => [name, index]));
  const known = [...edges.entries()].filter(([, { from, to }]) => indexOf.has(from) && indexOf.has(to));
  const pairs = known.map(([, { from, to }]) => [indexOf.get(from)!, indexOf.get(to)!] as const);
  const { width, height, nodes: corners, routes } = arrange(nodes.length, pairs);
  const labels = labelsOf(routes);
  const drawn = routes.map((route, index) => ({ route, index: known[route.edge]![0], at: labels[index]! }));
  const summary = drawn.map(({ index }) => sentence(edges[index]!)).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 ${width} ${height}" width="${width}"` +
      ` height="${height}" role="img" aria-label="${escaped(`Pipeline. ${summary}`)}">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"' +
      ' orient="auto-start-reverse"><path class="arrow" d="M1 1 7 4 1 7"/></marker></defs>',
    ...drawn.map(({ route, index }) => line(route, index)),
    ...drawn.map(({ index, at }) => label(edges[index]!, index, at)),
    ...nodes.map((node, index) => box(node, index, corners[index]!)),
    '</svg>',
  ].join('\n');
}

const sentence = ({ from, to, label: what }: Shape['edges'][number]): string => `${from} to ${to}: ${what}`;

function line({ back, gaps }: Route, index: number): string {
  const d = gaps
    .map(([from, to], gap) => {
      const middle = (from.x + to.x) / 2;
      return `${gap === 0 ? 'M' : 'L'}${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    })
    .join('');
  const arrow = back ? 'marker-start' : 'marker-end';
  return (
    `<g class="edge${back ? ' back' : ''}" data-edge="${index}"><path class="line" d="${d}" ${arrow}="url(#arrow)"/>` +
    `<path class="flow" d="${d}"/></g>`
  );
}

function label(edge: Shape['edges'][number], index: number, { x, y }: Point): string {
  return (
    `<g class="label" data-edge="${index}"><title>${escaped(sentence(edge))}</title>` +
    `<text class="what" x="${x}" y="${y - 6}">${escaped(fitStart(edge.label, labelWidth, 11))}</text>` +
    `<text class="count" x="${x}" y="${y + 16}" data-figure="count"></text></g>`
  );
}

/** Bold letters of 15 pixels are as wide as others of 17. */
const boldName = 17;

function box({ name, kind }: Shape['nodes'][number], index: number, { x, y }: Point): string {
  const inner = nodeWidth - 32;
  return (
    `<g class="node" data-node="${index}" transform="translate(${x} ${y})">` +
    `<title>${escaped(`${name} (${kind})`)}</title>` +
    `<rect class="box" width="${nodeWidth}" height="${nodeHeight}" rx="10"/>` +
    `<text class="kind" x="16" y="23">${escaped(fitStart(kind, inner, 11))}</text>` +
    `<text class="name" x="16" y="43">${escaped(fit(name, inner, boldName))}</text>` +
    `<text class="passed" x="16" y="66" data-figure="passed"></text>` +
    `<text class="lag" x="16" y="84" data-figure="lag"></text>` +
    badge('parked', 16) +
    badge('dropped', nodeWidth / 2 + 4) +
    '</g>'
  );
}

/** Sits on the lower border of its node; hidden while there is nothing to tell. */
function badge(figure: 'parked' | 'dropped', x: number): string {
  const width = nodeWidth / 2 - 20;
  return (
    `<g class="badge ${figure}" data-figure="${figure}" transform="translate(${x} ${nodeHeight - 10})">` +
    `<rect width="${width}" height="20" rx="10"/><text x="${width / 2}" y="14"></text></g>`
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML has no place for (control characters) is left out. */
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => entities[sign]!);
