import { element } from './elements.js';
import { count } from './format.js';
/** @import { Chart } from '../state.ts' */

const svg = 'http://www.w3.org/2000/svg';
const [width, line, labelWidth, valueWidth] = [640, 24, 150, 110];
/** Colours that page.css has. */
const colours = 4;

/**
 * Horizontal bars, longest at the full width. Who does not see them hears the same numbers.
 *
 * @param {Chart} chart
 */
export function drawn({ title, labels, series }) {
  const totals = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const most = Math.max(...totals, 1);
  const scale = (width - labelWidth - valueWidth) / most;
  const height = labels.length * line;
  const picture = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img' });
  picture.setAttribute('aria-label', labels.map((label, at) => `${label}: ${count(totals[at] ?? 0)}`).join(', '));
  for (const [at, label] of labels.entries()) {
    picture.append(text(label, { x: '0', y: `${at * line + 16}` }));
    let x = labelWidth;
    for (const [index, { name, values }] of series.entries()) {
      const length = (values[at] ?? 0) * scale;
      const bar = shape('rect', {
        class: `series-${index % colours}`,
        x: `${x}`,
        y: `${at * line + 4}`,
        width: `${length}`,
        height: `${line - 8}`,
      });
      bar.append(text(`${name}: ${count(values[at] ?? 0)}`, {}, 'title'));
      picture.append(bar);
      x += length;
    }
    picture.append(text(count(totals[at] ?? 0), { class: 'value', x: `${width}`, y: `${at * line + 16}` }));
  }
  return element('figure', { class: 'chart' }, element('figcaption', {}, title), picture, legend(series));
}

/** @param {Chart['series']} series */
function legend(series) {
  const names = series.flatMap(({ name }, index) => {
    const sample = shape('svg', { viewBox: '0 0 10 10', width: '10', height: '10', 'aria-hidden': 'true' });
    sample.append(shape('rect', { class: `series-${index % colours}`, width: '10', height: '10' }));
    return [element('li', {}, sample, ` ${name}`)];
  });
  return element('ul', { class: 'legend' }, ...names);
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function shape(tag, attributes) {
  const made = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/**
 * @param {string} content
 * @param {Record<string, string>} attributes
 */
function text(content, attributes, tag = 'text') {
  const made = shape(tag, attributes);
  made.textContent = content;
  return made;
}
