const svg = 'http://www.w3.org/2000/svg';

/** Pixels. */
const [height, inside, between] = [20, 9, 6];

/**
 * @typedef {object} Badge
 * @property {string} kind - its class
 * @property {string} text
 */

/**
 * Shows badges side by side in a group of the diagram, from its left end, or up to its right end.
 *
 * @param {Element} group
 * @param {readonly Badge[]} badges
 */
export function showBadges(group, badges) {
  const wanted = JSON.stringify(badges);
  if (group.getAttribute('data-shown') === wanted) return;
  group.setAttribute('data-shown', wanted);
  group.replaceChildren(...badges.map(made));
  const widths = [...group.children].map((badge) => {
    const text = /** @type {SVGTextElement} */ (badge.lastElementChild);
    const width = Math.ceil(text.getComputedTextLength()) + 2 * inside;
    badge.firstElementChild?.setAttribute('width', String(width));
    return width;
  });
  const right = group.getAttribute('data-right');
  const all = widths.reduce((sum, width) => sum + width + between, -between);
  let x = right === null ? Number(group.getAttribute('data-left')) : Number(right) - all;
  for (const [index, badge] of [...group.children].entries()) {
    badge.setAttribute('transform', `translate(${x} ${group.getAttribute('data-y')})`);
    x += (widths[index] ?? 0) + between;
  }
}

/** @param {Badge} badge */
function made({ kind, text: words }) {
  const badge = document.createElementNS(svg, 'g');
  badge.setAttribute('class', `badge ${kind}`);
  const box = document.createElementNS(svg, 'rect');
  box.setAttribute('height', String(height));
  box.setAttribute('rx', String(height / 2));
  const text = document.createElementNS(svg, 'text');
  text.setAttribute('x', String(inside));
  text.setAttribute('y', '14');
  text.textContent = words;
  badge.append(box, text);
  return badge;
}
