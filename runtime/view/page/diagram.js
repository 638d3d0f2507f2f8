import { readDiagram } from './connection.js';
import { byId, element, part, showList, write } from './elements.js';
import { count, duration } from './format.js';
/** @import { ViewNode, ViewState } from '../state.ts' */

/** Below this share of its size its text could not be read: then it scrolls. */
const smallest = 0.82;

let shape = '';
/** @type {readonly number[]} */
let before = [];

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
    if (group) showNode(group, node);
  }
  showTable(state.nodes);
}

/**
 * @param {Element} group
 * @param {ViewNode} node
 */
function showNode(group, node) {
  const figure = (/** @type {string} */ name) =>
    /** @type {Element} */ (group.querySelector(`[data-figure="${name}"]`));
  write(figure('passed'), `${count(node.in)} in · ${count(node.out)} out`);
  write(figure('lag'), node.lag ? `p50 ${duration(node.lag.p50)} · p99 ${duration(node.lag.p99)}` : '');
  for (const name of /** @type {const} */ (['parked', 'dropped'])) {
    const badge = figure(name);
    badge.classList.toggle('shown', node[name] > 0);
    write(/** @type {Element} */ (badge.querySelector('text')), `${count(node[name])} ${name}`);
  }
}

/** @type {readonly (readonly [string, (node: ViewNode) => string])[]} */
const columns = [
  ['in', (node) => count(node.in)],
  ['out', (node) => count(node.out)],
  ['parked', (node) => count(node.parked)],
  ['dropped', (node) => count(node.dropped)],
  ['p50', (node) => (node.lag ? duration(node.lag.p50) : '–')],
  ['p99', (node) => (node.lag ? duration(node.lag.p99) : '–')],
];

/** @param {readonly ViewNode[]} nodes */
function showTable(nodes) {
  showList(
    byId('hops'),
    nodes,
    (node) => node.name,
    (node) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, node.name, element('span', { class: 'muted' }, node.kind)),
        ...columns.map(([name]) => element('td', { 'data-part': name })),
      ),
    (row, node) => {
      for (const [name, figure] of columns) {
        const cell = part(row, name);
        write(cell, figure(node));
        if (name === 'parked' || name === 'dropped') cell.classList.toggle(name, node[name] > 0);
      }
    },
  );
}
