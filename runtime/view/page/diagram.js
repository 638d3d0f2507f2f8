import { showBadges } from './badges.js';
import { readDiagram } from './connection.js';
import { byId, write } from './elements.js';
import { count, duration } from './format.js';
/** @import { ViewEdge, ViewNode, ViewState } from '../state.ts' */
/** @import { Attention } from './attention.js' */

/** Best first. */
const layouts = /** @type {const} */ (['right', 'down', 'column', 'compact']);
/** Below this part of their size, texts cannot be read: then a layout is taken that says less, but larger. */
const readable = 0.75;
/** The first layout is taken that is nearly as large as the largest: the larger its text, the better it reads. */
const nearly = 0.92;
/** A small pipeline is not blown up. */
const largest = 1.2;
/** Where the diagram has to fit into the height of the window as well: as in page.css. */
const onOneView = matchMedia('(min-width: 1180px) and (min-height: 640px)');

let shape = '';
/** @type {{ picture: SVGSVGElement, width: number, height: number }[]} */
let drawn = [];
/** @type {readonly number[]} */
let before = [];
/** @type {(() => void)} */
let fill = () => {};

/**
 * The pipeline with the figures of now. What has moved since the last time shows so.
 *
 * @param {ViewState & { shape: string }} state
 * @param {ReadonlyMap<string, Attention>} attention
 */
export async function showPipeline(state, attention) {
  if (state.shape !== shape) {
    drawn = await Promise.all(layouts.map(read));
    shape = state.shape;
    before = [];
    byId('diagram').replaceChildren();
  }
  const moved = state.edges.map((edge, index) => before.length > 0 && edge.count > (before[index] ?? 0));
  before = state.edges.map((edge) => edge.count);
  fill = () => fillIn(state, attention, moved);
  fit();
  fill();
}

/** @param {(typeof layouts)[number]} layout */
async function read(layout) {
  const picture = /** @type {SVGSVGElement} */ (document.importNode(await readDiagram(layout), true));
  return { picture, width: Number(picture.getAttribute('width')), height: Number(picture.getAttribute('height')) };
}

/** Takes the layout that suits the place, at the size at which it fits. */
function fit() {
  const place = byId('diagram');
  const scaled = drawn.map((one) => {
    const high = onOneView.matches ? place.clientHeight / one.height : Infinity;
    return { ...one, scale: Math.min(place.clientWidth / one.width, high) };
  });
  const full = scaled.slice(0, -1);
  const best = Math.min(1, Math.max(...full.map(({ scale }) => scale)));
  const chosen = best < readable ? scaled.at(-1) : full.find(({ scale }) => scale >= nearly * best);
  if (!chosen) return;
  const scale = Math.min(largest, chosen.scale);
  chosen.picture.style.width = `${Math.floor(chosen.width * scale)}px`;
  chosen.picture.style.height = `${Math.floor(chosen.height * scale)}px`;
  if (chosen.picture.isConnected) return;
  place.replaceChildren(chosen.picture);
}

new ResizeObserver(() => {
  fit();
  fill();
}).observe(byId('diagram'));

/**
 * @param {ViewState} state
 * @param {ReadonlyMap<string, Attention>} attention
 * @param {readonly boolean[]} moved
 */
function fillIn(state, attention, moved) {
  const place = byId('diagram');
  for (const [index, edge] of state.edges.entries())
    for (const group of place.querySelectorAll(`[data-edge="${index}"]`)) {
      group.classList.toggle('moving', moved[index] === true);
      group.classList.toggle('quiet', edge.count === 0);
      const figure = group.querySelector('[data-figure="count"]');
      if (figure) write(figure, count(edge.count));
    }
  for (const [index, node] of state.nodes.entries()) {
    const group = place.querySelector(`[data-node="${index}"]`);
    if (group) showNode(group, node, state.edges, attention.get(node.name));
  }
}

/**
 * @param {Element} group
 * @param {ViewNode} node
 * @param {readonly ViewEdge[]} edges
 * @param {Attention | undefined} attention
 */
function showNode(group, node, edges, attention) {
  const figure = (/** @type {string} */ name) =>
    /** @type {Element} */ (group.querySelector(`[data-figure="${name}"]`));
  group.classList.toggle('attention', attention !== undefined);
  const title = `${node.name} (${node.kind})`;
  write(/** @type {Element} */ (group.querySelector('title')), attention ? `${title}: ${attention.long}` : title);
  write(figure('passed'), passedBy(node, edges));
  const lag = group.querySelector('[data-figure="lag"]');
  if (lag) write(lag, node.lag ? `p50 ${duration(node.lag.p50)} · p99 ${duration(node.lag.p99)}` : '');
  showBadges(figure('state'), attention ? [{ kind: 'attention', text: attention.short }] : []);
  const ends = /** @type {const} */ (['parked', 'dropped']);
  showBadges(
    figure('ends'),
    ends.filter((end) => node[end] > 0).map((end) => ({ kind: end, text: `${count(node[end])} ${end}` })),
  );
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
