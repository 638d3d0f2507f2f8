import { byId, element, part, showList, write } from './elements.js';
import { count, duration } from './format.js';
/** @import { ViewEdge, ViewNode, ViewState } from '../state.ts' */
/** @import { Attention } from './attention.js' */

/** @type {readonly (readonly [string, (node: ViewNode) => string])[]} */
const columns = [
  ['In', (node) => count(node.in)],
  ['Out', (node) => count(node.out)],
  ['Waiting', (node) => count(node.waiting)],
  ['Parked', (node) => count(node.parked)],
  ['Dropped', (node) => count(node.dropped)],
  ['Lag p50', (node) => (node.lag ? duration(node.lag.p50) : '–')],
  ['Lag p99', (node) => (node.lag ? duration(node.lag.p99) : '–')],
];

/**
 * What the diagram shows, as a table.
 *
 * @param {ViewState} state
 * @param {ReadonlyMap<string, Attention>} attention
 */
export function showFigures({ nodes, edges }, attention) {
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
        element('td', { class: 'state', 'data-part': 'State' }),
        ...columns.map(([name]) => element('td', { 'data-part': name })),
      ),
    (row, node) => {
      showSent(
        part(row, 'sends'),
        edges.filter(({ from }) => from === node.name),
      );
      const why = attention.get(node.name);
      write(part(row, 'State'), why ? why.long : '–');
      row.classList.toggle('attention', why !== undefined);
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
