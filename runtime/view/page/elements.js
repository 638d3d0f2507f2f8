// Everything that comes from events is text, never HTML: elements are made here and nowhere else.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * The element of index.html with this id.
 *
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}

/**
 * Writes a text where it has changed: what stays the same is not read out again.
 *
 * @param {Element} target
 * @param {string} text
 */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** @type {WeakMap<Element, Map<string, HTMLElement>>} */
const shown = new WeakMap();

/**
 * Shows a list so that what stays keeps its element, and with it focus and state.
 *
 * @template Item
 * @param {Element} list
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => HTMLElement} made
 * @param {(made: HTMLElement, item: Item) => void} updated
 */
export function showList(list, items, keyOf, made, updated) {
  const before = shown.get(list) ?? new Map();
  /** @type {Map<string, HTMLElement>} */
  const now = new Map();
  for (const item of items) {
    let key = keyOf(item);
    while (now.has(key)) key += ' again';
    const node = before.get(key) ?? made(item);
    updated(node, item);
    now.set(key, node);
  }
  for (const [key, node] of before) if (!now.has(key)) node.remove();
  let place = list.firstElementChild;
  for (const node of now.values()) {
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  shown.set(list, now);
}

/**
 * The part of `root` with this `data-part`.
 *
 * @param {Element} root
 * @param {string} name
 */
export function part(root, name) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!found) throw new Error(`No part "${name}".`);
  return found;
}

/**
 * Reads a sentence out, to those who do not see the page.
 *
 * @param {string} sentence
 */
export const say = (sentence) => write(byId('said'), sentence);
