import { readDiagram } from './connection.js';
import { byId, element, part, showList, write } from './elements.js';
import { count, duration } from './format.js';
/** @import { ViewEdge, ViewNode, ViewState } from '../state.ts' */

/** Below this share of its size its text could not be read: then it scrolls. */
const smallest = 0.82;

let shape = '';
/** @type {readonly number[]} */
let before = [];

/** Where a window is too narrow for the diagram, the table has its place. */
export function chooseFigures() {
  /** @type {HTMLDetailsElement} */ (byId('figures')).open = !byId('diagram').checkVisibility();
}

/**
 * The pipeline with the figures of now. What has moved since the last time shows so.
 *
 * @param {ViewState & { shape: string }} state
 */
export async function showPipeline(state) {
  const place = byId('diagram');
  if (state.shape !== shape) {
    const diagram = /** @type {SVGSVGElement} */ (document.importNode(await readDiagram(), true));
    diagram.style.minWidth = `${Number(diagram.getAttribute('width')) * smallest}px`;
    place.replaceChildren(diagram);
    shape = state.shape;
    before = [];
  }
  for (const [index, edge] of state.edges.entries()) {
    const moved = before.length > 0 && edge.count > (before[index] ?? 0);
    for (const group of place.querySelectorAll(`[data-edge="${index}"]`)) {
      group.classList.toggle('moving', moved);
      group.classList.toggle('quiet', edge.count === 0);
      const figure = group.querySelector('[data-figure="count"]');
      if (figure) write(figure, count(edge.count));
    }
  }
  before = state.edges.map((edge) => edge.count);
  for (const [index, node] of state.nodes.entries()) {
    const group = place.querySelector(`[data-node="${index}"]`);
    if (group) showNode(group, node, state.edges);
  }
  showTable(state);
}

/**
 * @param {Element} group
 * @param {ViewNode} node
 * @param {readonly ViewEdge[]} edges
 */
function showNode(group, node, edges) {
  const figure = (/** @type {string} */ name) =>
    /** @type {Element} */ (group.querySelector(`[data-figure="${name}"]`));
  write(figure('passed'), passedBy(node, edges));
  write(figure('lag'), node.lag ? `p50 ${duration(node.lag.p50)} · p99 ${duration(node.lag.p99)}` : '');
  for (const name of /** @type {const} */ (['parked', 'dropped'])) {
    const badge = figure(name);
    badge.classList.toggle('shown', node[name] > 0);
    write(/** @type {Element} */ (badge.querySelector('text')), `${count(node[name])} ${name}`);
  }
}

/**
 * A side on which nothing can pass is left out.
 *
 * @param {ViewNode} node
 * @param {readonly ViewEdge[]} edges
 */
function passedBy(node, edges) {
  const sides = [
    { number: node.in, side: 'in', known: edges.some(({ to }) => to === node.name) },
    { number: node.out, side: 'out', known: edges.some(({ from }) => from === node.name) },
  ];
  return sides
    .filter(({ number, known }) => known || number > 0)
    .map(({ number, side }) => `${count(number)} ${side}`)
    .join(' · ');
}

/** @type {readonly (readonly [string, (node: ViewNode) => string])[]} */
const columns = [
  ['In', (node) => count(node.in)],
  ['Out', (node) => count(node.out)],
  ['Parked', (node) => count(node.parked)],
  ['Dropped', (node) => count(node.dropped)],
  ['Lag p50', (node) => (node.lag ? duration(node.lag.p50) : '–')],
  ['Lag p99', (node) => (node.lag ? duration(node.lag.p99) : '–')],
];

/** @param {ViewState} state */
function showTable({ nodes, edges }) {
  showList(
    byId('hops'),
    nodes,
    (node) => node.name,
    (node) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, node.name, element('span', { class: 'muted' }, node.kind)),
        element('td', { class: 'sends' }, element('ul', { 'data-part': 'sends' })),
        ...columns.map(([name]) => element('td', { 'data-part': name })),
      ),
    (row, node) => {
      showSent(
        part(row, 'sends'),
        edges.filter(({ from }) => from === node.name),
      );
      for (const [name, figure] of columns) write(part(row, name), figure(node));
      for (const name of /** @type {const} */ (['parked', 'dropped'])) row.classList.toggle(name, node[name] > 0);
    },
  );
}

/**
 * @param {Element} list
 * @param {readonly ViewEdge[]} edges
 */
function showSent(list, edges) {
  showList(
    list,
    edges,
    ({ to, label }) => JSON.stringify([to, label]),
    () => element('li', {}),
    (item, { to, label, count: number }) => write(item, `${label} → ${to}: ${count(number)}`),
  );
}
