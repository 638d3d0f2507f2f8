import { problemOf, search } from './connection.js';
import { byId, element } from './elements.js';
import { count, plural } from './format.js';

/** More are in the answer itself. */
const shownAtMost = 20;

/** The search box: words, or a whole query string as the API takes it. */
export function offerSearch() {
  const form = byId('search');
  const input = /** @type {HTMLInputElement} */ (byId('query'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void searched(input.value.trim());
  });
}

let latest = 0;

/** @param {string} typed */
async function searched(typed) {
  const turn = ++latest;
  const outcome = await answered(typed);
  if (turn !== latest) return;
  byId('search-outcome').textContent = outcome.sentence;
  byId('search-results').replaceChildren(...outcome.parts);
}

/**
 * @param {string} typed
 * @returns {Promise<{ sentence: string, parts: HTMLElement[] }>}
 */
async function answered(typed) {
  const began = performance.now();
  try {
    const { status, body } = await search(queryOf(typed));
    const took = `${Math.round(performance.now() - began)} ms`;
    if (status !== 200)
      return { sentence: `The search API returned status ${status} in ${took}.`, parts: [raw(body, true)] };
    const { total, items } = found(body);
    const sentence = total === undefined ? `Answered in ${took}.` : `${plural(total, 'result')} in ${took}.`;
    const cards = items.slice(0, shownAtMost).map(card);
    return {
      sentence,
      parts: [
        ...(cards.length > 0
          ? [element('ol', { class: 'bounded', tabindex: '0', 'aria-label': 'Results' }, ...cards)]
          : []),
        raw(body, items.length === 0),
      ],
    };
  } catch (error) {
    return { sentence: `No answer: ${problemOf(error)}`, parts: [] };
  }
}

/** @param {string} typed */
function queryOf(typed) {
  if (/^[\w.]+=/.test(typed)) return typed;
  return typed === '' ? '' : new URLSearchParams({ q: typed }).toString();
}

/**
 * The results in an answer that looks like `{ total, items: [{ item }] }`.
 *
 * @param {any} body
 * @returns {{ total: number | undefined, items: Record<string, unknown>[] }}
 */
function found(body) {
  const items = Array.isArray(body?.items) ? body.items : [];
  return {
    total: typeof body?.total === 'number' ? body.total : undefined,
    items: items
      .map((/** @type {any} */ one) => one?.item ?? one)
      .filter((/** @type {any} */ one) => Object(one) === one),
  };
}

/** @param {Record<string, unknown>} item */
function card(item) {
  const fields = Object.entries(item).flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, textOf(value)),
  ]);
  return element('li', {}, element('dl', {}, ...fields));
}

/** @param {unknown} value */
const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * @param {unknown} body
 * @param {boolean} open
 */
function raw(body, open) {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  const details = element(
    'details',
    {},
    element('summary', {}, `Raw response, ${count(text.length)} characters`),
    element('pre', { tabindex: '0' }, text),
  );
  details.open = open;
  return details;
}
