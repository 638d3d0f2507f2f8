import { drawn } from './charts.js';
import { askProbe, problemOf } from './connection.js';
import { byId, element, showList } from './elements.js';
import { count } from './format.js';
/** @import { ViewProbe } from '../state.ts' */

/** More are in the answer itself. */
const shownAtMost = 20;

/** A card for each probe that the run offers. @param {readonly ViewProbe[]} probes */
export function offerProbes(probes) {
  showList(
    byId('probes'),
    probes,
    (probe) => JSON.stringify(probe),
    card,
    () => {},
  );
}

/** @param {ViewProbe} probe */
function card(probe) {
  const { id, title, label, placeholder, action } = probe;
  const [field, heading] = [`probe-${id}`, `probe-${id}-title`];
  const input = element('input', { id: field, type: 'search', placeholder, autocomplete: 'off', spellcheck: 'false' });
  const outcome = element('p', { class: 'muted outcome', role: 'status' });
  const results = element('div', { class: 'results' });
  const form = element(
    'form',
    { 'aria-labelledby': heading },
    element('label', { for: field }, label),
    element('div', { class: 'field' }, input, element('button', { type: 'submit', class: 'primary' }, action)),
  );
  let latest = 0;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const turn = ++latest;
    void answered(probe, input.value.trim()).then(({ sentence, parts }) => {
      if (turn !== latest) return;
      outcome.textContent = sentence;
      results.replaceChildren(...parts);
    });
  });
  return element(
    'section',
    { class: 'card probe', 'aria-labelledby': heading },
    element('h2', { id: heading }, title),
    form,
    outcome,
    results,
  );
}

/**
 * @param {ViewProbe} probe
 * @param {string} input
 * @returns {Promise<{ sentence: string, parts: HTMLElement[] }>}
 */
async function answered(probe, input) {
  const began = performance.now();
  try {
    const { summary, failed, rows, charts = [], raw } = await askProbe(probe, input);
    const shown = rows.slice(0, shownAtMost);
    const more = rows.length > shown.length ? `; the first ${shown.length} are shown` : '';
    const took = Math.round(performance.now() - began);
    const list = element('ol', { class: 'bounded', tabindex: '0', 'aria-label': 'Results' }, ...shown.map(row));
    return {
      sentence: `${summary} in ${took} ms${more}.`,
      parts: [...charts.map(drawn), ...(shown.length > 0 ? [list] : []), whole(raw, failed || shown.length === 0)],
    };
  } catch (error) {
    return { sentence: `No answer: ${problemOf(error)}`, parts: [] };
  }
}

/** @param {Readonly<Record<string, unknown>>} record */
function row(record) {
  const fields = Object.entries(record).flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, typeof value === 'string' ? value : JSON.stringify(value)),
  ]);
  return element('li', {}, element('dl', {}, ...fields));
}

/**
 * @param {unknown} raw
 * @param {boolean} open
 */
function whole(raw, open) {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw, null, 2);
  const details = element(
    'details',
    {},
    element('summary', {}, `Raw response, ${count(text.length)} characters`),
    element('pre', { tabindex: '0' }, text),
  );
  details.open = open;
  return details;
}
